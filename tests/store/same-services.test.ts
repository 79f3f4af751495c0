import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { LocalDate } from '../../src/kernel/dates.js';
import { COUNTY_SERVICE_SYSTEM, SERVICE_SYSTEM } from '../../src/model/service-names.js';
import type { ServiceRecord } from '../../src/model/service-record.js';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { serviceRecordsBySubject, toldAlready, type AllowedRows, type ServiceRecordPage } from '../../src/store/queries/service-records.js';
import { withRequestSession, type Queryable } from '../../src/store/request-session.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { agency, asOwner, EVERYWHERE, NOBODY_IN_PARTICULAR, seedYouths, subject } from './small-county.js';

const [CLINIC, SHELTER, HOSPITAL] = [agency(1), agency(2), agency(3)];
const COUNTY: AllowedRows = { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', minorConsented: true };
const LPS: AllowedRows = { category: 'MENTAL_HEALTH', regime: 'LPS', minorConsented: true };
const CMIA: AllowedRows = { category: 'MENTAL_HEALTH', regime: 'CMIA', minorConsented: true };
const EVERYTHING = [COUNTY, LPS, CMIA];
const idOf = (n: number): string => `5e1f0000-0000-4000-8000-${String(n).padStart(12, '0')}`;

interface Told {
  readonly agencyId?: string | null; readonly category?: string; readonly regime?: string; readonly kind?: string; readonly on?: string | null;
  readonly names?: readonly string[]; readonly since?: string; readonly youth?: number; readonly key?: string;
}

let database: TestDatabase;
let pool: Pool;
beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1 }, { n: 2 }]);
  await asOwner(database.url, (client) => client.query(`insert into csec.agency (id, name, kind, county, state, regime_status)
    select a, 'Synthetic agency', 'MENTAL_HEALTH', '19', 'CA', 'NONE' from unnest($1::uuid[]) as a on conflict do nothing`, [[CLINIC, SHELTER, HOSPITAL]]));
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});
afterAll(async () => {
  await closePool(pool);
  await database.drop();
});
beforeEach(() => asOwner(database.url, (client) => client.query('delete from csec.service_record; delete from csec.identifier_owner')));

/** Keeps rows in this order: the first is the one that was told first, and has the lowest id. */
const keep = (rows: Readonly<Record<string, Told>>) => asOwner(database.url, async (client) => {
  for (const [n, [text, told]] of Object.entries(rows).entries()) {
    const { agencyId = null, category = 'MENTAL_HEALTH', regime = 'LPS', kind = 'VISIT', on = '2026-01-05', names = [], since = `2026-02-0${n + 1}T00:00:00Z`, youth = 1, key = `partner:${n}` } = told;
    await client.query(`insert into csec.service_record (subject_id, record_key, category, kind, service_text, started_on, system, regime, source_agency_id, same_as, told_since, public_id)
      values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [subject(youth), key, category, kind, text, on, agencyId === null ? 'CWS/CMS' : 'FHIR', regime, agencyId, names.length === 0 ? null : names.join('\n'), agencyId === null ? null : since, idOf(n)]);
  }
});

const within = <T>(work: (session: Queryable) => Promise<T>): Promise<T> => withRequestSession(pool, async (session) => {
  await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(2)]);
  return work(session);
});
const page = (allowed: readonly AllowedRows[] = EVERYTHING, parts: Partial<ServiceRecordPage> = {}, youth = 1) => within(async (session) =>
  (await serviceRecordsBySubject(session, [{ subjectId: subject(youth), allowed }], { first: 9, ...parts }))[0]!);
const told = async (...parts: Parameters<typeof page>) => Object.fromEntries((await page(...parts)).map(({ record, also }) => [record.serviceText, also.map(({ serviceText }) => serviceText)]));

const COUNTY_ROW: Told = { category: 'CASE_FACTS', regime: 'CHILD_WELFARE', kind: 'SERVICE', key: 'DL_SVC_T:svc0001' };
const COUNTY_NAME = `${COUNTY_SERVICE_SYSTEM}|svc0001`;

describe('a service that several sources tell', () => {
  test('stands once, as who has told it longest tells it, with what the others tell, whichever of its names they share', async () => {
    await keep({ clinic: { agencyId: CLINIC, names: ['urn:a|1', 'urn:b|2'] }, shelter: { agencyId: SHELTER, names: ['urn:c|3', 'urn:b|2'] }, hospital: { agencyId: HOSPITAL, names: ['urn:a|1'] } });
    expect(await told()).toEqual({ clinic: ['shelter', 'hospital'] });
    await asOwner(database.url, (client) => client.query(`update csec.service_record set told_since = '2026-01-01T00:00:00Z' where service_text = 'shelter'`));
    expect(await told()).toEqual({ shelter: ['clinic'], hospital: [] });
  });

  test.each<[string, Told]>([
    ['another day', { on: '2026-01-06' }], ['no day', { on: null }], ['another kind', { kind: 'SERVICE' }], ['another category', { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' }],
    ['no name in common', { names: ['urn:a|2'] }], ['a name that only begins alike', { names: ['urn:a|1x', 'urn:a|'] }], ['the same source', { agencyId: CLINIC }], ['another youth', { youth: 2 }],
  ])('is two where the other is of %s', async (_, other) => {
    await keep({ clinic: { agencyId: CLINIC, names: ['urn:a|1'] }, other: { agencyId: SHELTER, names: ['urn:a|1'], ...other } });
    expect({ ...await told(), ...await told(EVERYTHING, {}, 2) }).toEqual({ clinic: [], other: [] });
  });

  test('is the county\'s where a partner bears the county\'s name of it, of whatever category and kind, and on that day alone', async () => {
    await keep({
      visit: { agencyId: CLINIC, names: ['urn:a|1', COUNTY_NAME] }, county: COUNTY_ROW, later: { agencyId: CLINIC, names: [COUNTY_NAME], on: '2026-01-12' },
      other: { agencyId: SHELTER, names: [`${SERVICE_SYSTEM}|${idOf(1)}`], kind: 'CONTACT' },
    });
    expect(await told()).toEqual({ later: [], county: ['visit', 'other'] });
    expect(await told([LPS])).toEqual({ later: [], visit: [], other: [] });
    expect(await told([COUNTY])).toEqual({ county: [] });
  });

  test('is not hidden by whoever claims another\'s name: two who say the same of the county\'s are two, and so are two who claim each other', async () => {
    await keep({ one: { agencyId: CLINIC, names: [COUNTY_NAME] }, two: { agencyId: SHELTER, names: [COUNTY_NAME] } });
    expect(await told()).toEqual({ one: [], two: [] });
    await asOwner(database.url, (client) => client.query('delete from csec.service_record'));
    await keep({ one: { agencyId: CLINIC, names: [`${SERVICE_SYSTEM}|${idOf(1)}`] }, two: { agencyId: SHELTER, names: [`${SERVICE_SYSTEM}|${idOf(0)}`] } });
    expect(await told()).toEqual({ one: [], two: [] });
  });

  test('is not joined with another by a third who claims the names of both', async () => {
    await keep({ one: { agencyId: CLINIC, names: ['urn:a|1'] }, both: { agencyId: SHELTER, names: ['urn:a|1', 'urn:c|3'] }, other: { agencyId: HOSPITAL, names: ['urn:c|3'] } });
    expect(await told()).toEqual({ one: ['both'], other: [] });
  });
});

describe('by an identifier that one of the sources gives out itself', () => {
  const owns = (agencyId: string, system: string, county = '19') => asOwner(database.url, (client) => client.query(
    `insert into csec.identifier_owner (county, system, agency_id, recorded_by_agency_id, recorded_by_person_id, recorded_at) values ($1, $2, $3, $3, 'somebody', now())`, [county, system, agencyId]));
  const rows: Readonly<Record<string, Told>> = {
    copy: { agencyId: CLINIC, names: ['urn:a|1'] }, other: { agencyId: HOSPITAL, names: ['urn:a|1'] }, own: { agencyId: SHELTER, names: ['urn:a|1'] },
  };

  test('that source\'s record stands, however late it told it; between others who bear it, who told it longest', async () => {
    await keep(rows);
    expect(await told()).toEqual({ copy: ['other', 'own'] });
    await owns(SHELTER, 'urn:a');
    expect(await told()).toEqual({ own: ['copy', 'other'] });
    await asOwner(database.url, (client) => client.query(`delete from csec.service_record where service_text = 'own'`));
    expect(await told()).toEqual({ copy: ['other'] });
  });

  test('of another county\'s register, or of a system that only begins alike, nothing follows', async () => {
    await keep(rows);
    await owns(SHELTER, 'urn:a', '33');
    await owns(SHELTER, 'urn');
    await owns(HOSPITAL, 'urn:a|');
    expect(await told()).toEqual({ copy: ['other', 'own'] });
  });

  test('two that each bear an identifier of the other\'s are two, and nothing is lost', async () => {
    await owns(CLINIC, 'urn:a');
    await owns(SHELTER, 'urn:b');
    await keep({ one: { agencyId: CLINIC, names: ['urn:a|1', 'urn:b|2'] }, two: { agencyId: SHELTER, names: ['urn:a|1', 'urn:b|2'] } });
    expect(await told()).toEqual({ one: [], two: [] });
  });

  test('its record that is not released takes nobody\'s place, and leaves no trace', async () => {
    await owns(SHELTER, 'urn:a');
    await keep({ ...rows, own: { ...rows['own'], regime: 'CMIA' } });
    const seen = [await page([LPS]), await page([LPS], { first: 1 })];
    await asOwner(database.url, (client) => client.query(`delete from csec.service_record where regime = 'CMIA'`));
    expect([seen, await told([LPS])]).toEqual([[await page([LPS]), await page([LPS], { first: 1 })], { copy: ['other'] }]);
  });

  test('what that source was asked for anew takes no kept record\'s place', async () => {
    await owns(SHELTER, 'urn:a');
    await keep({ copy: rows['copy']! });
    const record = {
      subjectId: subject(1), category: 'MENTAL_HEALTH', kind: 'VISIT', service: null, serviceText: null, status: null, method: null, startedOn: '2026-01-05' as LocalDate, endedOn: null,
      requestedOn: null, priority: null, standsByRequest: false, providerName: null,
      provenance: { system: 'FHIR', regime: 'LPS', sourceAgencyId: SHELTER, consentedBy: 'PARENT', updatedAt: null },
    } as ServiceRecord;
    expect(await within((session) => toldAlready(session, { subjectId: subject(1), allowed: EVERYTHING }, { fresh: [{ names: ['urn:a|1'], record }], without: [] })))
      .toEqual([{ at: 0, by: { publicId: idOf(0) } }]);
  });
});

describe('of the same service a row that is not released', () => {
  const rows: Readonly<Record<string, Told>> = {
    first: { agencyId: SHELTER, regime: 'CMIA', names: ['urn:a|1'] }, mine: { agencyId: CLINIC, names: ['urn:a|1'] }, third: { agencyId: HOSPITAL, names: ['urn:a|1'], regime: 'CMIA' },
    next: { agencyId: CLINIC, on: '2026-01-04' },
  };
  const { mine, next } = rows;

  test('leaves no trace: not by value, by count, by order nor by cursor', async () => {
    const pages = async () => [await page([LPS]), await page([LPS], { first: 1 }), await page([LPS], { first: 1, after: { startedOn: '2026-01-05' as LocalDate, publicId: idOf(1) } }),
      await page([LPS], { from: '2026-01-05' as LocalDate }), await page([LPS], { to: '2026-01-05' as LocalDate })];
    await keep(rows);
    const beside = await pages();
    await asOwner(database.url, (client) => client.query(`delete from csec.service_record where regime = 'CMIA'`));
    expect([beside, beside[0]!.map(({ record }) => record.serviceText)]).toEqual([await pages(), ['mine', 'next']]);
  });

  test('of a source that is beyond the limits of the release does not, either', async () => {
    await keep({ first: { ...rows['first'], regime: 'LPS' }, mine: mine!, next: next! });
    const limited = (sources: readonly string[]) => told([{ ...LPS, limits: [{ from: null, to: null, sources }] }]);
    expect([await limited([CLINIC]), await limited([SHELTER]), await limited([SHELTER, CLINIC])]).toEqual([{ mine: [], next: [] }, { first: [] }, { first: ['mine'], next: [] }]);
  });

  test('does not, left out of the page as one that was asked for anew is', async () => {
    await keep(rows);
    expect(await told(EVERYTHING, { without: ['partner:0'] })).toEqual({ mine: ['third'], next: [] });
  });
});

test('a service stands on one page, and on none after it', async () => {
  await keep({ a: { agencyId: CLINIC, names: ['urn:a|1'] }, b: { agencyId: SHELTER, names: ['urn:a|1'] }, c: { agencyId: CLINIC }, d: { agencyId: CLINIC, on: null } });
  const seen: (string | null)[] = [];
  for (let after = null as ServiceRecordPage['after']; ;) {
    const [placed] = await page(EVERYTHING, { first: 1, after: after ?? null });
    if (placed === undefined) break;
    seen.push(placed.record.serviceText);
    after = placed.start;
  }
  expect(seen).toEqual(['a', 'c', 'd']);
});

describe('what was asked for anew', () => {
  const fresh = (agencyId: string, names: readonly string[], changes: Partial<ServiceRecord> = {}) => ({
    names, record: {
      subjectId: subject(1), category: 'MENTAL_HEALTH', kind: 'VISIT', service: null, serviceText: null, status: null, method: null, startedOn: '2026-01-05' as LocalDate, endedOn: null,
      requestedOn: null, priority: null, standsByRequest: false, providerName: null,
      provenance: { system: 'FHIR', regime: 'LPS', sourceAgencyId: agencyId, consentedBy: 'PARENT', updatedAt: null }, ...changes,
    } as ServiceRecord,
  });
  const already = (all: readonly ReturnType<typeof fresh>[], allowed: readonly AllowedRows[] = EVERYTHING, without: readonly string[] = []) =>
    within((session) => toldAlready(session, { subjectId: subject(1), allowed }, { fresh: all, without }));

  test('gives way to a kept row, else to the first of its own, and to no row that is not released, left out or of another service', async () => {
    await keep({ kept: { agencyId: CLINIC, names: ['urn:a|1'] }, county: COUNTY_ROW });
    const all = [fresh(HOSPITAL, []), fresh(SHELTER, ['urn:a|1']), fresh(HOSPITAL, ['urn:a|1']), fresh(SHELTER, [COUNTY_NAME]), fresh(SHELTER, ['urn:a|1'], { startedOn: '2026-01-06' as LocalDate })];
    const [byKept, byCounty] = [{ publicId: idOf(0) }, { publicId: idOf(1) }];
    expect(await already(all)).toEqual([{ at: 1, by: byKept }, { at: 2, by: byKept }, { at: 3, by: byCounty }]);
    expect(await already(all, [COUNTY])).toEqual([{ at: 2, by: { at: 1 } }, { at: 3, by: byCounty }]);
    expect(await already(all, [LPS], ['partner:0'])).toEqual([{ at: 2, by: { at: 1 } }]);
    expect(await already([fresh(SHELTER, [])])).toEqual([]);
  });

  test('takes no kept row\'s place', async () => {
    await keep({ kept: { agencyId: CLINIC, names: ['urn:a|1'], since: '2030-01-01T00:00:00Z' } });
    expect(await already([fresh(SHELTER, ['urn:a|1'])])).toEqual([{ at: 0, by: { publicId: idOf(0) } }]);
  });
});
