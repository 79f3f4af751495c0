import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { closePool, deliveryPool, servingPool, type Pool } from '../../src/store/pools.js';
import { rejectIdentity, undoLink } from '../../src/store/crosswalk/identity-reviews.js';
import { waitingLike, type WaitingPerson } from '../../src/store/crosswalk/waiting-persons.js';
import { awaitPerson, forgetWaiting, type NamedBy } from '../../src/store/crosswalk/unlinked-persons.js';
import { RequestSession, singleStatements, withRequestSession, type Queryable } from '../../src/store/request-session.js';
import { placeAll, placeServices } from '../../src/store/histories/received-services.js';
import type { Instant, LocalDate } from '../../src/kernel/dates.js';
import type { PartnerIdentifier, UnlinkedPerson } from '../../src/model/partner-link.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { recordSealOrder } from '../../src/store/writers/court-orders.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asOwner, asSync, seedYouths, subject } from './small-county.js';
import { sealOrder } from './special-records.js';
import { standingLink } from './standing-link.js';

const [CLINIC, SHELTER] = [agency(1), agency(2)];
const MRN = 'urn:synthetic:mrn';
const linkId = (n: number): string => `11a40000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let database: TestDatabase;
let pool: Pool;
let delivering: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }, { n: 3, county: '58' }, { n: 4, sensitivity: 'R' }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values
    ('${CLINIC}', 'Clinic', 'MENTAL_HEALTH', '19', 'CA', 'NONE'), ('${SHELTER}', 'Shelter', 'COMMUNITY_PROVIDER', '19', 'CA', 'NONE')`);
  await asSync(database.url, `insert into csec.identifier (subject_id, record_key, system_code, value, category) values
    ('${subject(1)}', 'a', 1334, 'P-1', 'JUVENILE_JUSTICE'), ('${subject(1)}', 'b', 1334, 'P-shared', 'JUVENILE_JUSTICE'),
    ('${subject(2)}', 'b', 1334, 'P-shared', 'JUVENILE_JUSTICE'), ('${subject(3)}', 'c', 1334, 'P-3', 'JUVENILE_JUSTICE'),
    ('${subject(4)}', 'd', 1334, 'P-4', 'JUVENILE_JUSTICE'), ('${subject(1)}', 'e', 1334, 'P-sealed', 'JUVENILE_JUSTICE')`);
  await asSync(database.url, `insert into csec.seal_tombstone (subject_id, source_table, source_key) values ('${subject(1)}', 'matter', 'P-sealed')`);
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
  delivering = deliveryPool({ url: database.url, max: 1, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await Promise.all([closePool(pool), closePool(delivering)]);
  await database.drop();
});

const within = <T>(work: (session: Queryable) => Promise<T>): Promise<T> => withRequestSession(pool, work);
/** A request that has opened a youth, as a worker's who carries her case. */
const opened = <T>(n: number, work: (session: Queryable) => Promise<T>): Promise<T> => within(async (session) => {
  await admitIds(session as never, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
  return work(session);
});
const NOBODY = 'ffffffff-0000-4000-8000-000000000000';
const PROBATION = 'urn:synthetic:probation';
interface Told { readonly value: string; readonly agencyId?: string; readonly system?: string; readonly at?: Instant; readonly named?: Partial<NamedBy>; readonly county?: string }
/** What an agency tells of a person, kept as a push keeps it; her id. */
const told = ({ value, agencyId = CLINIC, system = MRN, at = AS_OF, named = {}, county = '19' }: Told): Promise<string> => within((session) => awaitPerson(session, {
  agencyId, system, value, county, firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: at,
}, { namedId: NOBODY, sharedCode: null, sharedValue: null, namedBy: 'clinic-system', namedAt: at, ...named }));
/** Pushes a person, and looks for whom she is named to be, as the job beside the push does. */
const pushed = async (person: Told): Promise<string | null> => {
  await told(person);
  await placeServices(singleStatements(delivering), person.agencyId ?? CLINIC, person.at ?? AS_OF);
  return linked({ agencyId: person.agencyId ?? CLINIC, system: person.system ?? MRN, value: person.value });
};
const byPseudonym = (value: string, n: number, rest: Partial<Told> = {}) => pushed({ value, named: { namedId: subject(n) }, ...rest });
const bySharedNumber = (number: string, rest: Partial<Told> = {}) => pushed({ value: number, system: PROBATION, named: { sharedCode: 1334, sharedValue: number }, ...rest });
/** Whom an agency's name means, by the link that stands. */
const linked = ({ agencyId, system, value }: PartnerIdentifier): Promise<string | null> => asOwner(database.url, async (client) => (await client.query<{ subject_id: string }>(
  'select subject_id from csec.partner_link where agency_id = $1 and system = $2 and value = $3 and undone_at is null', [agencyId, system, value])).rows[0]?.subject_id ?? null);
const linkIdOf = (value: string): Promise<string> => asOwner(database.url, async (client) => (await client.query<{ id: string }>(
  'select id from csec.partner_link where value = $1 and undone_at is null', [value])).rows[0]!.id);
const review = (n: number) => ({
  subjectId: subject(n), id: randomUUID(), reason: 'Synthetic', decidedByAgencyId: CLINIC, decidedByPersonId: 'worker', decidedAt: AS_OF,
});
/** Who waits and is to be shown to the worker of a youth, though nothing is known of her but her agency's name for her. */
const waitingFor = (n: number, decided = false): Promise<readonly WaitingPerson[]> => opened(n, async (session) => (await waitingLike(session, [{
  subjectId: subject(n), keys: [], shown: { kinds: ['MENTAL_HEALTH', 'COMMUNITY_PROVIDER'], programmeKinds: [] },
}], { decided, most: 100 }))[0]!);
beforeEach(() => asOwner(database.url, async (client) => {
  await client.query('delete from csec.partner_link; delete from csec.unlinked_person; delete from csec.identity_review; delete from csec.meant_person; delete from csec.to_place');
}));

describe('a link by what was exchanged', () => {
  test('is to the youth whose pseudonym the partner used, by that partner\'s own name, exactly', async () => {
    expect(await byPseudonym('mrn-1', 1)).toBe(subject(1));
    const others = [{ agencyId: SHELTER, system: MRN, value: 'mrn-1' }, { agencyId: CLINIC, system: 'urn:other', value: 'mrn-1' }, { agencyId: CLINIC, system: MRN, value: 'MRN-1' }];
    expect(await Promise.all(others.map(linked))).toEqual([null, null, null]);
  });

  test('is made once, and is never another youth\'s', async () => {
    await byPseudonym('mrn-1', 1);
    const first = await linkIdOf('mrn-1');
    expect(await byPseudonym('mrn-1', 1)).toBe(subject(1));
    expect(await byPseudonym('mrn-1', 2)).toBe(subject(1));
    expect(await linkIdOf('mrn-1')).toBe(first);
  });

  test('is to nobody where the pseudonym was never given', async () => {
    expect(await byPseudonym('mrn-4', 99)).toBeNull();
  });

  test('is to the one youth of the county who bears a number that both sides hold', async () => {
    expect(await bySharedNumber('P-1')).toBe(subject(1));
  });

  test.each([
    ['two youths bear it', 'P-shared'], ['nobody bears it', 'P-none'], ['she is of another county', 'P-3'], ['her record is sealed', 'P-4'], ['it is of a sealed matter', 'P-sealed'],
  ])('is not made where %s', async (_, value) => {
    expect(await bySharedNumber(value)).toBeNull();
    expect((await Promise.all([1, 2, 3].map((n) => waitingFor(n)))).flat()).toEqual([]);
  });

  test('by one number is made for three names of an agency, and a worker is asked of the fourth', async () => {
    const shared = { sharedCode: 1334, sharedValue: 'P-1' };
    const names = ['one', 'two', 'three', 'four'];
    const made = [];
    for (const value of names) made.push(await pushed({ value, named: shared }));
    expect(made).toEqual([subject(1), subject(1), subject(1), null]);
    expect((await waitingFor(1)).map(({ value, meant }) => [value, meant])).toEqual([['four', true]]);
  });
});

describe('an agency whose name for a youth was wrong', () => {
  test('does not link her by any of its names again: they wait for the word of her worker, and of nobody else\'s', async () => {
    await byPseudonym('mrn-1', 1);
    const linkId = await linkIdOf('mrn-1');
    await opened(1, (session) => undoLink(session, linkId, review(1)));
    expect(await byPseudonym('mrn-1', 1)).toBeNull();
    expect(await byPseudonym('mrn-2', 1)).toBeNull();
    expect(await bySharedNumber('P-1')).toBeNull();
    expect((await waitingFor(1)).map(({ value }) => value).sort()).toEqual(['P-1', 'mrn-2']);
    expect((await waitingFor(1, true)).map(({ value, decided }) => [value, decided])).toEqual([['mrn-1', 'UNDONE']]);
    expect(await waitingFor(2)).toEqual([]);
    expect(await byPseudonym('mrn-1', 2)).toBe(subject(2));
    expect(await byPseudonym('s-1', 1, { agencyId: SHELTER })).toBe(subject(1));
  });

  test('nor where her worker said that a person of it is somebody else', async () => {
    const personId = await told({ value: 'mrn-1' });
    await opened(1, (session) => rejectIdentity(session, { ...review(1), personId, weight: 17 }));
    expect(await byPseudonym('mrn-1', 1)).toBeNull();
    expect(await byPseudonym('mrn-2', 1)).toBeNull();
    expect((await waitingFor(1)).map(({ value }) => value)).toEqual(['mrn-2']);
  });

  test('is remembered when the person was forgotten and is named again', async () => {
    const personId = await told({ value: 'mrn-1', at: '2026-01-01T00:00:00.000Z' as Instant });
    await opened(1, (session) => rejectIdentity(session, { ...review(1), personId, weight: null }));
    expect(await forgetWaiting(singleStatements(delivering), '2026-01-02T00:00:00.000Z' as Instant)).toBe(1);
    expect(await told({ value: 'mrn-1' })).toBe(personId);
    expect(await byPseudonym('mrn-1', 1)).toBeNull();
    expect((await waitingFor(1, true)).map(({ id }) => id)).toEqual([personId]);
  });
});

describe('a person who waits', () => {
  test('is forgotten so long after she was named last, or her link was undone', async () => {
    const long = '2025-01-01T00:00:00.000Z' as Instant;
    await told({ value: 'named again', at: long });
    await told({ value: 'named again' });
    await told({ value: 'named once', at: long });
    expect(await byPseudonym('undone', 1, { at: long })).toBe(subject(1));
    const linkId = await linkIdOf('undone');
    await opened(1, (session) => undoLink(session, linkId, review(1)));
    expect(await forgetWaiting(singleStatements(delivering), '2025-06-01T00:00:00.000Z' as Instant)).toBe(1);
    const { rows } = await asOwner(database.url, (client) => client.query('select value, received_at from csec.unlinked_person order by value'));
    expect(rows.map(({ value }) => value)).toEqual(['named again', 'undone']);
  });

  test('waits in every county to which she was named, and is linked where she is', async () => {
    expect(await pushed({ value: 'two', county: '58', system: PROBATION, named: { sharedCode: 1334, sharedValue: 'P-1' } })).toBeNull();
    expect(await pushed({ value: 'two', system: PROBATION, named: { sharedCode: 1334, sharedValue: 'P-1' } })).toBe(subject(1));
    const { rows } = await asOwner(database.url, (client) => client.query('select county from csec.unlinked_person order by county'));
    expect(rows).toEqual([{ county: '19' }, { county: '58' }]);
  });

  test('is linked when the number that both sides hold reaches the county after she was named', async () => {
    expect(await bySharedNumber('P-late')).toBeNull();
    await asSync(database.url, `insert into csec.identifier (subject_id, record_key, system_code, value, category) values ($1, 'late', 1334, 'P-late', 'JUVENILE_JUSTICE')`, [subject(2)]);
    await placeAll(singleStatements(delivering), AS_OF);
    expect(await linked({ agencyId: CLINIC, system: PROBATION, value: 'P-late' })).toBe(subject(2));
  });

  test('is told of by an id that cannot be made from what she is called', async () => {
    const id = await told({ value: 'mrn-1' });
    const { rows } = await asOwner(database.url, (client) => client.query<{ guess: string }>(
      `select left(encode(sha256(convert_to(jsonb_build_array($1::uuid, $2::text, 'mrn-1')::text, 'UTF8')), 'hex'), 32)::uuid::text as guess`, [CLINIC, MRN]));
    expect(rows[0]!.guess).not.toBe(id);
    await expect(within((session) => session.query({ name: 'attack the secret', text: 'select * from csec.person_secret' }))).rejects.toThrow();
  });

  test('who is meant comes before all who are merely alike, however many and however long they wait', async () => {
    await asOwner(database.url, (client) => client.query(`insert into csec.unlinked_person (id, agency_id, county, system, value, keys, received_at, renewed_at)
      select gen_random_uuid(), $1, '19', 'urn:any', n::text, '{b:2010-01-01}', '2020-01-01', now() from generate_series(1, 30) n`, [CLINIC]));
    const personId = await told({ value: 'mrn-1' });
    await opened(1, (session) => rejectIdentity(session, { ...review(1), personId, weight: null }));
    await byPseudonym('mrn-2', 1);
    const [found = []] = await opened(1, (session) => waitingLike(session, [{ subjectId: subject(1), keys: ['b:2010-01-01'], shown: { kinds: ['MENTAL_HEALTH'], programmeKinds: [] } }], { decided: false, most: 5 }));
    expect([found.length, found[0]!.value]).toEqual([5, 'mrn-2']);
  });
});

describe('an order that seals', () => {
  const sealed = (n: number, matters: readonly string[]) => opened(n, (session) => recordSealOrder(session, sealOrder(n, matters)));
  test('takes away a link by the number of a sealed matter, the person who bore it and what was said of her', async () => {
    const personId = await told({ value: 'J-77', agencyId: SHELTER });
    await opened(2, (session) => rejectIdentity(session, { ...review(2), personId, weight: null }));
    await asOwner(database.url, (client) => client.query('delete from csec.unlinked_person'));
    for (const [value, n] of [['J-77', 32], ['other', 33]] as const) {
      await standingLink(database.url, { agencyId: SHELTER, system: MRN, value, id: linkId(n), subjectId: subject(2) });
    }
    await sealed(2, ['J-77']);
    expect(await linked({ agencyId: SHELTER, system: MRN, value: 'other' })).toBe(subject(2));
    const left = await asOwner(database.url, async (client) => (await client.query(`select value from csec.partner_link where value = 'J-77' union all
      select value from csec.unlinked_person where value = 'J-77' union all select reason from csec.identity_review`)).rows);
    expect(left).toEqual([]);
    expect(await byPseudonym('J-77', 2, { agencyId: SHELTER })).toBeNull();
    expect(await waitingFor(2)).toEqual([]);
  });

  test('of every juvenile matter takes a link by a number that the county kept', async () => {
    expect(await bySharedNumber('P-1', { agencyId: SHELTER })).toBe(subject(1));
    await sealed(1, []);
    expect(await linked({ agencyId: SHELTER, system: PROBATION, value: 'P-1' })).toBeNull();
  });
});

describe('persons who may be a youth', () => {
  test('are of her county and of agencies of the kinds asked, share a key with her, and are nobody where her record is sealed', async () => {
    const keyed = fc.subarray(['b:2010-01-01', 'b:2010-02-02', 'n:A:B', 'n:C:D']);
    const someKinds = fc.subarray(['MENTAL_HEALTH', 'COMMUNITY_PROVIDER'] as const);
    const person = fc.record({ county: fc.constantFrom('19', '58'), agencyId: fc.constantFrom(CLINIC, SHELTER), keys: keyed });
    await fc.assert(fc.asyncProperty(fc.array(person, { maxLength: 8 }), fc.constantFrom(1, 3, 4), keyed, fc.record({ kinds: someKinds, programmeKinds: someKinds }), fc.boolean(), async (persons, n, keys, shown, programme) => {
      await asOwner(database.url, async (client) => {
        await client.query('update csec.agency set regime_status = $2 where id = $1', [SHELTER, programme ? 'PART2_PROGRAM' : 'NONE']);
        await client.query('delete from csec.unlinked_person');
        await client.query(`insert into csec.unlinked_person (id, agency_id, county, system, value, keys, received_at, renewed_at)
          select gen_random_uuid(), agency_id, county, 'urn:synthetic:any', place::text, keys, now(), now()
          from rows from (jsonb_to_recordset($1) as (agency_id uuid, county text, keys text[])) with ordinality as p (agency_id, county, keys, place)`,
        [JSON.stringify(persons.map(({ agencyId, ...rest }) => ({ ...rest, agency_id: agencyId })))]);
      });
      const session = await RequestSession.begin(pool);
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
      const [found = []] = await waitingLike(session, [{ subjectId: subject(n), keys, shown }], { decided: false, most: 100 });
      await session.rollback();
      const county = n === 3 ? '58' : '19';
      const isShown = (agencyId: string): boolean => (agencyId === CLINIC ? shown.kinds.includes('MENTAL_HEALTH')
        : (programme ? shown.programmeKinds : shown.kinds).includes('COMMUNITY_PROVIDER'));
      const expected = persons.map((one, place) => ({ ...one, place: String(place + 1) })).filter((one) => n !== 4 && one.county === county
        && isShown(one.agencyId) && one.keys.some((key) => keys.includes(key))).map(({ place }) => place);
      expect(found.map(({ value }) => value).sort()).toEqual(expected.sort());
    }), { numRuns: 40 });
  });

  test('are nobody of a youth who is not open', async () => {
    const session = await RequestSession.begin(pool);
    await expect(waitingLike(session, [{ subjectId: subject(1), keys: [], shown: { kinds: [], programmeKinds: [] } }], { decided: false, most: 1 })).rejects.toMatchObject({ name: 'GatewayError' });
    await session.rollback();
  });
});

describe('a person who is linked to nobody', () => {
  const person: Omit<UnlinkedPerson, 'id'> = {
    agencyId: CLINIC, county: '19', system: MRN, value: 'mrn-21', firstName: 'Synthetic', middleName: null, lastName: 'Person',
    bornOn: '2010-02-03' as LocalDate, sex: null, receivedAt: AS_OF,
  };

  test('waits once, however often she is named; what is told later stands', async () => {
    const id = await within((session) => awaitPerson(session, person));
    expect(await within((session) => awaitPerson(session, { ...person, firstName: 'Other', lastName: null, sex: 'F' }))).toBe(id);
    const { rows } = await asOwner(database.url, (client) => client.query('select first_name, last_name, sex from csec.unlinked_person where system = \'urn:synthetic:mrn\''));
    expect(rows).toEqual([{ first_name: 'Other', last_name: 'Person', sex: 'F' }]);
  });

  test.each(['select csec.link_named(null, 1)', 'select * from csec.to_place', 'select * from csec.meant_person', 'select csec.person_named(null, null, null)', 'select csec.sole_bearer(1, null, null)', 'select * from csec.unlinked_person', 'insert into csec.partner_link (id) values (gen_random_uuid())', 'update csec.partner_link set subject_id = subject_id'])(
    'is nothing that the serving role may reach: %s', async (text) => {
      const session = await RequestSession.begin(pool);
      await expect(session.query({ name: text.slice(0, 40), text })).rejects.toMatchObject({ details: { sqlState: '42501' } });
      await session.rollback();
    });
});
