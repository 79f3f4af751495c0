import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Category } from '../../src/law/category.js';
import type { Consent } from '../../src/model/consent.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withdrawalsTo } from '../../src/store/queries/withdrawals.js';
import { RequestSession, withRequestSession } from '../../src/store/request-session.js';
import { restOnConsents, type ConsentRelease } from '../../src/store/writers/consent-uses.js';
import { recordConsent, replaceConsent } from '../../src/store/writers/consents.js';
import { acknowledgeWithdrawal, noteWithdrawal } from '../../src/store/writers/withdrawals.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asSync, consent, seedYouths, subject } from './small-county.js';

const [SHELTER, CLINIC, PORTAL] = [agency(1), agency(2), agency(3)];
let database: TestDatabase;
let pool: Pool;
let n = 0;
let given: Consent;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values
    ('${SHELTER}', 'Shelter', 'COMMUNITY_PROVIDER', '19', 'CA', 'NONE'), ('${CLINIC}', 'Clinic', 'MENTAL_HEALTH', '19', 'CA', 'NONE'),
    ('${PORTAL}', 'Portal', 'PERSON_PORTAL', '19', 'CA', 'NONE')`);
  pool = servingPool({ url: database.url, max: 4, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await closePool(pool);
  await database.drop();
});
beforeEach(async () => {
  n += 10;
  given = consent({ n, subjectId: subject(1) });
  await withOpened((session) => recordConsent(session, given));
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

const release = (parts: Partial<ConsentRelease> = {}): ConsentRelease => ({
  subjectId: subject(1), consentId: given.id, disclosureId: `d-${n}`, agencyId: SHELTER, personId: 'advocate', categories: ['CSEC_STATUS', 'MENTAL_HEALTH'], at: AS_OF, ...parts,
});
const receive = (session: RequestSession, parts: Partial<ConsentRelease> = {}) =>
  restOnConsents(session, { held: [{ id: given.id, version: 1 }], releases: [release(parts)] });

/** Revokes as the gateway does: the next version, and the note of whom to tell. */
async function revoke(session: RequestSession, categories: readonly Category[] = ['CSEC_STATUS', 'MENTAL_HEALTH']): Promise<void> {
  await replaceConsent(session, { ...given, version: 2, status: 'REVOKED' });
  await noteWithdrawal(session, { id: subject(9000 + n), subjectId: subject(1), consentId: given.id, categories, withdrawnAt: AS_OF, createdAt: AS_OF });
}

const toldTo = async (agencyId: string, personId = 'somebody') => (await withRequestSession(pool, (session) =>
  withdrawalsTo(session, { agencyId, personId }, { first: 10, after: null }))).filter(({ consentId }) => consentId === given.id);

describe('a withdrawal', () => {
  test('is told to the agency that received under the consent, with what it received, and to no other', async () => {
    await withOpened((session) => receive(session));
    expect(await toldTo(SHELTER)).toEqual([]);
    await withOpened((session) => revoke(session, ['MENTAL_HEALTH', 'LOCATION']));
    expect(await toldTo(SHELTER)).toEqual([{
      id: subject(9000 + n), subjectId: subject(1), consentId: given.id, categories: ['MENTAL_HEALTH'], ownCategories: [], disclosureIds: [`d-${n}`],
      withdrawnAt: AS_OF, createdAt: AS_OF,
    }]);
    expect((await toldTo(SHELTER, 'advocate'))[0]?.ownCategories).toEqual(['MENTAL_HEALTH']);
    expect(await toldTo(CLINIC)).toEqual([]);
  });

  test('is told to nobody who received nothing of what is withdrawn', async () => {
    await withOpened((session) => receive(session, { categories: ['CSEC_STATUS'] }));
    await withOpened((session) => revoke(session, ['LOCATION']));
    expect(await toldTo(SHELTER)).toEqual([]);
  });

  test('is told to one private person of a portal and not to the others', async () => {
    await withOpened((session) => receive(session, { agencyId: PORTAL, personId: 'mother' }));
    await withOpened((session) => revoke(session));
    expect([(await toldTo(PORTAL, 'mother')).length, (await toldTo(PORTAL, 'caregiver')).length]).toEqual([1, 0]);
    const acknowledge = (personId: string) => withRequestSession(pool, (session) => acknowledgeWithdrawal(session, {
      agencyId: PORTAL, personId, noticeId: subject(9000 + n), acknowledgedAt: AS_OF,
    }));
    await expect(acknowledge('caregiver')).rejects.toMatchObject({ code: 'CONFLICT' });
    await acknowledge('mother');
    expect(await toldTo(PORTAL, 'mother')).toEqual([]);
  });

  test('that was acknowledged is done with, for the whole agency, however often', async () => {
    await withOpened((session) => receive(session));
    await withOpened((session) => revoke(session));
    const acknowledge = (agencyId: string) => withRequestSession(pool, (session) => acknowledgeWithdrawal(session, {
      agencyId, personId: 'anybody', noticeId: subject(9000 + n), acknowledgedAt: AS_OF,
    }));
    await expect(acknowledge(CLINIC)).rejects.toMatchObject({ code: 'CONFLICT' });
    await acknowledge(SHELTER);
    await acknowledge(SHELTER);
    expect(await toldTo(SHELTER)).toEqual([]);
  });
});

describe('a withdrawal and a release at once', () => {
  test('the release first: the withdrawal waits for it, and its recipient is told', async () => {
    const [releasing, revoking] = [await openedSession(), await openedSession()];
    await receive(releasing);
    const done = revoke(revoking).then(() => 'revoked');
    expect(await Promise.race([done, new Promise((resolve) => { setTimeout(resolve, 60, 'waits'); })])).toBe('waits');
    await releasing.commit();
    expect(await done).toBe('revoked');
    await revoking.commit();
    expect((await toldTo(SHELTER)).map(({ disclosureIds }) => disclosureIds)).toEqual([[`d-${n}`]]);
  });

  test('the withdrawal first: what was decided before it is stale, and nothing was received of which to tell', async () => {
    const [releasing, revoking] = [await openedSession(), await openedSession()];
    await revoke(revoking);
    const waits = receive(releasing).then(() => 'released', (fault: unknown) => fault);
    await revoking.commit();
    expect(await waits).toMatchObject({ code: 'DECISION_STALE', details: {} });
    await releasing.rollback();
    expect(await toldTo(SHELTER)).toEqual([]);
  });

  test('a release that began before a withdrawal and ends after it releases nothing', async () => {
    const releasing = await openedSession();
    await withOpened((session) => revoke(session));
    await expect(receive(releasing)).rejects.toMatchObject({ code: 'DECISION_STALE' });
    await releasing.rollback();
  });

  test('releases do not wait for one another', async () => {
    const [first, second] = [await openedSession(), await openedSession()];
    await receive(first, { disclosureId: `a-${n}` });
    await receive(second, { disclosureId: `b-${n}`, agencyId: CLINIC });
    await second.commit();
    await first.commit();
    await withOpened((session) => revoke(session));
    expect([(await toldTo(SHELTER)).length, (await toldTo(CLINIC)).length]).toEqual([1, 1]);
  });
});

test('nothing is asked where nothing rests on a consent', async () => {
  await withOpened(async (session) => {
    const before = session.statements;
    await restOnConsents(session, { held: [], releases: [] });
    expect(session.statements).toBe(before);
  });
});
