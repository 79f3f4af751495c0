import { afterAll, beforeAll, expect, test } from 'vitest';
import { createLoaders } from '../../src/loaders/create-loaders.js';
import { LegalRegister } from '../../src/loaders/legal-register.js';
import type { Page } from '../../src/loaders/page.js';
import { RequestStore } from '../../src/loaders/request-store.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, seedYouths, subject } from '../store/small-county.js';
import { caseDocument, courtOrder, documentId, emergency, mandatedReport, sealOrder } from '../store/special-records.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let pool: Pool;
let ids = 0;
const newId = (): string => documentId(ids += 1);

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

/** One request: both youths open, its register and its loaders, committed. */
async function request<T>(work: (register: LegalRegister, loaders: ReturnType<typeof createLoaders>) => Promise<T>): Promise<T> {
  const store = new RequestStore(pool);
  try {
    await admitIds(store, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(2)]);
    const result = await work(new LegalRegister(store, newId), createLoaders(store));
    await store.commit();
    return result;
  } catch (fault) {
    await store.rollback();
    throw fault;
  }
}

/** Every row of a list that is read one by one. */
async function walk<R>(page: (after: string | null) => Promise<Page<R>>): Promise<readonly R[]> {
  const rows: R[] = [];
  for (let after: string | null = null; ;) {
    const { rows: [found], hasNextPage } = await page(after);
    if (found) rows.push(found.row);
    if (!hasNextPage) return rows;
    after = found!.cursor;
  }
}

const NO_TALK = { teamIds: [], allowed: [] } as const;
const { id: _, vacatedAt: __, ...order } = courtOrder(1);
const { id: ___, ...document } = caseDocument(1);

test('orders and documents are given an id and read by the loaders, page by page', async () => {
  const kept = await request((register) => register.recordCourtOrder(order));
  const filed = await request(async (register) => [
    await register.fileDocument(document), await register.fileDocument({ ...document, filedOn: '2026-02-02' as never }), await register.fileDocument(document),
  ] as const);
  await request(async (_register, loaders) => {
    expect(await loaders.courtOrders.loadMany([subject(2), subject(1)])).toEqual([[], [kept]]);
    const allowed = [{ category: 'CASE_FACTS', regime: 'CHILD_WELFARE', minorConsented: false }] as const;
    const rows = await walk((after) => loaders.documents.load({ subjectId: subject(1), allowed, released: allowed, heard: NO_TALK, first: 1, after }));
    expect(rows).toEqual([filed[1], filed[0], filed[2]]);
    await expect(loaders.documents.load({ subjectId: subject(1), allowed, released: allowed, heard: NO_TALK, first: 1, after: 'no cursor' })).rejects.toMatchObject({ code: 'BAD_CURSOR' });
  });
  await request((register) => register.withdrawDocument({ subjectId: subject(1), documentId: filed[0].id, by: 'person-1', withdrawnAt: AS_OF }));
  await request((register) => register.vacateCourtOrder({ subjectId: subject(1), orderId: kept.id, vacatedAt: AS_OF }));
  expect((await request((_register, loaders) => loaders.courtOrders.load(subject(1))))[0]!.vacatedAt).toBe(AS_OF);
});

test('breaking the glass lasts four hours and waits for review', async () => {
  const { id: _id, endsAt, ...fresh } = emergency(1);
  const access = await request((register) => register.openEmergency(fresh, { subjectId: subject(1) }));
  expect(access).toMatchObject({ subjectId: subject(1), endsAt, closedAt: null });
  await request((register) => register.openEmergency({ ...fresh, openedAt: '2026-03-01T09:00:00.000Z' as never }, { subjectId: subject(2) }));
  await request((register) => register.closeEmergency({ personId: 'person-1', accessId: access!.id, closedAt: AS_OF }));
  const waiting = await request((register) => walk((after) => register.emergenciesToReview('19', { first: 1, after })));
  expect(waiting.map(({ subjectId, closedAt }) => [subjectId, closedAt])).toEqual([[subject(1), AS_OF], [subject(2), null]]);
  const review = { at: AS_OF, by: 'reviewer', finding: 'NOT_JUSTIFIED', words: 'No emergency' } as const;
  await request((register) => register.reviewEmergency({ county: '19', accessId: access!.id, review }));
  expect((await request((register) => register.emergenciesToReview('19', { first: 5, after: null }))).rows).toHaveLength(1);
});

test('a compelled report is due in twenty-four hours', async () => {
  const { subjectId, statute, recipientAgencyId, learnedAt, dueAt } = mandatedReport(1);
  const reportId = await request((register) => register.openMandatedReport({ subjectId, statute, recipientAgencyId, learnedAt }));
  await request((register) => register.openMandatedReport({ subjectId: subject(2), statute, recipientAgencyId, learnedAt }));
  const listed = await request((register) => walk((after) => register.mandatedReportsOf('19', { first: 1, after, unmade: true })));
  expect(listed.map((report) => [report.subjectId, report.dueAt])).toEqual([[subject(1), dueAt], [subject(2), dueAt]]);
  await request((register) => register.noteReportMade({ subjectId, reportId, reportedAt: AS_OF, reportNumber: 'L-1' }));
  await request((register) => register.endMandatedReport({ subjectId, reportId, endedAt: AS_OF }));
  expect(await request((_register, loaders) => loaders.mandatedReports.load(subject(1))))
    .toEqual([{ ...mandatedReport(1), delivery: null, id: reportId, reportedAt: AS_OF, reportNumber: 'L-1', endedAt: AS_OF }]);
});

test('a seal order whose matter nobody was sent asks for no notice', async () => {
  const { id: _id, ...seal } = sealOrder(1, ['J-1']);
  expect(await request((register) => register.recordSealOrder(seal))).toEqual([]);
  expect(await request((register) => register.sealNoticesTo(agency(1), { first: 1, after: null }))).toEqual({ rows: [], hasNextPage: false });
  await expect(request((register) => register.acknowledgeSealNotice({ agencyId: agency(1), noticeId: documentId(99), acknowledgedAt: AS_OF }))).rejects.toMatchObject({ code: 'CONFLICT' });
});
