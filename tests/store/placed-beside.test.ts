import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Instant } from '../../src/kernel/dates.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { confirmIdentity, undoLink, type IdentityReview } from '../../src/store/crosswalk/identity-reviews.js';
import { awaitPerson } from '../../src/store/crosswalk/unlinked-persons.js';
import { applyTerms, placeAgain, placeAll, placeServices, placeYouth, receiveServices, receivedKey } from '../../src/store/histories/received-services.js';
import { closePool, deliveryPool, servingPool, type Pool } from '../../src/store/pools.js';
import { RequestSession, singleStatements, withRequestSession, type Queryable } from '../../src/store/request-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { agency, AS_OF, asOwner, asSync, EVERYWHERE, NOBODY_IN_PARTICULAR, seedYouths, subject } from './small-county.js';
import { standingLink } from './standing-link.js';

const [CLINIC, SHELTER] = [agency(1), agency(2)];
const MRN = 'urn:synthetic:mrn';
const linkId = (n: number): string => `11a40000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let database: TestDatabase;
let pool: Pool;
let delivering: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values
    ('${CLINIC}', 'Clinic', 'MENTAL_HEALTH', '19', 'CA', 'NONE'), ('${SHELTER}', 'Shelter', 'COMMUNITY_PROVIDER', '19', 'CA', 'NONE')`);
  pool = servingPool({ url: database.url, max: 3, statementTimeoutMillis: 5_000 });
  delivering = deliveryPool({ url: database.url, max: 1, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await Promise.all([closePool(pool), closePool(delivering)]);
  await database.drop();
});
beforeEach(() => asOwner(database.url, async (client) => {
  await client.query(`delete from csec.received_service; delete from csec.service_record where link_id is not null; delete from csec.partner_link;
    delete from csec.unlinked_person; delete from csec.to_place; delete from csec.identity_review; delete from csec.meant_person; delete from graphile_worker._private_jobs`);
}));

const within = <T>(work: (session: Queryable) => Promise<T>): Promise<T> => withRequestSession(pool, work);
const link = (n: number, value: string, at: number, agencyId = CLINIC) => standingLink(database.url, { id: linkId(n), agencyId, system: MRN, value, subjectId: subject(at) });
const service = (key: string, value: string) => ({
  key, names: [], person: { system: MRN, value }, updatedAt: '2026-01-06T10:00:00.000Z' as Instant, record: {
    category: 'MENTAL_HEALTH', kind: 'VISIT', service: null, serviceText: 'Therapy', status: 'COMPLETED', method: null, startedOn: null, endedOn: null,
    requestedOn: null, priority: null, standsByRequest: false, providerName: 'Clinic',
    provenance: { system: 'FHIR', regime: 'LPS', sourceAgencyId: CLINIC, consentedBy: 'PARENT', updatedAt: null },
  },
} as const);
const receive = (keys: readonly string[], agencyId = CLINIC) =>
  within((session) => receiveServices(session, keys.map((key) => service(key, 'm1')), { agencyId, county: '19', at: AS_OF }));
const place = (agencyId = CLINIC) => placeServices(singleStatements(delivering), agencyId, AS_OF);
const push = async (keys: readonly string[]) => {
  await receive(keys);
  await place();
};
/** What stands in the history of the youth, and by which link. */
const placed = (): Promise<readonly unknown[]> => asOwner(database.url, async (client) =>
  (await client.query<{ record_key: string; link_id: string }>('select record_key, link_id from csec.service_record where link_id is not null order by record_key')).rows
    .map(({ record_key, link_id }) => [record_key, link_id]));
const at = (key: string, by = 1, agencyId = CLINIC) => [receivedKey(agencyId, key), linkId(by)];
const review = (n: number): IdentityReview => ({
  subjectId: subject(n), id: randomUUID(), personId: linkId(901), reason: 'Synthetic', weight: null, decidedByAgencyId: CLINIC, decidedByPersonId: 'worker', decidedAt: AS_OF,
});
/** A worker's request that has seen the world already, and says its word when it is asked to. */
const workerOf = async (n: number, word: (session: RequestSession) => Promise<unknown>) => {
  const session = await RequestSession.begin(pool);
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
  await session.query({ name: 'see-the-world', text: 'select 1' });
  return async () => {
    try {
      await word(session);
      await session.commit();
    } catch (fault) {
      await session.rollback();
      throw fault;
    }
  };
};
/** The looks again that were asked for, as the queue would have them done. */
const lookAgain = async () => {
  const asked = await asOwner(database.url, async (client) => (await client.query<{ payload: { agencyId: string; linkId: string } }>(`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'placeAgain' order by j.id`)).rows);
  for (const { payload } of asked) await placeAgain(singleStatements(delivering), payload.agencyId, payload.linkId, AS_OF);
  return asked.length;
};

describe('what a partner pushed', () => {
  test('and was placed while a worker undid the link does not stay in the history', async () => {
    await link(1, 'm1', 1);
    await push(['before']);
    await asOwner(database.url, (client) => client.query('delete from graphile_worker._private_jobs'));
    const undone = await workerOf(1, (session) => undoLink(session, linkId(1), review(1)));
    await push(['a']);
    expect(await placed()).toEqual([at('a'), at('before')]);
    expect(await lookAgain()).toBe(0);
    await undone();
    expect(await lookAgain()).toBe(1);
    expect(await placed()).toEqual([]);
  });

  test('and was placed nowhere while a worker confirmed whose it is stands in the history', async () => {
    await asOwner(database.url, (client) => client.query('delete from graphile_worker._private_jobs'));
    const personId = await within((session) => awaitPerson(session, {
      agencyId: CLINIC, system: MRN, value: 'm1', county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: AS_OF,
    }));
    const confirmed = await workerOf(1, (session) => confirmIdentity(session, { ...review(1), personId }, linkId(1)));
    await push(['a']);
    await confirmed();
    expect(await lookAgain()).toBe(1);
    expect(await placed()).toEqual([at('a')]);
  });

  test('and cannot be shown holds back nothing else, waits, and is shown within the hour when it can be', async () => {
    await link(1, 'm1', 1);
    await receive(['a', 'b', 'c']);
    const day = (on: string) => asOwner(database.url, (client) => client.query(`update csec.received_service set record = jsonb_set(record, '{startedOn}', to_jsonb($1::text)) where source_key = 'b'`, [on]));
    await day('no day');
    await expect(place()).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(await placed()).toEqual([at('a'), at('c')]);
    await day('2026-01-05');
    await receive(['z'], SHELTER);
    await link(2, 'm1', 1, SHELTER);
    await asOwner(database.url, (client) => client.query('delete from graphile_worker._private_jobs'));
    await placeAll(singleStatements(delivering), AS_OF);
    expect(await placed()).toEqual([at('a'), at('b'), at('c'), at('z', 2, SHELTER)]);
  });
});

describe('the terms of an agreement', () => {
  const AGREEMENT = 'a9eeeeee-0000-4000-8000-000000000001';
  const [THERAPY, OTHER] = [{ category: 'MENTAL_HEALTH', regime: 'LPS' }, { category: 'MENTAL_HEALTH', regime: 'CMIA' }];
  const terms = (cells: readonly object[], stores = true) => asOwner(database.url, (client) => client.query(`insert into csec.history_terms values ($1, $2, 'PARENT', false, $3, null, $4, 'it', now())
    on conflict (agreement_id) do update set cells = excluded.cells, stores = excluded.stores`, [AGREEMENT, JSON.stringify(cells), stores, CLINIC]));
  const ended = (at: string | null) => asOwner(database.url, (client) => client.query('update csec.agreement set terminated_at = $2 where id = $1', [AGREEMENT, at]));
  const applied = async () => {
    const asked = await asOwner(database.url, async (client) => (await client.query<{ payload: { agencyId: string } }>(`select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'applyTerms' order by j.id`)).rows);
    expect(asked.at(-1)?.payload).toEqual({ agencyId: CLINIC });
    await applyTerms(singleStatements(delivering), CLINIC, AS_OF);
    return placed();
  };
  const kept = () => asOwner(database.url, async (client) => (await client.query('select source_key from csec.received_service')).rows.length);
  beforeEach(() => asSync(database.url, `insert into csec.agreement (id, agency_id, county, purposes, protocol_version, signed_at, effective_on)
    values ('${AGREEMENT}', '${CLINIC}', '19', '{TREATMENT}', '1', '2026-01-01T00:00:00Z', '2026-01-01') on conflict (id) do update set terminated_at = null`));

  test('hide what was received under them when they are narrowed, and show it when they are widened again', async () => {
    await terms([THERAPY]);
    await link(1, 'm1', 1);
    await push(['a']);
    expect(await placed()).toEqual([at('a')]);
    await terms([OTHER]);
    expect([await applied(), await kept()]).toEqual([[], 1]);
    await terms([OTHER, THERAPY]);
    expect(await applied()).toEqual([at('a')]);
  });

  test('hide it when the agreement has ended, and what comes later', async () => {
    await terms([THERAPY]);
    await link(1, 'm1', 1);
    await push(['a']);
    await ended('2026-01-02T00:00:00Z');
    expect(await applied()).toEqual([]);
    await push(['b']);
    expect(await placed()).toEqual([]);
    await ended(null);
    expect(await applied()).toEqual([at('a'), at('b')]);
  });

  test('let go of it when they have nothing kept', async () => {
    await terms([THERAPY]);
    await link(1, 'm1', 1);
    await push(['a']);
    await terms([THERAPY], false);
    expect([await applied(), await kept()]).toEqual([[], 0]);
  });
});

describe('a youth who moves', () => {
  const moved = (county: string) => asSync(database.url, 'update csec.youth set county = $2 where subject_id = $1', [subject(1), county]);
  const to = (county: string, keys: readonly string[]) =>
    within((session) => receiveServices(session, keys.map((key) => service(key, 'm1')), { agencyId: CLINIC, county, at: AS_OF }));
  const asked = () => asOwner(database.url, async (client) => (await client.query<{ payload: { subjectId: string } }>(`select j.payload from graphile_worker._private_jobs j
    join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = 'placeYouth' order by j.id`)).rows.map(({ payload }) => payload));
  beforeEach(async () => {
    await asOwner(database.url, (client) => client.query('delete from csec.history_terms'));
    await moved('19');
  });

  test('leaves what came to her old county there, at once, and is shown what came to the one where she is now', async () => {
    await link(1, 'm1', 1);
    await push(['a']);
    await to('58', ['b']);
    await place();
    expect(await placed()).toEqual([at('a')]);
    await asOwner(database.url, (client) => client.query('delete from graphile_worker._private_jobs'));
    await moved('58');
    expect([await placed(), await asked()]).toEqual([[], [{ subjectId: subject(1) }]]);
    await placeYouth(singleStatements(delivering), subject(1), AS_OF);
    expect(await placed()).toEqual([at('b')]);
    await moved('19');
    await placeYouth(singleStatements(delivering), subject(1), AS_OF);
    expect(await placed()).toEqual([at('a')]);
  });

  test('and one record that is sent to two counties stands where she is', async () => {
    await link(1, 'm1', 1);
    await push(['a']);
    await to('58', ['a']);
    await place();
    expect(await placed()).toEqual([at('a')]);
  });

  test('while a worker confirms who she is leaves nothing behind: her links are looked for when she has moved', async () => {
    const personId = await within((session) => awaitPerson(session, {
      agencyId: CLINIC, system: MRN, value: 'm1', county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: AS_OF,
    }));
    await push(['a']);
    const confirmed = await workerOf(1, (session) => confirmIdentity(session, { ...review(1), personId }, linkId(1)));
    await moved('58');
    await confirmed();
    await placeYouth(singleStatements(delivering), subject(1), AS_OF);
    expect(await placed()).toEqual([]);
  });

  test('whose client the county removed bears no partner\'s name any longer, and the client to whom her rows moved may', async () => {
    await asOwner(database.url, (client) => client.query(`delete from csec.identifier; insert into csec.identifier (subject_id, record_key, system_code, value, category)
      values ('${subject(1)}', 'one', 1334, 'P-1', 'JUVENILE_JUSTICE')`));
    await within((session) => awaitPerson(session, {
      agencyId: CLINIC, system: MRN, value: 'm1', county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: AS_OF,
    }, { namedId: linkId(999), sharedCode: 1334, sharedValue: 'P-1', namedBy: 'system', namedAt: AS_OF }));
    await push(['a']);
    const whose = () => asOwner(database.url, async (client) => (await client.query('select subject_id from csec.service_record where link_id is not null')).rows);
    expect(await whose()).toEqual([{ subject_id: subject(1) }]);
    await seedYouths(database.url, [{ n: 2 }]);
    await asSync(database.url, `update csec.identifier set subject_id = '${subject(2)}'`);
    await asSync(database.url, `update csec.youth set county = null, sensitivity = 'R', first_name = null, last_name = null, born_on = null where subject_id = $1`, [subject(1)]);
    expect(await whose()).toEqual([]);
    await place();
    expect(await whose()).toEqual([{ subject_id: subject(2) }]);
  });
});

describe('a worker whose request began before', () => {
  const waiting = () => within((session) => awaitPerson(session, {
    agencyId: CLINIC, system: MRN, value: 'm1', county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: AS_OF,
  }));

  test('what the terms have not kept was let go leaves none of it by her word', async () => {
    const personId = await waiting();
    await asOwner(database.url, (client) => client.query('update csec.youth set county = \'19\', sensitivity = \'N\''));
    await push(['a']);
    const confirmed = await workerOf(1, (session) => confirmIdentity(session, { ...review(1), personId }, linkId(1)));
    await asOwner(database.url, (client) => client.query('delete from csec.received_service; delete from graphile_worker._private_jobs'));
    await confirmed();
    await lookAgain();
    expect(await placed()).toEqual([]);
  });

  test('the person was forgotten confirms nobody', async () => {
    const personId = await waiting();
    const confirmed = await workerOf(1, (session) => confirmIdentity(session, { ...review(1), personId }, linkId(1)));
    await asOwner(database.url, (client) => client.query('delete from csec.unlinked_person'));
    await expect(confirmed()).rejects.toMatchObject({ code: 'CONFLICT' });
  });
});

test('a push meets no job that looks at what the agency pushed before, whoever it is of', async () => {
  await asOwner(database.url, (client) => client.query('delete from csec.history_terms'));
  await link(1, 'm1', 1);
  await receive(['a', 'b']);
  await asOwner(database.url, async (client) => {
    await client.query('begin');
    await client.query('select csec.link_named($1, 10)', [CLINIC]);
    await client.query('select * from csec.place_waiting($1, 0, 10, $2)', [CLINIC, AS_OF]);
    const impatient = servingPool({ url: database.url, max: 1, statementTimeoutMillis: 1_500 });
    await withRequestSession(impatient, async (session) => {
      await awaitPerson(session, { agencyId: CLINIC, system: MRN, value: 'm1', county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: AS_OF },
        { namedId: linkId(999), sharedCode: null, sharedValue: null, namedBy: 'system', namedAt: AS_OF });
      await receiveServices(session, ['a', 'b'].map((key) => service(key, 'm1')), { agencyId: CLINIC, county: '19', at: AS_OF });
    });
    await closePool(impatient);
    await client.query('commit');
  });
  await place();
  expect(await placed()).toEqual([at('a'), at('b')]);
});
