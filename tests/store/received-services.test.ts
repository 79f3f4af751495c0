import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, deliveryPool, servingPool, type Pool } from '../../src/store/pools.js';
import { awaitPerson, forgetWaiting } from '../../src/store/crosswalk/unlinked-persons.js';
import { historyTerms, linkedSources, recordHistoryTerms } from '../../src/store/histories/history-terms.js';
import { placeServices, receiveServices, receivedKey } from '../../src/store/histories/received-services.js';
import { serviceRecordsBySubject } from '../../src/store/queries/service-records.js';
import { recordSealOrder } from '../../src/store/writers/court-orders.js';
import { RequestSession, singleStatements, withRequestSession, type Queryable } from '../../src/store/request-session.js';
import type { Instant, LocalDate } from '../../src/kernel/dates.js';
import type { ReceivedService } from '../../src/model/received-service.js';
import type { ServiceRecord } from '../../src/model/service-record.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { sealOrder } from './special-records.js';
import { agency, AS_OF, asOwner, asSync, EVERYWHERE, NOBODY_IN_PARTICULAR, seedYouths, subject } from './small-county.js';
import { standingLink } from './standing-link.js';

const [CLINIC, SHELTER] = [agency(1), agency(2)];
const MRN = 'urn:synthetic:mrn';
const AGREEMENT = 'a9eeeeee-0000-4000-8000-000000000001';
const linkId = (n: number): string => `11a40000-0000-4000-8000-${String(n).padStart(12, '0')}`;
let database: TestDatabase;
let pool: Pool;
let delivering: Pool;

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }, { n: 3, county: '58' }]);
  await asSync(database.url, `insert into csec.agency (id, name, kind, county, state, regime_status) values
    ('${CLINIC}', 'Clinic', 'MENTAL_HEALTH', '19', 'CA', 'NONE'), ('${SHELTER}', 'Shelter', 'COMMUNITY_PROVIDER', '19', 'CA', 'NONE')`);
  await asSync(database.url, `insert into csec.agreement (id, agency_id, county, purposes, protocol_version, signed_at, effective_on)
    values ('${AGREEMENT}', '${CLINIC}', '19', '{TREATMENT}', '1', '2026-01-01T00:00:00Z', '2026-01-01')`);
  pool = servingPool({ url: database.url, max: 3, statementTimeoutMillis: 5_000 });
  delivering = deliveryPool({ url: database.url, max: 1, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await Promise.all([closePool(pool), closePool(delivering)]);
  await database.drop();
});
beforeEach(() => asOwner(database.url, async (client) => {
  await client.query(`delete from csec.received_service; delete from csec.service_record where link_id is not null; delete from csec.partner_link;
    delete from csec.seal_order; delete from csec.seal_tombstone`);
}));

const within = <T>(work: (session: Queryable) => Promise<T>): Promise<T> => withRequestSession(pool, work);
const link = (n: number, value: string, at: number, agencyId = CLINIC) => standingLink(database.url, { id: linkId(n), agencyId, system: MRN, value, subjectId: subject(at) });
const undo = (n: number) => asSync(database.url, `update csec.partner_link set undone_at = now(), undone_by_agency_id = $1, undone_by_person_id = 'worker',
  undone_because = 'another youth', told = '{}' where id = $2`, [CLINIC, linkId(n)]);

const RECORD: Omit<ServiceRecord, 'subjectId'> = {
  category: 'MENTAL_HEALTH', kind: 'VISIT', service: null, serviceText: 'Therapy', status: 'COMPLETED', method: null, startedOn: '2026-01-05' as LocalDate, endedOn: null,
  requestedOn: null, priority: null, standsByRequest: false, providerName: 'Clinic', provenance: { system: 'FHIR', regime: 'LPS', sourceAgencyId: CLINIC, consentedBy: 'PARENT', updatedAt: null },
};
const service = (key: string, value: string, changes: Partial<ReceivedService> & { readonly text?: string } = {}): ReceivedService => {
  const { text = 'Therapy', ...rest } = changes;
  return { key, names: [], person: { system: MRN, value }, updatedAt: '2026-01-06T10:00:00.000Z' as Instant, record: { ...RECORD, serviceText: text }, ...rest };
};
const receive = (services: readonly ReceivedService[], agencyId = CLINIC, county = '19') => within((session) => receiveServices(session, services, { agencyId, county, at: AS_OF }));
const place = (agencyId = CLINIC) => placeServices(singleStatements(delivering), agencyId, AS_OF);
const push = async (services: readonly ReceivedService[], agencyId = CLINIC, county = '19') => {
  await receive(services, agencyId, county);
  await place(agencyId);
};

const sealed = (n: number, matters: readonly string[]) => within(async (session) => {
  await admitIds(session as never, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(n)]);
  await recordSealOrder(session, sealOrder(n, matters));
});
const received = (): Promise<readonly unknown[]> => asOwner(database.url, async (client) =>
  (await client.query<{ source_key: string; person_value: string }>('select source_key, person_value from csec.received_service order by source_key')).rows
    .map(({ source_key, person_value }) => [source_key, person_value]));

/** What stands in the histories: whose, what, and by which link. */
const placed = (): Promise<readonly unknown[]> => asOwner(database.url, async (client) => {
  const { rows } = await client.query<{ subject_id: string; record_key: string; service_text: string; link_id: string }>(
    'select subject_id, record_key, service_text, link_id from csec.service_record where link_id is not null order by subject_id, record_key');
  return rows.map(({ subject_id, record_key, service_text, link_id }) => [subject_id, record_key, service_text, link_id]);
});
const at = (n: number, key: string, text = 'Therapy', by = 1, agencyId = CLINIC) => [subject(n), receivedKey(agencyId, key), text, linkId(by)];

describe('what a partner pushed', () => {
  test('stands in the history of the youth whom a link names, and of nobody else', async () => {
    await link(1, 'm1', 1);
    await push([service('a', 'm1'), service('b', 'm2'), service('c', 'm3')]);
    await link(3, 'm3', 3);
    await place();
    expect(await placed()).toEqual([at(1, 'a')]);
    await link(2, 'm2', 2);
    await place();
    expect(await placed()).toEqual([at(1, 'a'), at(2, 'b', 'Therapy', 2)]);
  });

  test('again changes nothing; newer stands for older, older for nothing, and what is taken back is gone until it is written anew', async () => {
    await link(1, 'm1', 1);
    const later = (seconds: number) => ({ updatedAt: `2026-01-06T10:00:${seconds}.000Z` as Instant });
    await push([service('a', 'm1')]);
    const publicId = () => asOwner(database.url, async (client) => (await client.query('select public_id, xmin::text from csec.service_record where link_id is not null')).rows[0]);
    const before = await publicId();
    await push([service('a', 'm1')]);
    expect(await publicId()).toEqual(before);
    await push([service('a', 'm1', { ...later(30), text: 'Newer' })]);
    await push([service('a', 'm1', { ...later(20), text: 'Older' })]);
    expect(await placed()).toEqual([at(1, 'a', 'Newer')]);
    await push([service('a', 'm1', { ...later(40), record: null })]);
    await push([service('a', 'm1', { ...later(35), text: 'Late' })]);
    expect(await placed()).toEqual([]);
    await push([service('a', 'm1', { ...later(50), text: 'Again' })]);
    expect(await placed()).toEqual([at(1, 'a', 'Again')]);
  });

  test('as a request keeps when it was made, how urgent it is and whether it stands under that day, also where nothing else of it is new', async () => {
    await link(1, 'm1', 1);
    const day = '2026-01-05' as LocalDate;
    const request: Partial<ServiceRecord> = { status: 'SCHEDULED', requestedOn: day, priority: 'URGENT', standsByRequest: true };
    const kept = async (changes: Partial<ServiceRecord>): Promise<unknown> => {
      await push([service('a', 'm1', { record: { ...RECORD, ...request, ...changes } })]);
      return asOwner(database.url, async (client) => (await client.query(`select started_on::text, requested_on::text, priority, stands_by_request
        from csec.service_record where link_id is not null`)).rows.map((row: object) => Object.values(row)));
    };
    expect(await kept({})).toEqual([[day, day, 'URGENT', true]]);
    expect(await kept({ priority: 'STAT' })).toEqual([[day, day, 'STAT', true]]);
    expect(await kept({ priority: null })).toEqual([[day, day, null, true]]);
    expect(await kept({ priority: null, standsByRequest: false })).toEqual([[day, day, null, false]]);
    expect(await kept({ priority: null, requestedOn: '2026-01-04' as LocalDate, standsByRequest: false })).toEqual([[day, '2026-01-04', null, false]]);
    expect(await kept(RECORD)).toEqual([[day, null, null, false]]);
  });

  test('leaves with its link, moves with its person, and comes back with the right link', async () => {
    await link(1, 'm1', 1);
    await push([service('a', 'm1')]);
    await undo(1);
    expect(await placed()).toEqual([]);
    await link(2, 'm1', 2);
    await place();
    expect(await placed()).toEqual([at(2, 'a', 'Therapy', 2)]);
    await link(3, 'm9', 1);
    await push([service('a', 'm9', { updatedAt: '2026-02-01T00:00:00.000Z' as Instant })]);
    expect(await placed()).toEqual([at(1, 'a', 'Therapy', 3)]);
  });

  test('beside which the person is linked shows, though neither saw the other', async () => {
    const met = await RequestSession.begin(pool);
    await met.query({ name: 'see-the-world', text: 'select 1' });
    await link(1, 'm1', 1);
    await receiveServices(met, [service('a', 'm1')], { agencyId: CLINIC, county: '19', at: AS_OF });
    await met.commit();
    expect(await placed()).toEqual([]);
    await place();
    expect(await placed()).toEqual([at(1, 'a')]);
  });

  test('is placed by nobody who waits for an answer: as much is done of a linked youth as of nobody', async () => {
    await link(1, 'm1', 1);
    await link(3, 'm3', 3);
    const done = async (value: string) => {
      await receive(Array.from({ length: 3 }, (_, n) => service(`${value}${n}`, value)));
      return asOwner(database.url, async (client) => (await client.query(`select (select count(*) from csec.service_record where link_id is not null) as placed,
        (select count(*) from csec.to_place where key like $1 || '%') as waiting`, [value])).rows[0]);
    };
    const nobodys = await done('nobody');
    expect([await done('m1'), await done('m3')]).toEqual([nobodys, nobodys]);
    await place();
    expect((await placed()).length).toBe(3);
  });

  test('before an exchanged name is linked is shown beside it, and by a worker\'s word at once', async () => {
    await push([service('a', 'm1'), service('b', 'm2')]);
    await link(1, 'm1', 1);
    expect(await placed()).toEqual([]);
    await place();
    expect(await placed()).toEqual([at(1, 'a')]);
    await asSync(database.url, `insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
      values ($1, $2, $3, $4, 'm2', 'CONFIRMED', $3, 'worker', now())`, [subject(2), linkId(2), CLINIC, MRN]);
    expect(await placed()).toEqual([at(1, 'a'), at(2, 'b', 'Therapy', 2)]);
  });

  test('of one agency touches nothing of another\'s under the same names', async () => {
    await link(1, 'm1', 1);
    await link(2, 'm1', 1, SHELTER);
    await push([service('a', 'm1')]);
    await push([service('a', 'm1', { text: 'Theirs', updatedAt: '2026-02-01T00:00:00.000Z' as Instant })], SHELTER);
    await push([service('a', 'm1', { record: null, updatedAt: '2026-03-01T00:00:00.000Z' as Instant })]);
    expect(await placed()).toEqual([at(1, 'a', 'Theirs', 2, SHELTER)]);
  });

  test('cannot be read as it lies, nor written past the function', async () => {
    await link(1, 'm1', 1);
    for (const text of ['select * from csec.received_service', 'delete from csec.service_record', 'select csec.place_received(null, null, null)', 'insert into csec.history_terms default values']) {
      await expect(within((session) => session.query({ name: `attack ${text.slice(0, 20)}`, text }))).rejects.toThrow();
    }
  });

  test('is purged by an order that seals it, as it stands and as it was received, and kept no more when it is sent again', async () => {
    await link(1, 'm1', 1);
    const juvenile = { ...RECORD, category: 'JUVENILE_JUSTICE' as const, provenance: { ...RECORD.provenance, regime: 'COURT' as const } };
    const arrest = service('arrest', 'm1', { record: juvenile });
    await push([arrest, service('a', 'm1')]);
    await sealed(1, []);
    expect([await placed(), await received()]).toEqual([[at(1, 'a')], [['a', 'm1']]]);
    await push([{ ...arrest, updatedAt: '2026-02-01T00:00:00.000Z' as Instant }]);
    expect([await placed(), await received()]).toEqual([[at(1, 'a')], [['a', 'm1']]]);
  });

  test('under the number of a sealed matter is purged with the link that the number was', async () => {
    await link(1, 'J-77', 2);
    await link(2, 'm2', 2);
    await push([service('a', 'J-77'), service('b', 'm2')]);
    await sealed(2, ['J-77']);
    expect([await placed(), await received()]).toEqual([[at(2, 'b', 'Therapy', 2)], [['b', 'm2']]]);
  });

  test('is read with the county\'s own rows; of a service that two agencies tell, the one of which the caller may know', async () => {
    await link(1, 'm1', 1);
    await link(2, 's1', 1, SHELTER);
    await push([service('a', 'm1', { names: ['urn:x|1'] }), service('b', 'm1', { text: 'Other' })]);
    await push([service('z', 's1', { names: ['urn:x|1'], text: 'The same', record: { ...RECORD, serviceText: 'The same', provenance: { ...RECORD.provenance, regime: 'CMIA' } } })], SHELTER);
    const read = (cells: readonly (readonly ['MENTAL_HEALTH', 'LPS' | 'CMIA'])[], without: readonly string[] = []) => within(async (session) => {
      await admitIds(session as never, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
      const allowed = cells.map(([category, regime]) => ({ category, regime, minorConsented: true }) as const);
      const [rows] = await serviceRecordsBySubject(session, [{ subjectId: subject(1), allowed }], { first: 9, without });
      return rows!.map(({ record }) => record.serviceText).sort();
    });
    const [own, theirs] = [['MENTAL_HEALTH', 'LPS'], ['MENTAL_HEALTH', 'CMIA']] as const;
    expect(await read([own, theirs])).toEqual(['Other', 'Therapy']);
    expect(await read([own])).toEqual(['Other', 'Therapy']);
    expect(await read([theirs])).toEqual(['The same']);
    expect(await read([own, theirs], [receivedKey(CLINIC, 'a'), receivedKey(CLINIC, 'b')])).toEqual(['The same']);
  });
});

describe('of two who tell a service under one name', () => {
  const tells = (source: readonly ReceivedService[], agencyId: string, day: string) => within((session) => receiveServices(session, source, { agencyId, county: '19', at: `2026-02-${day}T00:00:00.000Z` as Instant }))
    .then(() => place(agencyId));
  const theirs = { ...RECORD, provenance: { ...RECORD.provenance, sourceAgencyId: SHELTER } };
  const told = () => within(async (session) => {
    await admitIds(session as never, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1)]);
    const [rows] = await serviceRecordsBySubject(session, [{ subjectId: subject(1), allowed: [{ category: 'MENTAL_HEALTH', regime: 'LPS', minorConsented: true }] }], { first: 9 });
    return rows!.map(({ record, also }) => [record.serviceText, ...also.map(({ serviceText }) => serviceText)]);
  });
  const [own, other] = [service('a', 'm1', { names: ['urn:x|1'], updatedAt: null }), service('z', 's1', { names: ['urn:y|1', 'urn:x|1'], updatedAt: null, record: { ...theirs, serviceText: 'The same' } })];

  test.each<[string, ReceivedService]>([
    ['the name', { ...other, names: ['urn:y|1'] }], ['the day', { ...other, record: { ...other.record!, startedOn: '2026-01-04' as LocalDate } }],
    ['the kind', { ...other, record: { ...other.record!, kind: 'CONTACT' } }], ['the category', { ...other, record: { ...other.record!, category: 'GENERAL_MEDICAL' } }],
  ])('the one who had it first stands for both, though the other gives an older record of his own %s of it later, and sends it again', async (_, before) => {
    await link(1, 'm1', 1);
    await link(2, 's1', 1, SHELTER);
    await tells([before], SHELTER, '01');
    await tells([own], CLINIC, '02');
    await tells([other], SHELTER, '03');
    expect(await told()).toEqual([['Therapy', 'The same']]);
    await tells([{ ...own, record: { ...RECORD, serviceText: 'Therapy, corrected' } }], CLINIC, '04');
    expect(await told()).toEqual([['Therapy, corrected', 'The same']]);
  });
});

describe('a person who waits', () => {
  const wait = (value: string, receivedAt: string) => within((session) => awaitPerson(session, {
    agencyId: CLINIC, system: MRN, value, county: '19', firstName: 'Brimira', middleName: null, lastName: null, bornOn: null, sex: null, receivedAt: receivedAt as Instant,
  }));

  test('is forgotten after so long with what was pushed of her, unless a link names her', async () => {
    await asOwner(database.url, (client) => client.query('delete from csec.unlinked_person'));
    await wait('long', '2026-01-01T00:00:00.000Z');
    await wait('linked', '2026-01-01T00:00:00.000Z');
    await wait('undone', '2026-01-01T00:00:00.000Z');
    await wait('short', '2026-02-20T00:00:00.000Z');
    await link(1, 'linked', 1);
    await link(2, 'undone', 2);
    await push([service('a', 'long'), service('b', 'linked'), service('c', 'undone'), service('d', 'short')]);
    await push([service('a', 'long')], SHELTER);
    await undo(2);
    expect(await forgetWaiting(singleStatements(delivering), '2026-02-01T00:00:00.000Z' as Instant)).toBe(2);
    await expect(singleStatements(delivering).query({ name: 'attack', text: 'select * from csec.unlinked_person' })).rejects.toThrow();
    await expect(within((session) => forgetWaiting(session, AS_OF))).rejects.toThrow();
    const left = await asOwner(database.url, async (client) => (await client.query<{ value: string }>('select value from csec.unlinked_person order by value')).rows.map(({ value }) => value));
    expect([left, await received(), await placed()]).toEqual([['linked', 'short'], [['a', 'long'], ['b', 'linked'], ['d', 'short']], [at(1, 'b')]]);
  });
});

describe('the terms of an agreement', () => {
  test('are read as they were recorded last, and name an endpoint for the youths who are linked', async () => {
    const terms = {
      agreementId: AGREEMENT, cells: [{ category: 'MENTAL_HEALTH', regime: 'LPS' }] as const, consentedBy: 'MINOR' as const, minorsOwnCare: true, stores: false,
      endpoint: 'https://clinic.example/r4', recordedByAgencyId: CLINIC, recordedByPersonId: 'it', recordedAt: AS_OF,
    };
    await within(async (session) => { await recordHistoryTerms(session, { ...terms, stores: true, endpoint: null }); await recordHistoryTerms(session, terms); await (session as never as { commit(): Promise<void> }).commit?.(); });
    const [read] = await within((session) => historyTerms(session, [AGREEMENT]));
    expect(read).toEqual({
      agreementId: AGREEMENT, agencyId: CLINIC, county: '19', cells: terms.cells, consentedBy: 'MINOR', minorsOwnCare: true, stores: false, endpoint: terms.endpoint,
    });
    await link(1, 'm1', 1);
    await link(3, 'm3', 3);
    const sourcesOf = (n: number, open: number) => within(async (session) => {
      await admitIds(session as never, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(open)]);
      return (await linkedSources(session, subject(n))).map(({ agencyName, person, terms: { endpoint } }) => [agencyName, person.value, endpoint]);
    });
    expect([await sourcesOf(1, 1), await sourcesOf(1, 2), await sourcesOf(3, 3)]).toEqual([[['Clinic', 'm1', terms.endpoint]], [], []]);
  });
});
