import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { findLink, linkByPseudonym, linkBySharedIdentifier, type Exchange } from '../../src/store/crosswalk/links.js';
import { waitingLike } from '../../src/store/crosswalk/waiting-persons.js';
import { awaitPerson } from '../../src/store/crosswalk/unlinked-persons.js';
import { RequestSession, withRequestSession, type Queryable } from '../../src/store/request-session.js';
import type { LocalDate } from '../../src/kernel/dates.js';
import type { UnlinkedPerson } from '../../src/model/partner-link.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { recordSealOrder } from '../../src/store/writers/court-orders.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { AS_OF, EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asOwner, asSync, seedYouths, subject } from './small-county.js';
import { sealOrder } from './special-records.js';

const [CLINIC, SHELTER] = [agency(1), agency(2)];
const MRN = 'urn:synthetic:mrn';
let database: TestDatabase;
let pool: Pool;

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
});
afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

const within = <T>(work: (session: Queryable) => Promise<T>): Promise<T> => withRequestSession(pool, work);
const linkId = (n: number): string => `11a40000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const exchange = (n: number, value: string, parts: Partial<Exchange> = {}): Exchange => ({
  id: linkId(n), agencyId: CLINIC, system: MRN, value, linkedByAgencyId: CLINIC, linkedByPersonId: 'clinic-system', linkedAt: AS_OF, ...parts,
});
const bySharedNumber = (n: number, value: string) => within((session) =>
  linkBySharedIdentifier(session, { ...exchange(n, value), system: 'urn:synthetic:probation', shared: { systemCode: 1334, value, county: '19' } }));

describe('a link by pseudonym', () => {
  test('is found again by the partner\'s identifier, by that partner alone', async () => {
    const made = await within((session) => linkByPseudonym(session, { ...exchange(1, 'mrn-1'), subjectId: subject(1) }));
    expect(made).toEqual({ linkId: linkId(1), subjectId: subject(1) });
    const ask = (agencyId: string, system: string, value: string) => within((session) => findLink(session, { agencyId, system, value }));
    expect(await Promise.all([ask(CLINIC, MRN, 'mrn-1'), ask(SHELTER, MRN, 'mrn-1'), ask(CLINIC, 'urn:other', 'mrn-1'), ask(CLINIC, MRN, 'MRN-1')]))
      .toEqual([made, null, null, null]);
  });

  test('is made once, and is never another youth\'s', async () => {
    const again = await within((session) => linkByPseudonym(session, { ...exchange(2, 'mrn-1'), subjectId: subject(1) }));
    expect(again).toEqual({ linkId: linkId(1), subjectId: subject(1) });
    expect(await within((session) => linkByPseudonym(session, { ...exchange(3, 'mrn-1'), subjectId: subject(2) }))).toBeNull();
    expect(await within((session) => findLink(session, { agencyId: CLINIC, system: MRN, value: 'mrn-1' }))).toEqual(again);
  });

  test('is to nobody where the pseudonym was never given, and where a worker undid it', async () => {
    expect(await within((session) => linkByPseudonym(session, { ...exchange(4, 'mrn-4'), subjectId: linkId(99) }))).toBeNull();
    await asSync(database.url, `update csec.partner_link set undone_at = now(), undone_by_agency_id = $1, undone_by_person_id = 'worker' where id = $2`, [CLINIC, linkId(1)]);
    expect(await within((session) => linkByPseudonym(session, { ...exchange(5, 'mrn-1'), subjectId: subject(1) }))).toBeNull();
    expect(await within((session) => linkByPseudonym(session, { ...exchange(6, 'mrn-1'), subjectId: subject(2) }))).toEqual({ linkId: linkId(6), subjectId: subject(2) });
  });

  test('is made once also by two at the same moment: who comes second asks again', async () => {
    const [one, other] = await Promise.all([RequestSession.begin(pool), RequestSession.begin(pool)]);
    await findLink(other, exchange(8, 'mrn-8'));
    await linkByPseudonym(one, { ...exchange(8, 'mrn-8'), subjectId: subject(1) });
    await one.commit();
    await expect(linkByPseudonym(other, { ...exchange(9, 'mrn-8'), subjectId: subject(1) })).rejects.toMatchObject({ code: 'CONFLICT' });
    await other.rollback();
    expect(await within((session) => linkByPseudonym(session, { ...exchange(9, 'mrn-8'), subjectId: subject(1) }))).toEqual({ linkId: linkId(8), subjectId: subject(1) });
  });

  test('cannot claim to be confirmed', async () => {
    const session = await RequestSession.begin(pool);
    const fresh = JSON.stringify({ subject_id: subject(1), id: linkId(7), agency_id: CLINIC, system: MRN, value: 'x', basis: 'CONFIRMED', linked_by_agency_id: CLINIC, linked_by_person_id: 'p', linked_at: AS_OF });
    await expect(session.query({ name: 'forge-link', text: 'select csec.link_exchanged($1::jsonb)' }, [fresh])).rejects.toMatchObject({ code: 'INTERNAL' });
    await session.rollback();
  });
});

describe('a link by an identifier that both sides hold', () => {
  test('is to the one youth of the county who bears it', async () => {
    expect(await bySharedNumber(11, 'P-1')).toEqual({ linkId: linkId(11), subjectId: subject(1) });
  });

  test.each([
    ['two youths bear it', 'P-shared'], ['nobody bears it', 'P-none'], ['she is of another county', 'P-3'], ['her record is sealed', 'P-4'], ['it is of a sealed matter', 'P-sealed'],
  ])('is not made where %s', async (_, value) => {
    expect(await bySharedNumber(12, value)).toBeNull();
  });
});

describe('an order that seals', () => {
  test('takes away a link by the number of a sealed matter, and the person who bore it', async () => {
    const number = { agencyId: SHELTER, system: 'urn:synthetic:probation', value: 'J-77' };
    await within((session) => linkByPseudonym(session, { ...exchange(31, 'J-77', number), subjectId: subject(2) }));
    await within((session) => awaitPerson(session, { ...number, id: linkId(32), county: '19', firstName: null, middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: AS_OF }));
    await within((session) => linkByPseudonym(session, { ...exchange(33, 'other', { agencyId: SHELTER }), subjectId: subject(2) }));
    const orders = await RequestSession.begin(pool);
    await admitIds(orders, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(2)]);
    await recordSealOrder(orders, sealOrder(2, ['J-77']));
    await orders.commit();
    expect(await within((session) => findLink(session, number))).toBeNull();
    expect(await within((session) => findLink(session, { agencyId: SHELTER, system: MRN, value: 'other' }))).toEqual({ linkId: linkId(33), subjectId: subject(2) });
    const left = await asOwner(database.url, async (client) => (await client.query(`select value from csec.partner_link where value = 'J-77' union all
      select value from csec.unlinked_person where value = 'J-77'`)).rows);
    expect(left).toEqual([]);
    expect(await within((session) => linkByPseudonym(session, { ...exchange(34, 'J-77', number), subjectId: subject(2) }))).toBeNull();
  });

  test('of every juvenile matter takes a link by a number that the county kept', async () => {
    const number = { agencyId: SHELTER, system: 'urn:synthetic:probation', value: 'P-1' };
    await within((session) => linkByPseudonym(session, { ...exchange(35, 'P-1', number), subjectId: subject(1) }));
    const orders = await RequestSession.begin(pool);
    await admitIds(orders, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
    await recordSealOrder(orders, sealOrder(1, []));
    await orders.commit();
    expect(await within((session) => findLink(session, number))).toBeNull();
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
        await client.query(`insert into csec.unlinked_person (id, agency_id, county, system, value, keys, received_at)
          select gen_random_uuid(), agency_id, county, 'urn:synthetic:any', place::text, keys, now()
          from rows from (jsonb_to_recordset($1) as (agency_id uuid, county text, keys text[])) with ordinality as p (agency_id, county, keys, place)`,
        [JSON.stringify(persons.map(({ agencyId, ...rest }) => ({ ...rest, agency_id: agencyId })))]);
      });
      const session = await RequestSession.begin(pool);
      await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
      const found = await waitingLike(session, { subjectId: subject(n), keys, shown, decided: false, most: 100 });
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
    await expect(waitingLike(session, { subjectId: subject(1), keys: [], shown: { kinds: [], programmeKinds: [] }, decided: false, most: 1 })).rejects.toMatchObject({ name: 'GatewayError' });
    await session.rollback();
  });
});

describe('a person who is linked to nobody', () => {
  const person: UnlinkedPerson = {
    id: linkId(21), agencyId: CLINIC, county: '19', system: MRN, value: 'mrn-21', firstName: 'Synthetic', middleName: null, lastName: 'Person',
    bornOn: '2010-02-03' as LocalDate, sex: null, receivedAt: AS_OF,
  };

  test('waits once, however often she is named; what is told later stands', async () => {
    expect(await within((session) => awaitPerson(session, person))).toBe(linkId(21));
    expect(await within((session) => awaitPerson(session, { ...person, id: linkId(22), firstName: 'Other', lastName: null, sex: 'F' }))).toBe(linkId(21));
    const { rows } = await asOwner(database.url, (client) => client.query('select first_name, last_name, sex from csec.unlinked_person where system = \'urn:synthetic:mrn\''));
    expect(rows).toEqual([{ first_name: 'Other', last_name: 'Person', sex: 'F' }]);
  });

  test.each(['select * from csec.unlinked_person', 'insert into csec.partner_link (id) values (gen_random_uuid())', 'update csec.partner_link set subject_id = subject_id'])(
    'is nothing that the serving role may reach: %s', async (text) => {
      const session = await RequestSession.begin(pool);
      await expect(session.query({ name: text.slice(0, 40), text })).rejects.toMatchObject({ details: { sqlState: '42501' } });
      await session.rollback();
    });
});
