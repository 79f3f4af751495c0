import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Consent } from '../../src/model/consent.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { consentById } from '../../src/store/queries/consents.js';
import { RequestSession, withRequestSession } from '../../src/store/request-session.js';
import { consumeConsents, type RestedOn } from '../../src/store/writers/consent-uses.js';
import { recordConsent, replaceConsent } from '../../src/store/writers/consents.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, asOwner, consent, seedYouths, subject } from './small-county.js';

let database: TestDatabase;
let pool: Pool;
let n = 0;
let once: Consent;
let free: Consent;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  pool = servingPool({ url: database.url, max: 4, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

beforeEach(async () => {
  n += 10;
  [once, free] = [consent({ n, subjectId: subject(1), maxUses: 1 }), consent({ n: n + 1, subjectId: subject(1) })];
  await withOpened(async (session) => {
    await recordConsent(session, once);
    await recordConsent(session, free);
  });
});

async function openedSession(): Promise<RequestSession> {
  const session = await RequestSession.begin(pool);
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
  return session;
}

const withOpened = <T>(work: (session: RequestSession) => Promise<T>): Promise<T> => withRequestSession(pool, async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
  return work(session);
});

const use = (session: RequestSession, consents: readonly RestedOn[], requestId = 'request'): Promise<void> =>
  consumeConsents(session, { consents, requestId, at: AS_OF });
const current = (id: string): Promise<Consent | null> => withOpened((session) => consentById(session, subject(1), id));

test('the last use exhausts a consent, keeps the version that was rested on, and is written down; one without a last use is left alone', async () => {
  await withOpened((session) => use(session, [once, free, once]));
  expect(await current(once.id)).toEqual({ ...once, version: 2, usesSoFar: 1, status: 'EXHAUSTED' });
  expect(await current(free.id)).toEqual(free);
  const { rows } = await asOwner(database.url, (client) => client.query(
    `select v.version, v.record, u.use, u.version as used, u.request_id from csec.consent_version v
     join csec.consent_use u on u.consent_id = v.id where v.id = $1`, [once.id]));
  expect(rows).toEqual([{ version: 1, record: once, use: 1, used: 1, request_id: 'request' }]);
});

test('a consent for three uses stands for two', async () => {
  const thrice = consent({ n: n + 2, subjectId: subject(1), maxUses: 3 });
  await withOpened((session) => recordConsent(session, thrice));
  for (const version of [1, 2, 3]) await withOpened((session) => use(session, [{ id: thrice.id, version }], `request ${version}`));
  expect(await current(thrice.id)).toEqual({ ...thrice, version: 4, usesSoFar: 3, status: 'EXHAUSTED' });
  await expect(withOpened((session) => use(session, [{ id: thrice.id, version: 4 }]))).rejects.toMatchObject({ code: 'DECISION_STALE' });
});

test('what is rolled back used nothing', async () => {
  const session = await openedSession();
  await use(session, [once]);
  await session.rollback();
  expect(await current(once.id)).toEqual(once);
});

test('of two who rest on one last use at once, one has it; the other is told that the decision is stale', async () => {
  const [first, second] = [await openedSession(), await openedSession()];
  await use(first, [once], 'first');
  const waits = use(second, [once], 'second').then(() => 'used', (fault: unknown) => fault);
  await first.commit();
  expect(await waits).toMatchObject({ code: 'DECISION_STALE', details: {} });
  await second.rollback();
  const { rows } = await asOwner(database.url, (client) => client.query('select request_id from csec.consent_use where consent_id = $1', [once.id]));
  expect(rows).toEqual([{ request_id: 'first' }]);
});

test('eight at once have it once', async () => {
  const outcomes = await Promise.allSettled(Array.from({ length: 8 }, (_, k) => withOpened((session) => use(session, [once], `request ${k}`))));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  for (const outcome of outcomes) if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'DECISION_STALE' });
});

test('two requests that rest on the same two consents in another order do not wait for each other for ever', async () => {
  const other = consent({ n: n + 3, subjectId: subject(1), maxUses: 1 });
  await withOpened((session) => recordConsent(session, other));
  const outcomes = await Promise.allSettled([[once, other], [other, once]].map((consents) => withOpened((session) => use(session, consents))));
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
});

test('a consent that was revoked since the decision is not used', async () => {
  const session = await openedSession();
  await withOpened((later) => replaceConsent(later, { ...once, version: 2, status: 'REVOKED' }));
  await expect(use(session, [once])).rejects.toMatchObject({ code: 'DECISION_STALE' });
  await session.rollback();
  await expect(withOpened((late) => use(late, [once]))).rejects.toMatchObject({ code: 'DECISION_STALE' });
});

test('an id that is no consent is stale; a consent of a youth who is not open is refused', async () => {
  await expect(withOpened((session) => use(session, [{ id: subject(77), version: 1 }]))).rejects.toMatchObject({ code: 'DECISION_STALE' });
  await expect(withRequestSession(pool, (session) => use(session, [once]))).rejects.toMatchObject({ details: { sqlState: 'CS404' } });
});

test('nothing is asked when no release rests on a consent', async () => {
  await withOpened(async (session) => {
    const before = session.statements;
    await use(session, []);
    expect(session.statements).toBe(before);
  });
});
