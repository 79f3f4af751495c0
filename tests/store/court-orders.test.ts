import { afterAll, beforeAll, expect, test } from 'vitest';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { courtOrdersBySubject } from '../../src/store/queries/court-orders.js';
import { withRequestSession, type RequestSession } from '../../src/store/request-session.js';
import { recordCourtOrder, vacateCourtOrder } from '../../src/store/writers/court-orders.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { EVERYWHERE, NOBODY_IN_PARTICULAR, agency, seedYouths, subject } from './small-county.js';
import { courtOrder, orderId } from './special-records.js';

let database: TestDatabase;
let pool: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

/** Runs with youth 1 open. */
const opened = <T>(work: (session: RequestSession) => Promise<T>): Promise<T> => withRequestSession(pool, async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
  return work(session);
});

const EARLIER = '2026-04-01T08:00:00.000Z' as never;
const LATER = '2026-05-01T08:00:00.000Z' as never;
const WHOLE = courtOrder(1, {
  kind: 'PART2_2_64', categories: ['SUBSTANCE_USE_PART2', 'HIV'], recipientAgencyIds: [agency(2), agency(3)], recipientPersonIds: ['person-9'],
  purposes: ['INVESTIGATION'], dataFrom: '2025-01-01' as never, dataTo: '2025-12-31' as never, subpoenaServed: true, findingsMade: true,
  expiresOn: '2026-12-31' as never, documentHash: 'ab'.repeat(32),
});

test('an order is read as it was recorded, newest in force first, and the same order again changes nothing', async () => {
  const newer = courtOrder(2, { subjectId: subject(1), effectiveFrom: LATER });
  await opened(async (session) => {
    await recordCourtOrder(session, WHOLE);
    await recordCourtOrder(session, WHOLE);
    await recordCourtOrder(session, newer);
    expect(await courtOrdersBySubject(session, [subject(2), subject(1)])).toEqual([[], [newer, WHOLE]]);
  });
});

test('another order under the same id is a conflict', async () => {
  await expect(opened((session) => recordCourtOrder(session, { ...WHOLE, categories: ['MENTAL_HEALTH'] }))).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('an order that was vacated stays vacated as of the earlier moment', async () => {
  const vacate = (orderIdOf: string, vacatedAt: never) => opened((session) =>
    vacateCourtOrder(session, { subjectId: subject(1), orderId: orderIdOf, vacatedAt }));
  await vacate(orderId(1), LATER);
  await vacate(orderId(1), EARLIER);
  await vacate(orderId(1), LATER);
  expect((await opened((session) => courtOrdersBySubject(session, [subject(1)])))[0]!.find(({ id }) => id === orderId(1)))
    .toEqual({ ...WHOLE, vacatedAt: EARLIER });
  await expect(vacate(orderId(9), LATER)).rejects.toMatchObject({ code: 'CONFLICT' });
});

test('an order is recorded and vacated for an open subject only', async () => {
  await expect(opened((session) => recordCourtOrder(session, courtOrder(5, { subjectId: subject(2) }))))
    .rejects.toMatchObject({ details: { sqlState: 'CS404' } });
  await expect(opened((session) => vacateCourtOrder(session, { subjectId: subject(2), orderId: orderId(1), vacatedAt: LATER })))
    .rejects.toMatchObject({ details: { sqlState: 'CS404' } });
});
