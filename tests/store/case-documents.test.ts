import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import type { AllowedRows } from '../../src/store/queries/allowed-rows.js';
import { caseDocumentsBySubject, type DocumentStart } from '../../src/store/queries/case-documents.js';
import { withRequestSession, type RequestSession } from '../../src/store/request-session.js';
import { fileCaseDocument, withdrawCaseDocument } from '../../src/store/writers/case-documents.js';
import type { CaseDocument } from '../../src/model/case-document.js';
import type { RowLimit } from '../../src/policy/evaluation/row-limit.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asSync, seedYouths, subject, team } from './small-county.js';
import { caseDocument, documentId } from './special-records.js';

let database: TestDatabase;
let pool: Pool;

const ofRow = (n: number, filedOn: string, parts: Partial<CaseDocument> = {}): CaseDocument => caseDocument(n, { filedOn: filedOn as never, ...parts });
const NOTE: Partial<CaseDocument> = {
  category: 'MENTAL_HEALTH', kind: 'ASSESSMENT',
  provenance: { system: 'clinic', regime: 'CMIA', sourceAgencyId: agency(5), consentedBy: 'MINOR', updatedAt: AS_OF },
};
const FILED: readonly CaseDocument[] = [
  ofRow(1, '2026-02-01'), ofRow(2, '2026-02-01'), ofRow(3, '2026-01-15', { matter: 'DP-1' }), ofRow(4, '2026-02-20', NOTE),
  ofRow(5, '2026-02-10', { ...NOTE, provenance: { ...NOTE.provenance!, consentedBy: 'PARENT', sourceAgencyId: null } }),
  ofRow(6, '2026-02-25', { kind: 'TEAM_DISCUSSION', teamId: team(1) }),
];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  await asSync(database.url, `insert into csec.team_assignment (subject_id, record_key, team_id, assigned_at, unassigned_at) values
    ('${subject(1)}', 'one', '${team(1)}', '2026-01-01', null), ('${subject(1)}', 'two', '${team(2)}', '2026-01-01', '2026-02-01')`);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
  await opened(async (session) => { for (const document of FILED) await fileCaseDocument(session, document); });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

const opened = <T>(work: (session: RequestSession) => Promise<T>): Promise<T> => withRequestSession(pool, async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
  return work(session);
});

const CASE: AllowedRows = { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', minorConsented: false };
const CLINIC: AllowedRows = { category: 'MENTAL_HEALTH', regime: 'CMIA', minorConsented: true };

/** The numbers of the documents of youth 1 that are read, newest first. */
async function read(
  allowed: readonly AllowedRows[], teamIds: readonly string[] = [], first = 50, after: DocumentStart | null = null, released = allowed,
): Promise<readonly number[]> {
  const [none, documents] = await opened((session) => caseDocumentsBySubject(session,
    [{ subjectId: subject(2), allowed, released, teamIds }, { subjectId: subject(1), allowed, released, teamIds }], { first, after }));
  expect(none).toEqual([]);
  return documents!.map(({ id }) => Number(id.slice(-12)));
}

describe('documents are read', () => {
  test('as they were filed, newest first', async () => {
    const [documents] = await opened((session) => caseDocumentsBySubject(session, [{ subjectId: subject(1), allowed: [CASE, CLINIC], released: [CASE, CLINIC], teamIds: [team(1)] }], { first: 50 }));
    expect(documents).toEqual([5, 3, 4, 0, 1, 2].map((place) => FILED[place]));
  });

  test.each<[string, readonly AllowedRows[], readonly number[]]>([
    ['of one category', [CASE], [1, 2, 3]], ['of none', [], []], ['of another regime', [{ ...CLINIC, regime: 'LPS' }], []],
    ['of the minor\'s own care', [CLINIC], [4, 5]], ['but of the minor\'s own care', [{ ...CLINIC, minorConsented: false }], [5]],
  ])('%s', async (_, allowed, expected) => {
    expect(await read(allowed)).toEqual(expected);
  });

  const limited = (limit: Partial<RowLimit>, more: readonly RowLimit[] = []): readonly AllowedRows[] =>
    [{ ...CASE, limits: [{ from: null, to: null, sources: null, ...limit } as RowLimit, ...more] }];
  test.each<[string, readonly AllowedRows[], readonly number[]]>([
    ['from a day, that day included', limited({ from: '2026-02-01' as never }), [1, 2]],
    ['to a day, that day not included', limited({ to: '2026-02-01' as never }), [3]],
    ['within either of two limits', limited({ from: '2026-02-02' as never }, [{ from: null, to: '2026-01-31' as never, sources: null }]), [3]],
    ['of a source, which a document without one is not', limited({ sources: [agency(5)] }), []],
    ['of a source that is no agency\'s id', limited({ sources: ['the clinic'] }), []],
    ['of a source', [{ ...CLINIC, limits: [{ from: null, to: null, sources: [agency(5)] }] }], [4]],
    ['within no limit at all', [{ ...CASE, limits: [] }], []],
  ])('%s', async (_, allowed, expected) => {
    expect(await read(allowed)).toEqual(expected);
  });

  test('of the talk of a team only where that team is named', async () => {
    expect(await read([CASE], [team(1)])).toEqual([6, 1, 2, 3]);
    expect(await read([CASE], [team(2)])).toEqual([1, 2, 3]);
    expect(await read([CLINIC], [team(1)])).toEqual([4, 5]);
  });

  test.each([1, 2, 3])('%i at a time, each once', async (first) => {
    const seen: number[] = [];
    let after: DocumentStart | null = null;
    for (;;) {
      const page = await read([CASE, CLINIC], [team(1)], first, after);
      seen.push(...page);
      if (page.length < first) break;
      const last: CaseDocument = FILED[page.at(-1)! - 1]!;
      after = { filedOn: last.filedOn, id: last.id };
    }
    expect(seen).toEqual([6, 4, 5, 1, 2, 3]);
  });
});

describe('a document that tells of more than its category', () => {
  const HIV: AllowedRows = { category: 'HIV', regime: 'CHILD_WELFARE', minorConsented: true };
  const also = [{ category: 'HIV', regime: 'CHILD_WELFARE' }, { category: 'MENTAL_HEALTH', regime: 'CMIA' }] as const;
  const telling = ofRow(20, '2026-02-05', { also, matter: 'TELLING' });
  const signed = ofRow(21, '2026-02-04', { also, provenance: { ...telling.provenance, consentedBy: 'PARENT' } });
  const beside = (...released: readonly AllowedRows[]) => read([CASE], [], 50, null, [CASE, ...released]);

  beforeAll(() => opened(async (session) => { for (const document of [telling, signed]) await fileCaseDocument(session, document); }));
  afterAll(() => opened(async (session) => {
    for (const { id } of [telling, signed]) await withdrawCaseDocument(session, { subjectId: subject(1), documentId: id, by: 'person-1', withdrawnAt: AS_OF });
  }));

  test('is read by who is released all of it, and by nobody who is released a part', async () => {
    expect(await beside(HIV, CLINIC)).toEqual([20, 21, 1, 2, 3]);
    for (const released of [[HIV], [CLINIC], [], [{ ...HIV, regime: 'CMIA' } as const, CLINIC]]) expect(await beside(...released)).toEqual([1, 2, 3]);
  });

  test('holds what it tells of as the minor\'s care unless it says who consented', async () => {
    expect(await beside({ ...HIV, minorConsented: false }, CLINIC)).toEqual([21, 1, 2, 3]);
  });

  test('obeys the limits of each release', async () => {
    const of = (limit: Partial<RowLimit>): AllowedRows => ({ ...HIV, limits: [{ from: null, to: null, sources: null, ...limit } as RowLimit] });
    expect(await beside(of({ from: '2026-02-05' as never }), CLINIC)).toEqual([20, 1, 2, 3]);
    expect(await beside(of({ sources: [agency(5)] }), CLINIC)).toEqual([1, 2, 3]);
  });

  test('comes with what it tells of, and is counted and paged past by nobody else', async () => {
    const [documents] = await opened((session) => caseDocumentsBySubject(session,
      [{ subjectId: subject(1), allowed: [CASE], released: [CASE, HIV, CLINIC], teamIds: [] }], { first: 1 }));
    expect(documents).toEqual([telling]);
    expect(await read([CASE], [], 2, null, [CASE])).toEqual([1, 2]);
    expect(await read([CASE], [], 1, { filedOn: telling.filedOn, id: telling.id }, [CASE])).toEqual([1]);
  });
});

describe('a document', () => {
  test('that comes again changes nothing; another one under its id is a conflict', async () => {
    await opened((session) => fileCaseDocument(session, FILED[0]!));
    await expect(opened((session) => fileCaseDocument(session, { ...FILED[0]!, title: 'Another' }))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test.each(['PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION'] as const)('of %s is not kept, whoever brings it', async (category) => {
    await expect(opened((session) => fileCaseDocument(session, caseDocument(9, { category })))).rejects.toMatchObject({
      code: 'CATEGORY_NOT_ACCEPTED', details: { field: 'input.category' },
    });
    await expect(asSync(database.url, `insert into csec.case_document (subject_id, id, category, kind, title, filed_on, system, regime)
      values ('${subject(1)}', '${documentId(9)}', '${category}', 'LETTER', 'A letter', '2026-01-01', 'county', 'CHILD_WELFARE')`))
      .rejects.toMatchObject({ constraint: 'category_accepted' });
  });

  test('of a team\'s talk belongs to a team that is assigned to the youth', async () => {
    for (const teamId of [team(2), team(3)]) {
      await expect(opened((session) => fileCaseDocument(session, caseDocument(9, { kind: 'TEAM_DISCUSSION', teamId })))).rejects.toMatchObject({ code: 'CONFLICT' });
    }
  });

  test('that was withdrawn is there for nobody, and can be withdrawn again', async () => {
    const change = { subjectId: subject(1), documentId: documentId(3), by: 'person-1', withdrawnAt: AS_OF };
    await opened((session) => withdrawCaseDocument(session, change));
    await opened((session) => withdrawCaseDocument(session, change));
    expect(await read([CASE])).toEqual([1, 2]);
    await expect(opened((session) => withdrawCaseDocument(session, { ...change, documentId: documentId(99) }))).rejects.toMatchObject({ code: 'CONFLICT' });
  });

  test('is filed and withdrawn for an open subject only', async () => {
    const closed = { details: { sqlState: 'CS404' } };
    await expect(opened((session) => fileCaseDocument(session, caseDocument(9, { subjectId: subject(2) })))).rejects.toMatchObject(closed);
    await expect(opened((session) => withdrawCaseDocument(session, { subjectId: subject(2), documentId: documentId(1), by: 'person-1', withdrawnAt: AS_OF })))
      .rejects.toMatchObject(closed);
  });
});
