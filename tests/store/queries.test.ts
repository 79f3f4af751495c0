import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { admitIds } from '../../src/store/admission-statements.js';
import { closePool, servingPool, type Pool } from '../../src/store/pools.js';
import { absencesBySubject } from '../../src/store/queries/absences.js';
import { addressesBySubject } from '../../src/store/queries/addresses.js';
import { aliasesBySubject } from '../../src/store/queries/aliases.js';
import { allegationsBySubject } from '../../src/store/queries/allegations.js';
import { assignmentsBySubject } from '../../src/store/queries/assignments.js';
import { childWelfareCasesBySubject } from '../../src/store/queries/child-welfare-cases.js';
import { gridEntriesBySubject } from '../../src/store/queries/grid-entries.js';
import { identifiersBySubject } from '../../src/store/queries/identifiers.js';
import { involvementsBySubject } from '../../src/store/queries/involvements.js';
import { placementsBySubject } from '../../src/store/queries/placements.js';
import { quarantinedRows } from '../../src/store/queries/quarantined-rows.js';
import { referralsBySubject } from '../../src/store/queries/referrals.js';
import { reportersByReferral } from '../../src/store/queries/reporters.js';
import { serviceRecordsBySubject, type AllowedRows, type ServiceRecordPage } from '../../src/store/queries/service-records.js';
import { specialProjectsBySubject } from '../../src/store/queries/special-projects.js';
import { syncRunById, syncRuns, tableCountsByRun } from '../../src/store/queries/sync-runs.js';
import { checksByRun, progressByRun } from '../../src/store/queries/sync-watch.js';
import { youthsBySubject } from '../../src/store/queries/youths.js';
import { withRequestSession, type Queryable } from '../../src/store/request-session.js';
import type { RowLimits } from '../../src/policy/evaluation/row-limit.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { EVERYWHERE, NOBODY_IN_PARTICULAR, agency, asSync, seedYouths, subject } from './small-county.js';

let database: TestDatabase;
let pool: Pool;
const RUN = '90000000-0000-4000-8000-000000000001';

const ROWS: readonly [table: string, columns: string, ...values: string[]][] = [
  ['alias', 'record_key, first_name, middle_name, last_name, kind_code, kind_display', `'a', 'Bea', null, 'Doe', 1311, 'AKA'`, `'b', null, null, 'Roe', null, null`],
  ['address', 'record_key, kind_code, kind_display, started_on, ended_on, street, unit, city, state, zip, county, phone, homeless',
    `'a', 32, 'Residence', '2020-01-01', '2021-01-01', '1 Old St', null, 'Town', 'CA', '00501', '19', '5551234567', false`,
    `'b', 29, null, '2021-01-01', null, null, null, null, null, null, null, null, true`],
  ['csec_grid_entry', 'record_key, type_code, type_display, is_victim, started_on, ended_on, flags',
    `'a', 6867, 'At Risk', false, '2025-05-05', null, '{}'`, `'b', 6871, null, null, '2026-01-01', '2026-01-03', '{UNKNOWN_CODE,END_IN_FUTURE}'`],
  ['special_project_participation', 'record_key, project_name, programme, implied_grid_type, through, started_on, ended_on, flags',
    `'a', 'S-CSEC Referral', 'CSEC_REFERRAL', null, 'CASE', '2025-01-01', null, '{}'`],
  ['referral', 'referral_key, received_on, closed_on, response_code, response_display, disposition, county, limited_access, responsible_agency',
    `'ref1', '2026-01-02', null, 1520, 'Immediate', 'I', '19', 'S', 'C'`],
  ['reporter', 'referral_key, first_name, last_name, employer, phone, mandated', `'ref1', 'Rae', 'Teller', 'School', '5550000000', true`],
  ['allegation', `record_key, referral_key, type_code, type_display, subtypes, disposition_code, disposition_display, disposition_on,
    abuse_started_on, abuse_ended_on, location_narrative, disposition_narrative`,
    `'a', 'ref1', 2181, 'Sexual Abuse', '[{"code": 6873, "display": "CSE"}]', 45, 'Substantiated', '2026-02-02', '2026-01-01', null, 'somewhere', null`],
  ['child_welfare_case', `record_key, started_on, ended_on, close_reason_code, close_reason_display, service_component_code,
    service_component_display, county, responsible_agency, limited_access`, `'a', '2025-02-02', null, null, null, 1694, 'FR', '19', 'P', 'R'`],
  ['placement', `record_key, facility_type_code, facility_type_display, facility_name, facility_street, facility_city, facility_phone,
    facility_county, started_on, ended_on, end_reason_code, end_reason_display, removed_on, removal_reason_code, removal_reason_display, episode_ended_on`,
    `'a', 1417, 'Group Home', 'House', '2 New St', 'City', null, '34', '2025-03-03', '2025-04-04', 1431, 'Ran', '2025-03-01', 1, 'Removed', null`],
  ['absence', 'record_key, kind, started_on, ended_on, derived_from', `'a', 'RAN_AWAY', '2025-04-04', '2025-04-09', 'PLACEMENT_END'`],
  ['identifier', 'record_key, system_code, system_display, value, category', `'a', 1332, 'Meds ID', 'M1', 'GENERAL_MEDICAL'`,
    `'b', 1334, 'Probation Case', 'P1', 'JUVENILE_JUSTICE'`, `'c', 7999, null, 'X1', null`],
  ['assignment', 'record_key, staff_key, through, through_key, kind, worker_name, worker_phone, worker_email, county, started_on, ended_on',
    `'a', '0X5', 'CASE', 'case1', 'PRIMARY', 'Wes Orker', null, 'w@example.org', '19', '2025-02-02', null`],
  ['involvement', 'record_key, agency_id, kind, started_on, ended_on, referral_key', `'a', '${agency(1)}', 'INVESTIGATION', '2026-01-01', null, 'ref1'`],
];

beforeAll(async () => {
  database = await createTestDatabase();
  await seedYouths(database.url, [{ n: 1, lastName: 'Doe', openedOn: '2025-02-02', csecStatus: 'VICTIM_PAST' }, { n: 2 }, { n: 3 }]);
  for (const [table, columns, ...values] of ROWS) {
    for (const value of values) await asSync(database.url, `insert into csec.${table} (subject_id, ${columns}) values ('${subject(1)}', ${value})`);
  }
  await seedServices();
  await seedRun();
  pool = servingPool({ url: database.url, max: 2, statementTimeoutMillis: 5_000 });
});

afterAll(async () => {
  await closePool(pool);
  await database.drop();
});

/** Opens youths 1 and 2 and asks for 2, 1 and the closed 3. */
const ask = <T>(query: (session: Queryable, ids: readonly string[]) => Promise<readonly T[]>): Promise<readonly T[]> =>
  withRequestSession(pool, async (session) => {
    await admitIds(session, EVERYWHERE, NOBODY_IN_PARTICULAR, [subject(1), subject(2)]);
    return query(session, [subject(2), subject(1), subject(3)]);
  });

const one = subject(1);

test('youths come in the order asked, whole, and a closed one is absent', async () => {
  const [two, first, three] = await ask(youthsBySubject);
  expect(two?.subjectId).toBe(subject(2));
  expect(first).toEqual({
    subjectId: one, county: '19', sensitivity: 'N', firstName: null, middleName: null, lastName: 'Doe', nameSuffix: null, bornOn: null,
    birthDateEstimated: null, diedOn: null, sex: null, ethnicity: null, primaryLanguage: null, secondaryLanguage: null,
    sexualOrientation: null, genderIdentity: null, addressConfidential: false, minorParent: null, inCare: false, hasOpenCase: false,
    openedOn: '2025-02-02', csecStatus: 'VICTIM_PAST', sb855Eligible: null, clientKey: 'client0001',
  });
  expect(three).toBeNull();
});

test.each<[string, (session: Queryable, ids: readonly string[]) => Promise<readonly (readonly object[])[]>, readonly object[]]>([
  ['aliases', aliasesBySubject, [
    { subjectId: one, firstName: 'Bea', middleName: null, lastName: 'Doe', kind: { code: 1311, display: 'AKA' } },
    { subjectId: one, firstName: null, middleName: null, lastName: 'Roe', kind: null }]],
  ['addresses', addressesBySubject, [
    { subjectId: one, kind: { code: 29, display: null }, startedOn: '2021-01-01', endedOn: null, street: null, unit: null, city: null, state: null,
      zip: null, county: null, phone: null, homeless: true },
    { subjectId: one, kind: { code: 32, display: 'Residence' }, startedOn: '2020-01-01', endedOn: '2021-01-01', street: '1 Old St', unit: null,
      city: 'Town', state: 'CA', zip: '00501', county: '19', phone: '5551234567', homeless: false }]],
  ['grid entries', gridEntriesBySubject, [
    { subjectId: one, type: { code: 6871, display: null }, isVictim: null, startedOn: '2026-01-01', endedOn: '2026-01-03', flags: ['UNKNOWN_CODE', 'END_IN_FUTURE'] },
    { subjectId: one, type: { code: 6867, display: 'At Risk' }, isVictim: false, startedOn: '2025-05-05', endedOn: null, flags: [] }]],
  ['special projects', specialProjectsBySubject, [{ subjectId: one, projectName: 'S-CSEC Referral', programme: 'CSEC_REFERRAL', impliedGridType: null,
    through: 'CASE', startedOn: '2025-01-01', endedOn: null, flags: [], limitedAccess: 'N', county: null }]],
  ['referrals', referralsBySubject, [{ subjectId: one, referralKey: 'ref1', receivedOn: '2026-01-02', closedOn: null, response: { code: 1520, display: 'Immediate' },
    disposition: 'I', county: '19', limitedAccess: 'S', responsibleAgency: 'C' }]],
  ['allegations', allegationsBySubject, [{ subjectId: one, referralKey: 'ref1', type: { code: 2181, display: 'Sexual Abuse' },
    subtypes: [{ code: 6873, display: 'CSE' }], disposition: { code: 45, display: 'Substantiated' }, dispositionOn: '2026-02-02',
    abuseStartedOn: '2026-01-01', abuseEndedOn: null, locationNarrative: 'somewhere', dispositionNarrative: null }]],
  ['cases', childWelfareCasesBySubject, [{ subjectId: one, caseKey: 'a', startedOn: '2025-02-02', endedOn: null, closeReason: null,
    serviceComponent: { code: 1694, display: 'FR' }, county: '19', responsibleAgency: 'P', limitedAccess: 'R' }]],
  ['placements', placementsBySubject, [{ subjectId: one, facilityType: { code: 1417, display: 'Group Home' }, facilityName: 'House', facilityStreet: '2 New St',
    facilityCity: 'City', facilityPhone: null, facilityCounty: '34', startedOn: '2025-03-03', endedOn: '2025-04-04', endReason: { code: 1431, display: 'Ran' },
    removedOn: '2025-03-01', removalReason: { code: 1, display: 'Removed' }, episodeEndedOn: null }]],
  ['absences', absencesBySubject, [{ subjectId: one, kind: 'RAN_AWAY', startedOn: '2025-04-04', endedOn: '2025-04-09', derivedFrom: 'PLACEMENT_END' }]],
  ['identifiers of the allowed categories', (session, ids) => identifiersBySubject(session, ids.map((subjectId) => ({ subjectId, allowed: ['IDENTITY_CORE', 'GENERAL_MEDICAL'] }))),
    [{ subjectId: one, system: { code: 1332, display: 'Meds ID' }, value: 'M1', category: 'GENERAL_MEDICAL' }]],
  ['assignments', assignmentsBySubject, [{ subjectId: one, staffKey: '0X5', through: 'CASE', throughKey: 'case1', kind: 'PRIMARY', workerName: 'Wes Orker',
    workerPhone: null, workerEmail: 'w@example.org', county: '19', startedOn: '2025-02-02', endedOn: null }]],
  ['involvements', involvementsBySubject, [{ subjectId: one, personId: null, conditions: [], agencyId: agency(1), kind: 'INVESTIGATION', startedOn: '2026-01-01', endedOn: null, referralKey: 'ref1' }]],
])('%s come as the model has them, in the order of the subjects', async (_, query, expected) => {
  expect(await ask(query)).toEqual([[], expected, []]);
});

test('a reporter is given for the referral named and no other', async () => {
  expect(await ask((session) => reportersByReferral(session, [{ subjectId: subject(2), referralKey: 'ref1' }, { subjectId: one, referralKey: 'ref1' }])))
    .toEqual([null, { subjectId: one, referralKey: 'ref1', firstName: 'Rae', lastName: 'Teller', employer: 'School', phone: '5550000000', mandated: true }]);
});

/** Twelve services of two categories for youth 1: one a day, two on the last day, two without a day. */
async function seedServices(): Promise<void> {
  await asSync(database.url, `insert into csec.service_record (subject_id, record_key, category, kind, started_on, system, regime, source_updated_at)
    select '${subject(1)}', 'k' || n, case n % 2 when 0 then 'MENTAL_HEALTH' else 'CASE_FACTS' end, 'SERVICE',
      case when n > 10 then null else date '2026-01-01' + least(n, 9) end, 'CWS/CMS', case n % 4 when 0 then 'LPS' else 'CHILD_WELFARE' end,
      '2026-02-01T10:00:00.5Z' from generate_series(1, 12) n`);
}

describe('service records', () => {
  const ALL = (['MENTAL_HEALTH', 'CASE_FACTS'] as const).flatMap((category) =>
    (['LPS', 'CHILD_WELFARE'] as const).map((regime) => ({ category, regime, minorConsented: false })));

  const page = async (allowed: readonly AllowedRows[], parts: ServiceRecordPage) => {
    const lists = await ask((session, ids) => serviceRecordsBySubject(session, ids.map((subjectId) => ({ subjectId, allowed })), parts));
    return lists[1]!;
  };

  test('come newest first, whole, and only of the allowed kinds', async () => {
    const rows = await page([{ category: 'MENTAL_HEALTH', regime: 'LPS', minorConsented: false }], { first: 2 });
    expect(rows.map(({ record }) => record)).toEqual([8, 4].map((day) => ({
      subjectId: one, category: 'MENTAL_HEALTH', kind: 'SERVICE', service: null, serviceText: null, status: null, method: null,
      startedOn: `2026-01-0${1 + day}`, endedOn: null, requestedOn: null, priority: null, standsByRequest: false, providerName: null,
      provenance: { system: 'CWS/CMS', regime: 'LPS', sourceAgencyId: null, consentedBy: 'NOT_APPLICABLE', updatedAt: '2026-02-01T10:00:00.500Z' },
    })));
    expect(await page([], { first: 50 })).toEqual([]);
  });

  test.each([1, 2, 5, 50])('are paged %i at a time without a gap or a repeat', async (first) => {
    const days: (string | null)[] = [];
    const ids = new Set<string>();
    for (let after: ServiceRecordPage['after'] = null; ;) {
      const rows = await page(ALL, { first, after });
      for (const { start } of rows) { days.push(start.startedOn); ids.add(start.publicId); }
      if (rows.length < first) break;
      after = rows.at(-1)!.start;
    }
    expect(days).toEqual(['2026-01-10', '2026-01-10', ...[9, 8, 7, 6, 5, 4, 3, 2].map((day) => `2026-01-0${day}`), null, null]);
    expect(ids.size).toBe(12);
  });

  test('keep to a span of days, from the first and before the last', async () => {
    const rows = await page(ALL, { first: 50, from: '2026-01-03' as never, to: '2026-01-05' as never });
    expect(rows.map(({ start }) => start.startedOn)).toEqual(['2026-01-04', '2026-01-03']);
  });

  test('of care to which the minor consented are read only where they are allowed', async () => {
    await asSync(database.url, `update csec.service_record set consented_by = 'MINOR' where subject_id = '${subject(1)}' and record_key = 'k8'`);
    await asSync(database.url, `update csec.service_record set consented_by = 'PARENT' where subject_id = '${subject(1)}' and record_key = 'k4'`);
    const days = async (minorConsented: boolean) =>
      (await page([{ category: 'MENTAL_HEALTH', regime: 'LPS', minorConsented }], { first: 50 })).map(({ record }) => [record.startedOn, record.provenance.consentedBy]);
    expect(await days(false)).toEqual([['2026-01-05', 'PARENT'], [null, 'NOT_APPLICABLE']]);
    expect(await days(true)).toEqual([['2026-01-09', 'MINOR'], ['2026-01-05', 'PARENT'], [null, 'NOT_APPLICABLE']]);
    await asSync(database.url, `update csec.service_record set consented_by = 'NOT_APPLICABLE' where subject_id = '${subject(1)}'`);
  });

  const span = (from: string | null, to: string | null, sources: readonly string[] | null = null) => ({ from: from as never, to: to as never, sources });
  test.each<[string, RowLimits, readonly (string | null)[]]>([
    ['from a day', [span('2026-01-06', null)], ['2026-01-10', '2026-01-09', '2026-01-07', '2026-01-03']],
    ['up to a day, which does not belong to it', [span(null, '2026-01-09')], ['2026-01-10', '2026-01-07', '2026-01-05', '2026-01-03']],
    ['of a source', [span(null, null, [agency(5)])], ['2026-01-10', '2026-01-09', '2026-01-07', '2026-01-03']],
    ['within one of two limits', [span('2026-01-05', '2026-01-06'), span('2026-01-09', null)], ['2026-01-10', '2026-01-09', '2026-01-07', '2026-01-05', '2026-01-03']],
    ['within no limit', [], ['2026-01-10', '2026-01-07', '2026-01-03']],
    ['without a limit', null, ['2026-01-10', '2026-01-09', '2026-01-07', '2026-01-05', '2026-01-03', null]],
  ])('whose kind is limited are read %s only, beside those whose kind is not', async (_, limits, expected) => {
    await asSync(database.url, `update csec.service_record set source_agency_id = '${agency(5)}' where subject_id = '${subject(1)}' and record_key = 'k8'`);
    const rows = await page([{ category: 'MENTAL_HEALTH', regime: 'LPS', minorConsented: false, limits }, { category: 'MENTAL_HEALTH', regime: 'CHILD_WELFARE', minorConsented: false }], { first: 50 });
    expect(rows.map(({ start }) => start.startedOn)).toEqual(expected);
    await asSync(database.url, `update csec.service_record set source_agency_id = null where subject_id = '${subject(1)}'`);
  });

  test('are read of the allowed subjects only', async () => {
    const lists = await ask((session) => serviceRecordsBySubject(session, [
      { subjectId: one, allowed: [] }, { subjectId: subject(2), allowed: ALL },
    ], { first: 5 }));
    expect(lists).toEqual([[], []]);
  });
});

async function seedRun(): Promise<void> {
  await asSync(database.url, `insert into csec.sync_run (id, county, folder_label, status, started_at, finished_at, rows_read, rows_applied, rows_quarantined)
    values ('${RUN}', '19', 'extract', 'COMPLETED', '2026-02-01T00:00:00Z', '2026-02-01T00:01:00Z', 5, 3, 2), ('${subject(9)}', '34', 'other', 'RUNNING', '2026-02-02T00:00:00Z', null, 0, 0, 0)`);
  await asSync(database.url, `insert into csec.sync_table_count (run_id, source_table, rows_read, rows_applied, rows_quarantined) values ('${RUN}', 'CLIENT_T', 5, 3, 2)`);
  await asSync(database.url, `insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at) values
    ('${RUN}', 'CLIENT_T', 'CLIENT_T.csv', 10, 'BIRTH_DT', 'DATE_INVALID', '2026-02-01T00:00:30Z'),
    ('${RUN}', 'CLIENT_T', 'CLIENT_T.csv', 9, null, 'WRONG_FIELD_COUNT', '2026-02-01T00:00:30Z')`);
}

const ANY = { runId: null, sourceTable: null, reason: null, settledToo: false };

describe('extract runs', () => {
  const run = {
    id: RUN, county: '19', kind: 'FULL', folderLabel: 'extract', status: 'COMPLETED', startedAt: '2026-02-01T00:00:00.000Z', finishedAt: '2026-02-01T00:01:00.000Z',
    failureCode: null, rows: { read: 5, applied: 3, unchanged: 0, superseded: 0, tombstoned: 0, held: 0, quarantined: 2, joined: 0 }, youthsAssembled: 0,
  };

  test('are listed newest first, of one county or of all, and found by id', async () => {
    await withRequestSession(pool, async (session) => {
      expect(await syncRuns(session, { county: '19', first: 5, after: null })).toEqual([run]);
      const [newest] = await syncRuns(session, { county: null, first: 1, after: null });
      expect(newest?.county).toBe('34');
      expect(await syncRuns(session, { county: null, first: 5, after: newest! })).toEqual([run]);
      expect([await syncRunById(session, RUN), await syncRunById(session, subject(1))]).toEqual([run, null]);
    });
  });

  test('tell what was checked of them and, while they go on, how far they are', async () => {
    const other = subject(9);
    await asSync(database.url, `insert into csec.run_check (run_id, source_table, kind, column_name, stated, found, passes) values
      ('${RUN}', 'CLIENT_T', 'ROWS', '', 6, 5, false), ('${RUN}', 'CLIENT_T', 'SUM', 'X', 12345678901234567890.5, null, false)`);
    await asSync(database.url, `insert into csec.run_progress (run_id, phase, source_table, bytes_read, bytes_total, at) values
      ('${RUN}', 'ASSEMBLY', null, null, null, '2026-02-01T00:00:30Z'), ('${other}', 'LANDING', 'CASE_T', 5000000000, 6000000000, '2026-02-02T00:00:30Z')`);
    await withRequestSession(pool, async (session) => {
      expect(await checksByRun(session, [other, RUN])).toEqual([[], [
        { table: 'CLIENT_T', kind: 'ROWS', column: null, stated: '6', found: '5', passes: false },
        { table: 'CLIENT_T', kind: 'SUM', column: 'X', stated: '12345678901234567890.5', found: null, passes: false },
      ]]);
      expect(await progressByRun(session, [RUN, other])).toEqual([null, {
        runId: other, phase: 'LANDING', table: 'CASE_T', bytesRead: 5e9, bytesInAll: 6e9, clients: null, clientsInAll: null, at: '2026-02-02T00:00:30.000Z',
      }]);
    });
  });

  test('keep the counts of each table and the place of each row that was not understood', async () => {
    await withRequestSession(pool, async (session) => {
      expect(await tableCountsByRun(session, [subject(1), RUN])).toEqual([[], [{ sourceTable: 'CLIENT_T', outcome: 'LANDED', rows: run.rows }]]);
      const [first, ...none] = await quarantinedRows(session, { county: '19', ...ANY, runId: RUN, first: 1, after: null });
      expect(none).toEqual([]);
      expect(first).toEqual({
        id: expect.any(String), runId: RUN, sourceTable: 'CLIENT_T', file: 'CLIENT_T.csv', line: 9, column: null, reason: 'WRONG_FIELD_COUNT',
        at: '2026-02-01T00:00:30.000Z', settledBy: null,
      });
      const rest = await quarantinedRows(session, { county: '19', ...ANY, first: 5, after: first! });
      expect(rest.map(({ line, column, reason }) => [line, column, reason])).toEqual([[10, 'BIRTH_DT', 'DATE_INVALID']]);
      const linesOf = async (filter: Partial<typeof ANY> | object): Promise<readonly number[]> =>
        (await quarantinedRows(session, { county: '19', ...ANY, ...filter, first: 5, after: null })).map(({ line }) => line);
      expect(await Promise.all([linesOf({ reason: 'DATE_INVALID' }), linesOf({ sourceTable: 'CLIENT_T' }), linesOf({ sourceTable: 'CASE_T' })])).toEqual([[10], [9, 10], []]);
      expect(await quarantinedRows(session, { county: '34', ...ANY, runId: RUN, first: 5, after: null })).toEqual([]);
    });
  });
});
