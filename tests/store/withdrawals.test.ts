import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import type { Consent } from '../../src/model/consent.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { pgAuditLog } from '../../src/store/pg-audit-log.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { withdrawalsTo } from '../../src/store/queries/withdrawals.js';
import { RequestSession, withRequestSession } from '../../src/store/request-session.js';
import { restOnConsents, type ConsentRelease } from '../../src/store/writers/consent-uses.js';
import { recordConsent, replaceConsent } from '../../src/store/writers/consents.js';
import { recordSealOrder } from '../../src/store/writers/court-orders.js';
import { acknowledgeWithdrawal, noteWithdrawal } from '../../src/store/writers/withdrawals.js';
import { KEY, disclosure } from '../audit/disclosures.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asSync, consent, seedYouths, subject } from './small-county.js';
import { sealOrder } from './special-records.js';

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
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(2)]);
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
  await noteWithdrawal(session, { id: subject(9000 + n), subjectId: subject(1), consentId: given.id, spoken: false, categories, withdrawnAt: AS_OF, createdAt: AS_OF });
}

const toldTo = async (agencyId: string, personId = 'somebody') => (await withRequestSession(pool, (session) =>
  withdrawalsTo(session, { agencyId, personId }, { first: 10, after: null }))).filter(({ consentId }) => consentId === given.id);

describe('a withdrawal', () => {
  test('is told to the agency that received under the consent, with what it received, and to no other', async () => {
    await withOpened((session) => receive(session));
    expect(await toldTo(SHELTER)).toEqual([]);
    await withOpened((session) => revoke(session, ['MENTAL_HEALTH', 'LOCATION']));
    expect(await toldTo(SHELTER)).toEqual([{
      id: subject(9000 + n), subjectId: subject(1), consentId: given.id, spoken: false, categories: ['MENTAL_HEALTH'], disclosureIds: [`d-${n}`],
      withdrawnAt: AS_OF, createdAt: AS_OF,
    }]);
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

  test('that was acknowledged is done with for whoever received nothing himself, however often', async () => {
    await withOpened((session) => receive(session));
    await withOpened((session) => revoke(session));
    const acknowledge = (agencyId: string) => withRequestSession(pool, (session) => acknowledgeWithdrawal(session, {
      agencyId, personId: 'anybody', noticeId: subject(9000 + n), acknowledgedAt: AS_OF,
    }));
    await expect(acknowledge(CLINIC)).rejects.toMatchObject({ code: 'CONFLICT' });
    await acknowledge(SHELTER);
    await acknowledge(SHELTER);
    expect(await toldTo(SHELTER)).toEqual([]);
    // What he received himself waits for himself; his own word also ends it for his agency.
    expect((await toldTo(SHELTER, 'advocate')).map(({ categories }) => categories)).toEqual([['CSEC_STATUS', 'MENTAL_HEALTH']]);
  });

  test('G9 that was acknowledged by who received is done with for his agency', async () => {
    await withOpened((session) => receive(session));
    await withOpened((session) => revoke(session));
    await acknowledgedBy('advocate');
    expect([await toldTo(SHELTER, 'advocate'), await toldTo(SHELTER)]).toEqual([[], []]);
  });

  test('G1 of what law conceals is told to who received it alone, whose notice no colleague can take', async () => {
    await withOpened((session) => receive(session, { categories: ['SUBSTANCE_USE_PART2', 'HIV'] }));
    await withOpened((session) => receive(session, { disclosureId: `e-${n}`, personId: 'another', categories: ['HIV', 'CSEC_STATUS'] }));
    await withOpened((session) => revoke(session, ['SUBSTANCE_USE_PART2', 'HIV', 'CSEC_STATUS']));
    const told = async (personId: string) => (await toldTo(SHELTER, personId)).map(({ categories, disclosureIds }) => [categories, disclosureIds]);
    const toAdvocate = [[['CSEC_STATUS', 'HIV', 'SUBSTANCE_USE_PART2'], [`d-${n}`, `e-${n}`]]];
    expect(await told('advocate')).toEqual(toAdvocate);
    expect(await told('another')).toEqual([[['CSEC_STATUS', 'HIV'], [`e-${n}`]]]);
    expect(await told('somebody')).toEqual([[['CSEC_STATUS'], [`e-${n}`]]]);
    await acknowledgedBy('somebody');
    expect(await told('somebody')).toEqual([]);
    expect(await told('advocate')).toEqual([[['HIV', 'SUBSTANCE_USE_PART2'], [`d-${n}`]]]);
    expect(await told('another')).toEqual([[['CSEC_STATUS', 'HIV'], [`e-${n}`]]]);
  });
});

const acknowledgedBy = (personId: string, noticeId = subject(9000 + n)) => withRequestSession(pool, (session) => acknowledgeWithdrawal(session, {
  agencyId: SHELTER, personId, noticeId, acknowledgedAt: AS_OF,
}));

describe('of every category there is, each withdrawn alone,', () => {
  const STATED = CATEGORIES.filter((category) => CATEGORY_FACTS[category].whenWithheld === 'state');
  const idOf = (category: Category) => subject(50_000 + CATEGORIES.indexOf(category));
  const told = async (personId: string) => (await toldEverything(personId)).flatMap(({ categories }) => categories).sort();
  const toldEverything = async (personId: string) => (await withRequestSession(pool, (session) =>
    withdrawalsTo(session, { agencyId: CLINIC, personId }, { first: 100, after: null }))).filter(({ consentId }) => consentId === given.id);
  const acknowledgeable = async (personId: string) => {
    const found: Category[] = [];
    for (const category of CATEGORIES) {
      const session = await RequestSession.begin(pool);
      const answer = await acknowledgeWithdrawal(session, { agencyId: CLINIC, personId, noticeId: idOf(category), acknowledgedAt: AS_OF })
        .then(() => true, (fault: { readonly code: string }) => fault.code !== 'CONFLICT');
      if (answer) found.push(category);
      await session.rollback();
    }
    return found.sort();
  };
  const sorted = (categories: readonly Category[]) => [...categories].sort();

  test('nobody is told or may acknowledge what is concealed but who received it, nor anybody after a seal what it sealed', async () => {
    given = consent({ n: n + 5, subjectId: subject(2) });
    const log = disclosure(77, { subjectId: subject(2), agencyId: CLINIC, personId: 'therapist', released: [...CATEGORIES], at: AS_OF, consents: [`${given.id}@1`] });
    await withOpened(async (session) => {
      await recordConsent(session, given);
      await restOnConsents(session, { held: [], releases: [release({ subjectId: subject(2), disclosureId: log.id, agencyId: CLINIC, personId: 'therapist', categories: CATEGORIES })] });
      await pgAuditLog(session, KEY).append([log]);
      for (const category of CATEGORIES) {
        await noteWithdrawal(session, { id: idOf(category), subjectId: subject(2), consentId: given.id, spoken: false, categories: [category], withdrawnAt: AS_OF, createdAt: AS_OF });
      }
    });
    expect([await told('therapist'), await acknowledgeable('therapist')]).toEqual([sorted(CATEGORIES), sorted(CATEGORIES)]);
    expect([await told('colleague'), await acknowledgeable('colleague')]).toEqual([sorted(STATED), sorted(STATED)]);
    expect((await toldEverything('colleague')).every(({ categories }) => categories.length === 1)).toBe(true);
    await withOpened((session) => recordSealOrder(session, sealOrder(2, [])));
    const left = sorted(CATEGORIES.filter((category) => category !== 'JUVENILE_JUSTICE' && category !== 'SEALED'));
    expect([await told('therapist'), await acknowledgeable('therapist')]).toEqual([left, left]);
    expect([await told('colleague'), await acknowledgeable('colleague')]).toEqual([sorted(STATED), sorted(STATED)]);
    await expect(asSync(database.url, `do $$ begin if exists (select from csec.consent_release r where r.subject_id = '${subject(2)}'
      and r.categories && array['JUVENILE_JUSTICE', 'SEALED']) then raise exception 'a sealed category is kept'; end if; end $$`)).resolves.not.toThrow();
  });

  test('R-28 what was released while a seal was recorded is not named either', async () => {
    given = consent({ n: n + 5, subjectId: subject(2) });
    await withOpened(async (session) => {
      await recordConsent(session, given);
      await restOnConsents(session, { held: [], releases: [release({ subjectId: subject(2), agencyId: CLINIC, personId: 'therapist', categories: ['JUVENILE_JUSTICE', 'EDUCATION'] })] });
      await noteWithdrawal(session, {
        id: subject(9000 + n), subjectId: subject(2), consentId: given.id, spoken: false, categories: ['JUVENILE_JUSTICE', 'EDUCATION'], withdrawnAt: AS_OF, createdAt: AS_OF,
      });
    });
    expect(await told('therapist')).toEqual(['EDUCATION']);
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
