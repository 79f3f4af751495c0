import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Instant, LocalDate } from '../../src/kernel/dates.js';
import type { ReceivedFinding } from '../../src/model/screening-finding.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { awaitPerson, forgetWaiting } from '../../src/store/crosswalk/unlinked-persons.js';
import { receiveFindings } from '../../src/store/histories/received-findings.js';
import { applyTerms, placeServices } from '../../src/store/histories/received-services.js';
import { closePool, deliveryPool, servingPool, type Pool } from '../../src/store/pools.js';
import { screeningFindingsBySubject } from '../../src/store/queries/screening-findings.js';
import { singleStatements, withRequestSession, type Queryable } from '../../src/store/request-session.js';
import { recordSealOrder } from '../../src/store/writers/court-orders.js';
import { reviewScreeningFinding } from '../../src/store/writers/screening-findings.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { agency, AS_OF, asOwner, asSync, EVERYWHERE, NOBODY_IN_PARTICULAR, seedYouths, subject } from './small-county.js';
import { standingLink } from './standing-link.js';
import { sealOrder } from './special-records.js';

const SHELTER = agency(1);
const HMIS = 'urn:synthetic:person';
const idOf = (n: number): string => `11a40000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let database: TestDatabase;
let pool: Pool;
let delivering: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }, { n: 3, county: '58' }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status)
    values ('${SHELTER}', 'Shelter', 'COMMUNITY_PROVIDER', '19', 'CA', 'NONE')`);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
  delivering = deliveryPool({ url: database.url, max: 1, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await Promise.all([closePool(pool), closePool(delivering)]);
  await database.drop();
});
beforeEach(() => asOwner(database.url, async (client) => {
  await client.query(`delete from csec.received_finding; delete from csec.screening_finding; delete from csec.partner_link; delete from csec.unlinked_person; delete from csec.to_place;
    delete from csec.seal_order; delete from csec.seal_tombstone`);
}));

const within = <T>(work: (session: Queryable) => Promise<T>): Promise<T> => withRequestSession(pool, work);
const opened = <T>(n: number, work: (session: Queryable) => Promise<T>): Promise<T> => within(async (session) => {
  await admitIds(session as never, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
  return work(session);
});
const link = (n: number, value: string, at: number) => standingLink(database.url, { id: idOf(n), agencyId: SHELTER, system: HMIS, value, subjectId: subject(at) });
const finding = (key: string, value: string, parts: Partial<ReceivedFinding> = {}): ReceivedFinding => ({
  key, kind: 'SEXUAL_EXPLOITATION', person: { system: HMIS, value }, updatedAt: '2026-01-06T10:00:00.000Z' as Instant, said: true, doubtful: false,
  answeredOn: '2026-01-05' as LocalDate, ...parts,
});
const push = async (...findings: readonly ReceivedFinding[]) => {
  await within((session) => receiveFindings(session, findings, { agencyId: SHELTER, county: '19', at: AS_OF }));
  await placeServices(singleStatements(delivering), SHELTER, AS_OF);
};
const kept = (): Promise<readonly unknown[]> => asOwner(database.url, async (client) => {
  const { rows } = await client.query<{ exit_key: string; said: boolean }>('select exit_key, said from csec.received_finding order by exit_key');
  return rows.map(({ exit_key, said }) => [exit_key, said]);
});
const placed = (): Promise<readonly unknown[]> => asOwner(database.url, async (client) => {
  const { rows } = await client.query<{ subject_id: string; exit_key: string; state: string }>(
    'select subject_id, exit_key, state from csec.screening_finding order by exit_key');
  return rows.map(({ subject_id, exit_key, state }) => [subject_id, exit_key, state]);
});

test('a finding stands under the youth of the county whom a link names, and under nobody else', async () => {
  await link(1, 'p1', 1);
  await link(3, 'p3', 3);
  await push(finding('a', 'p1'), finding('b', 'p2'), finding('c', 'p3'));
  expect(await placed()).toEqual([[subject(1), 'a', 'AWAITING_REVIEW']]);
  await push(finding('a', 'p2', { updatedAt: '2026-01-07T10:00:00.000Z' as Instant }));
  expect(await placed()).toEqual([]);
});

test('that answers tell of none stands against what is older, and is shown nobody', async () => {
  await link(1, 'p1', 1);
  await push(finding('a', 'p1', { said: false, updatedAt: '2026-01-08T10:00:00.000Z' as Instant }));
  await push(finding('a', 'p1', { updatedAt: '2026-01-07T10:00:00.000Z' as Instant }));
  expect([await kept(), await placed()]).toEqual([[['a', false]], []]);
  await push(finding('a', 'p1', { updatedAt: '2026-01-09T10:00:00.000Z' as Instant }));
  expect(await placed()).toEqual([[subject(1), 'a', 'AWAITING_REVIEW']]);
  await push(finding('a', 'p1', { said: false, updatedAt: '2026-01-10T10:00:00.000Z' as Instant }));
  expect(await placed()).toEqual([]);
});

test('a finding that is taken back while another of its exit is placed is gone', async () => {
  await link(1, 'p1', 1);
  const labor = { kind: 'LABOR_EXPLOITATION' } as const;
  await push(finding('a', 'p1'), finding('a', 'p1', labor));
  await asOwner(database.url, async (client) => {
    await client.query(`insert into csec.to_place (agency_id, what, county, key) values ($1, 'FINDING', '19', 'a')`, [SHELTER]);
    await client.query('begin');
    await client.query('select csec.place_waiting_findings($1, 10, $2)', [SHELTER, AS_OF]);
    await within((session) => receiveFindings(session, [finding('a', 'p1', { ...labor, said: false, updatedAt: '2026-01-10T10:00:00.000Z' as Instant })], { agencyId: SHELTER, county: '19', at: AS_OF }));
    await client.query('commit');
  });
  await placeServices(singleStatements(delivering), SHELTER, AS_OF);
  expect((await placed()).length).toBe(1);
});

test('what came under the number of a sealed matter is purged with the link that the number was', async () => {
  await link(1, 'J-77', 2);
  await link(2, 'p2', 2);
  await push(finding('a', 'J-77'), finding('b', 'p2'));
  await opened(2, (session) => recordSealOrder(session, sealOrder(2, ['J-77'])));
  expect([await kept(), await placed()]).toEqual([[['b', true]], [[subject(2), 'b', 'AWAITING_REVIEW']]]);
});

test('of a person who is forgotten none is kept', async () => {
  const wait = (value: string) => within((session) => awaitPerson(session, {
    agencyId: SHELTER, system: HMIS, value, county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null,
    receivedAt: '2026-01-01T00:00:00.000Z' as Instant,
  }));
  await wait('nobody');
  await wait('linked');
  await link(1, 'linked', 1);
  await push(finding('a', 'nobody'), finding('b', 'linked'), finding('c', 'never named', { said: false }), finding('d', 'linked', { said: false }));
  await asOwner(database.url, (client) => client.query(`update csec.received_finding set received_at = '2026-01-01'`));
  expect(await forgetWaiting(singleStatements(delivering), '2026-02-01T00:00:00.000Z' as Instant)).toBe(1);
  expect(await kept()).toEqual([['b', true], ['d', false]]);
});

test('a review is of a finding of the opened subject, and of no other\'s', async () => {
  await link(1, 'p1', 1);
  await push(finding('a', 'p1'));
  const [found] = await opened(1, (session) => screeningFindingsBySubject(session, [subject(1)]));
  const review = { id: found![0]!.id, state: 'DISMISSED' as const, reason: 'words', reviewedByAgencyId: SHELTER, reviewedByPersonId: 'worker', reviewedAt: AS_OF };
  expect(await opened(2, (session) => reviewScreeningFinding(session, { ...review, subjectId: subject(2) }))).toBe(false);
  await expect(opened(2, (session) => reviewScreeningFinding(session, { ...review, subjectId: subject(1) }))).rejects.toThrow();
  expect(await placed()).toEqual([[subject(1), 'a', 'AWAITING_REVIEW']]);
  expect(await opened(1, (session) => reviewScreeningFinding(session, { ...review, subjectId: subject(1) }))).toBe(true);
  expect(await placed()).toEqual([[subject(1), 'a', 'DISMISSED']]);
});

test('who serves requests reads nothing of what was received, nor why a finding was reviewed', async () => {
  for (const text of ['select * from csec.received_finding', 'select reason from csec.screening_finding', 'delete from csec.screening_finding',
    'select csec.place_findings(null, null, null)', 'select csec.place_waiting_findings(null, 1, null)']) {
    await expect(within((session) => session.query({ name: `attack ${text}`, text })), text).rejects.toThrow();
  }
});

test('a finding stands as long as terms are in force that have anything kept, and in the county where the youth is', async () => {
  const AGREEMENT = 'a9eeeeee-0000-4000-8000-000000000002';
  const terms = async (stores: boolean, ended: string | null = null) => {
    await asOwner(database.url, async (client) => {
      await client.query(`insert into csec.agreement (id, agency_id, county, purposes, protocol_version, signed_at, effective_on)
        values ($1, $2, '19', '{SERVICES}', '1', '2026-01-01T00:00:00Z', '2026-01-01') on conflict (id) do nothing`, [AGREEMENT, SHELTER]);
      await client.query('update csec.agreement set terminated_at = $2 where id = $1', [AGREEMENT, ended]);
      await client.query(`insert into csec.history_terms values ($1, '[{"category": "CASE_FACTS", "regime": "CHILD_WELFARE"}]', 'PARENT', false, $2, null, $3, 'it', now())
        on conflict (agreement_id) do update set stores = excluded.stores`, [AGREEMENT, stores, SHELTER]);
    });
    await applyTerms(singleStatements(delivering), SHELTER, AS_OF);
  };
  const standing = [[subject(1), 'a', 'AWAITING_REVIEW']];
  await link(1, 'p1', 1);
  await push(finding('a', 'p1'));
  await terms(true);
  expect(await placed()).toEqual(standing);
  await terms(true, '2026-01-02T00:00:00Z');
  expect([await placed(), await kept()]).toEqual([[], [['a', true]]]);
  await terms(true);
  expect(await placed()).toEqual(standing);
  await asSync(database.url, `update csec.youth set county = '58' where subject_id = $1`, [subject(1)]);
  expect(await placed()).toEqual([]);
  await asSync(database.url, `update csec.youth set county = '19' where subject_id = $1`, [subject(1)]);
  await terms(true);
  expect(await placed()).toEqual(standing);
  await terms(false);
  expect([await placed(), await kept()]).toEqual([[], []]);
});
