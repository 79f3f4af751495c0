import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Change } from '../../src/model/change.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { assembleStaleYouths } from '../../src/store/assembly/assemble.js';
import { beginTable } from '../../src/store/landing/run-ledger.js';
import { withSyncSession, type SyncSession } from '../../src/store/landing/sync-session.js';
import { pgAuditLog } from '../../src/store/pg-audit-log.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { courtOrdersBySubject } from '../../src/store/queries/court-orders.js';
import { sealNoticesTo } from '../../src/store/queries/seal-notices.js';
import { withRequestSession, type RequestSession } from '../../src/store/request-session.js';
import { acknowledgeSealNotice, recordCourtOrder, recordSealOrder } from '../../src/store/writers/court-orders.js';
import { fileCaseDocument } from '../../src/store/writers/case-documents.js';
import { landJoined } from '../../src/sync/land-batch.js';
import { KEY, disclosure } from '../audit/disclosures.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { change, land } from './landing-rows.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asOwner, subject } from './small-county.js';
import { caseDocument, courtOrder, documentId, documentRow, insertRaw, sealId, sealOrder } from './special-records.js';

let database: TestDatabase;
let pool: Pool;

const JJ = { category: 'JUVENILE_JUSTICE', regime: 'CHILD_WELFARE' } as const;
const service = (key: string, law: object = JJ, updatedAt = '2026-01-01T08:00:00.000000Z'): Change => change('DL_SVC_T', key, {
  kind: 'SERVICE', startedOn: '2026-01-02' as never, service: { code: 1, display: `Service ${key}` }, ...law,
} as never, { updatedAt: updatedAt as never });
const received = (key: string, client: string, updatedAt = '2026-01-01T08:00:00.000000Z'): Change =>
  change('IDV_SVCT', `${key}:${client}`, { role: 'CLIENT', participantKey: client } as never, { clientKey: client, parentKey: key, updatedAt: updatedAt as never });
const identifier = (key: string, value: string, category: string, updatedAt = '2026-01-01T08:00:00.000000Z'): Change =>
  change('NCWSNO_T', key, { system: { code: 1334, display: 'Probation' }, value, category } as never, { clientKey: 'kid0000001', updatedAt: updatedAt as never });

const LATER = '2026-06-01T08:00:00.000000Z';
const extract = (updatedAt?: string): readonly Change[] => [
  ...['kid0000001', 'kid0000002'].map((key) => change('CLIENT_T', key, { isChild: true, sensitivity: 'N' } as never, { clientKey: key, ...(updatedAt ? { updatedAt: updatedAt as never } : {}) })),
  service('svcAlone', JJ, updatedAt), service('svcBoth', JJ, updatedAt), service('svcOther', { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }, updatedAt),
  received('svcAlone', 'kid0000001', updatedAt), received('svcBoth', 'kid0000001', updatedAt), received('svcBoth', 'kid0000002', updatedAt),
  received('svcOther', 'kid0000001', updatedAt), identifier('idJuvenile', 'J-1', 'JUVENILE_JUSTICE', updatedAt), identifier('idOther', 'M-1', 'GENERAL_MEDICAL', updatedAt),
];

async function sync(session: SyncSession, changes: readonly Change[]): Promise<void> {
  for (const one of changes) await land(session, one.table as never, [one]);
  await assembleStaleYouths([session], { county: '19', batchSize: 100, deriveAbsences: () => [] });
}

/** The keys of the rows of the youth of one client, with those of his documents. */
async function keysOf(client: string): Promise<readonly string[]> {
  return asOwner(database.url, async (connection) => (await connection.query<{ key: string }>(`
    select r.record_key as key from csec.service_record r join csec.youth y using (subject_id) where y.client_key = $1
    union all select i.record_key from csec.identifier i join csec.youth y using (subject_id) where y.client_key = $1
    union all select right(d.id::text, 2) from csec.case_document d join csec.youth y using (subject_id) where y.client_key = $1
    order by 1`, [client])).rows.map(({ key }) => key));
}

const landed = (table: string, key: string): Promise<unknown> => asOwner(database.url, async (connection) => (await connection.query(
  'select client_key, parent_key, record from csec.county_record where source_table = $1 and source_key = $2', [table, key])).rows[0]);
const PURGED = { client_key: null, parent_key: null, record: {} };

const opened = <T>(work: (session: RequestSession) => Promise<T>): Promise<T> => withRequestSession(pool, async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(2)]);
  return work(session);
});

const COUNTY = caseDocument(1).provenance;
const PARTNER = { kind: 'SERVICE', system: 'probation', regime: 'LAW_ENFORCEMENT', category: 'JUVENILE_JUSTICE' };
const FILED = [
  caseDocument(1, { matter: 'J-1', kind: 'PETITION', category: 'JUVENILE_JUSTICE' }), caseDocument(2, { matter: 'J-2', kind: 'PETITION', category: 'JUVENILE_JUSTICE' }),
  caseDocument(3, { matter: 'J-1', kind: 'MEDICAL_REPORT', category: 'GENERAL_MEDICAL' }), caseDocument(4, { matter: 'DP-1' }),
  caseDocument(5, { category: 'JUVENILE_JUSTICE' }), caseDocument(6, { subjectId: subject(2), matter: 'J-1', category: 'JUVENILE_JUSTICE' }),
];
const PARTNERS = [['p:1', 'J-1'], ['p:2', 'J-2'], ['p:3', null]].map(([record_key, matter]) => ({ ...PARTNER, subject_id: subject(1), record_key, matter }));

beforeAll(async () => {
  database = await createTestDatabase();
  await asOwner(database.url, async (client) => {
    for (const n of [1, 2]) await client.query('insert into csec.youth (subject_id, client_key) values ($1, $2)', [subject(n), `kid000000${n}`]);
  });
  await withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, (session) => sync(session, extract()));
  await insertRaw(database.url, 'service_record', PARTNERS.map((row) => ({ ...row, public_id: documentId(Number(row.record_key!.slice(2))), consented_by: 'NOT_APPLICABLE' })));
  await insertRaw(database.url, 'case_document', FILED.map(documentRow));
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
  await withRequestSession(pool, (session) => pgAuditLog(session, KEY).append([
    disclosure(1, { released: ['JUVENILE_JUSTICE', 'CASE_FACTS'], agencyId: agency(2) }), disclosure(2, { released: ['JUVENILE_JUSTICE'], agencyId: agency(2), at: '2026-03-02T08:00:00.000Z' as never }),
    disclosure(3, { released: ['GENERAL_MEDICAL'], agencyId: agency(3), outcome: 'MESSAGE' }), disclosure(4, { released: ['CASE_FACTS'], agencyId: agency(4) }),
    disclosure(5, { released: ['JUVENILE_JUSTICE'], agencyId: agency(5), outcome: 'SIMULATED' }),
    disclosure(6, { released: ['JUVENILE_JUSTICE'], agencyId: agency(6), subjectId: subject(2) }),
  ]));
  await opened(async (session) => {
    await recordCourtOrder(session, courtOrder(1, { caseNumber: 'J-1' }));
    await recordCourtOrder(session, courtOrder(2, { subjectId: subject(1) }));
  });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

const idOf = (n: number): string => disclosure(n).id;
const RECIPIENTS = [{ agencyId: agency(2), disclosureIds: [idOf(1), idOf(2)] }, { agencyId: agency(3), disclosureIds: [idOf(3)] }];
/** What is left: another matter, another category, and what other youths have. */
const LEFT = ['02', '04', 'DL_SVC_T:svcOther', 'idOther', 'p:2'];
const OF_SECOND = ['06', 'DL_SVC_T:svcBoth'];

describe('a seal order', () => {
  test('is undone whole when its transaction is', async () => {
    const before = await keysOf('kid0000001');
    await expect(opened(async (session) => {
      await recordSealOrder(session, sealOrder(1, ['J-1']));
      throw new Error('something later failed');
    })).rejects.toThrow('something later failed');
    expect(await keysOf('kid0000001')).toEqual(before);
    expect(before).toEqual(['01', '02', '03', '04', '05', 'DL_SVC_T:svcAlone', 'DL_SVC_T:svcBoth', 'DL_SVC_T:svcOther', 'idJuvenile', 'idOther', 'p:1', 'p:2', 'p:3']);
  });

  test('purges what belongs to its matters and no more, and names who received of it', async () => {
    expect(await opened((session) => recordSealOrder(session, sealOrder(1, ['J-1'])))).toEqual(RECIPIENTS);
    expect(await keysOf('kid0000001')).toEqual(LEFT);
    expect(await keysOf('kid0000002')).toEqual(OF_SECOND);
    expect((await opened((session) => courtOrdersBySubject(session, [subject(1)])))[0]!.map(({ caseNumber }) => caseNumber)).toEqual(['DP-2']);
  });

  test('leaves of the landed rows the keys alone, and of a service that others received too his part in it', async () => {
    for (const [table, key] of [['DL_SVC_T', 'svcAlone'], ['IDV_SVCT', 'svcAlone:kid0000001'], ['IDV_SVCT', 'svcBoth:kid0000001'], ['NCWSNO_T', 'idJuvenile']] as const) {
      expect(await landed(table, key), key).toEqual(PURGED);
    }
    expect(await landed('DL_SVC_T', 'svcBoth')).toMatchObject({ record: { rowKey: 'svcBoth' } });
    expect(await landed('IDV_SVCT', 'svcBoth:kid0000002')).toMatchObject({ client_key: 'kid0000002' });
  });

  test('that comes again notifies nobody twice', async () => {
    expect(await opened((session) => recordSealOrder(session, sealOrder(1, ['J-1'])))).toEqual(RECIPIENTS);
    expect(await opened((session) => sealNoticesTo(session, agency(2), { first: 10, after: null }))).toHaveLength(1);
  });

  test('is recorded for an open subject only', async () => {
    await expect(withRequestSession(pool, (session) => recordSealOrder(session, sealOrder(2, [])))).rejects.toMatchObject({ details: { sqlState: 'CS404' } });
  });
});

describe('what was sealed is never brought back', () => {
  test('by the same extract, a newer one, or a link under another key', async () => {
    await withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, async (session) => {
      await sync(session, extract());
      await sync(session, extract(LATER));
      await sync(session, [change('IDV_SVCT', 'another link', { role: 'CLIENT', participantKey: 'kid0000001' } as never, {
        clientKey: 'kid0000001', parentKey: 'svcBoth', updatedAt: LATER as never,
      })]);
    });
    expect(await keysOf('kid0000001')).toEqual(LEFT);
    expect(await keysOf('kid0000002')).toEqual(OF_SECOND);
    for (const [table, key] of [['DL_SVC_T', 'svcAlone'], ['IDV_SVCT', 'svcAlone:kid0000001'], ['NCWSNO_T', 'idJuvenile']] as const) {
      expect(await landed(table, key), key).toEqual(PURGED);
    }
  });

  test('by a newer text of it that waited for its parent when it was sealed, or comes to wait since', async () => {
    const held = (key: string) => asOwner(database.url, (client) => client.query(`insert into csec.held_row
      (source_table, source_key, county, run_id, file, line, column_name, held_at, client_key, parent_key, updated_at, record)
      values ('IDV_SVCT', $1, '19', gen_random_uuid(), 'IDV_SVCT.csv', 2, 'FKDL_SVC_T', now(), 'kid0000001', 'svcLate', '2027-01-01', $2)`,
    [key, JSON.stringify({ rowKey: key, role: 'CLIENT', participantKey: 'kid0000001' })]));
    const waiting = async () => asOwner(database.url, async (client) => (await client.query('select source_key from csec.held_row order by 1')).rows.map(({ source_key: key }) => key));
    // Sealed while it waits: the order lets go of it.
    await held('svcOther:kid0000001');
    await asOwner(database.url, (client) => client.query(`insert into csec.seal_tombstone (subject_id, source_table, source_key) values ($1, 'IDV_SVCT', 'svcOther:kid0000001')`, [subject(1)]));
    expect(await waiting()).toEqual([]);
    await asOwner(database.url, (client) => client.query(`delete from csec.seal_tombstone where source_key = 'svcOther:kid0000001'`));
    // Sealed before, and held by whatever way: it lands as a key that says nothing.
    await held('svcAlone:kid0000001');
    await withSyncSession(database.url, { county: '19', whenBusy: 'refuse' }, async (session) => {
      const { runId } = await land(session, 'DL_SVC_T', [service('svcLate', JJ, LATER)]);
      await beginTable(session, runId, 'IDV_SVCT');
      await landJoined(session, { runId, county: '19', at: AS_OF, marksAll: false, pushed: false }, 'IDV_SVCT');
      await assembleStaleYouths([session], { county: '19', batchSize: 100, deriveAbsences: () => [] });
    });
    expect([await waiting(), await landed('IDV_SVCT', 'svcAlone:kid0000001'), await keysOf('kid0000001')]).toEqual([[], PURGED, LEFT]);
  });

  test('by a partner that sends it again, under its own key or another', async () => {
    await insertRaw(database.url, 'service_record', [
      { ...PARTNERS[0], public_id: documentId(81), consented_by: 'NOT_APPLICABLE' }, { ...PARTNERS[0], record_key: 'p:9', public_id: documentId(82), consented_by: 'NOT_APPLICABLE' },
    ]);
    expect(await keysOf('kid0000001')).toEqual(LEFT);
  });

  test('by filing it again: it is taken, and kept nowhere', async () => {
    await opened(async (session) => {
      await fileCaseDocument(session, FILED[0]!);
      await fileCaseDocument(session, caseDocument(9, { matter: 'J-1', provenance: COUNTY }));
      await recordCourtOrder(session, courtOrder(3, { subjectId: subject(1), caseNumber: 'J-1' }));
    });
    expect(await keysOf('kid0000001')).toEqual(LEFT);
    expect((await opened((session) => courtOrdersBySubject(session, [subject(1)])))[0]!.map(({ caseNumber }) => caseNumber)).toEqual(['DP-2']);
  });

  test('of every matter, where the order names none; the other youth\'s, and what is no juvenile-justice record, stay', async () => {
    await opened((session) => recordSealOrder(session, sealOrder(1, [], { id: sealId(9) })));
    await opened((session) => fileCaseDocument(session, caseDocument(9, { matter: 'J-2', category: 'JUVENILE_JUSTICE' })));
    expect(await keysOf('kid0000001')).toEqual(['04', 'DL_SVC_T:svcOther', 'idOther']);
    expect(await keysOf('kid0000002')).toEqual(OF_SECOND);
  });
});

describe('a notice', () => {
  test('is for its agency alone, says what to destroy and by when, and is done with once acknowledged', async () => {
    const [notice, second] = await opened((session) => sealNoticesTo(session, agency(3), { first: 10, after: null }));
    expect(notice).toEqual({ id: expect.any(String), subjectId: subject(1), disclosureIds: [idOf(3)], destroyBy: '2026-09-01', createdAt: AS_OF });
    expect(second).toBeUndefined();
    expect(await opened((session) => sealNoticesTo(session, agency(3), { first: 10, after: notice! }))).toEqual([]);
    const acknowledge = (agencyId: string) => opened((session) => acknowledgeSealNotice(session, { agencyId, noticeId: notice!.id, acknowledgedAt: AS_OF }));
    await expect(acknowledge(agency(2))).rejects.toMatchObject({ code: 'CONFLICT' });
    await acknowledge(agency(3));
    await acknowledge(agency(3));
    expect(await opened((session) => sealNoticesTo(session, agency(3), { first: 10, after: null }))).toEqual([]);
    expect(await opened((session) => sealNoticesTo(session, agency(4), { first: 10, after: null }))).toEqual([]);
  });
});
