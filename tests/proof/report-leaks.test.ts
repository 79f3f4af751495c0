import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { REPORT_TABLE_NAMES, reportTable } from '../../src/law/programme-tables.js';
import type { Role } from '../../src/law/role.js';
import { ROLE_PURPOSES } from '../../src/law/role-purposes.js';
import { statementsOf } from '../support/gateway.js';
import { ASK_REPORT, cellsOf, freezeReport, releasedReport, REQUEST_REPORT, SIGN_REPORT, SIGNERS, signReport, writeAlike, type AskedTable } from '../support/report-county.js';
import { subjectOf } from '../support/scenario-county.js';
import { startScenarios, type ScenarioGateway } from '../support/scenario-gateway.js';
import { CALLER, COUNTY_A, type ScenarioCaller } from '../support/scenario-people.js';

const READERS: readonly Role[] = ['STATE', 'COUNTY_WORKER', 'COUNTY_IT'];

let gateway: ScenarioGateway;
beforeAll(async () => {
  gateway = await startScenarios([{ letter: 'N' }, { letter: 'S' }]);
  await writeAlike(gateway, { many: 40, county: COUNTY_A, bornOn: '2009-01-15', from: '2025-07-10' });
});
afterAll(async () => { await gateway.stop(); });

/** The true counts of every table that touches the youths here, as the serving role is answered them. */
async function counts(): Promise<string> {
  const asked = REPORT_TABLE_NAMES.flatMap((table) => [null, ...(reportTable(table).ofCounties ? [COUNTY_A] : [])].flatMap((county) => (
    [[2025, null, 1], [2025, 4, 1], [2024, null, 4]] as const).map((period) => [table, county, ...period])));
  const [row] = await gateway.sql<{ found: string }>(`select jsonb_agg(jsonb_build_array(a, c.word, c.counted) order by a, c.word)::text as found
    from jsonb_array_elements($1::jsonb) as a,
      lateral csec.count_programme(a->>0, a->>1, (a->>2)::integer, (a->>3)::integer, (a->>4)::integer) as c`, [JSON.stringify(asked)]);
  return row!.found;
}

/** Whether the counts are the same when that is done. */
async function unmovedBy(change: () => Promise<unknown>): Promise<boolean> {
  const before = await counts();
  await change();
  return await counts() === before;
}

const ask = (asked: AskedTable, caller: ScenarioCaller = SIGNERS.analyst, purpose?: string) =>
  gateway.as(caller, ASK_REPORT, { ...asked }, purpose === undefined ? {} : { purpose });
const codesOf = ({ body }: Awaited<ReturnType<typeof ask>>) => body.errors?.map(({ extensions }) => extensions.code);

describe('what is sealed moves no count (non-interference)', () => {
  it('a youth whom the county sealed, whatever her record holds, and one that never was', async () => {
    const sealed: string[] = [];
    expect(await unmovedBy(async () => {
      sealed.push(...await writeAlike(gateway, { many: 12, county: COUNTY_A, bornOn: '2012-01-15', sensitivity: 'R', from: '2025-10-10', to: null }));
    })).toBe(true);
    expect(await unmovedBy(() => gateway.sql('delete from csec.csec_grid_entry where subject_id = any ($1)', [sealed], 'csec_sync'))).toBe(true);
    expect(await unmovedBy(() => gateway.sql('delete from csec.youth where subject_id = any ($1)', [sealed], 'csec_sync'))).toBe(true);
  });

  it('a seal order, and all that it purges', async () => {
    await gateway.sql(`update csec.service_record set started_on = '2025-11-01', matter = 'JV-2024-602' where subject_id = $1 and category = 'CASE_FACTS'`, [subjectOf('S')], 'csec_sync');
    await gateway.sql(`insert into csec.service_record (subject_id, record_key, category, kind, started_on, system, regime)
      values ($1, 'juvenile', 'JUVENILE_JUSTICE', 'SERVICE', '2025-11-01', 'county', 'COURT')`, [subjectOf('S')], 'csec_sync');
    expect(await unmovedBy(() => gateway.sql(`insert into csec.seal_tombstone (subject_id, source_table, source_key) values ($1, 'matter', 'JV-2024-602'),
      ($1, 'service_record', 'juvenile')`, [subjectOf('S')]).then(() => gateway.sql('select csec.purge_sealed($1)', [subjectOf('S')])))).toBe(true);
    expect(await gateway.sql('select 1 from csec.service_record where subject_id = $1 and (matter is not null or category = \'JUVENILE_JUSTICE\')', [subjectOf('S')])).toEqual([]);
  });

  it('referrals of limited access and what is alleged in them', async () => {
    expect(await unmovedBy(async () => {
      await gateway.sql(`insert into csec.referral (subject_id, referral_key, received_on, limited_access, county)
        select subject_id, 'limited-' || l, '2025-08-01', l, '33' from csec.youth cross join unnest('{S,R}'::text[]) as l`, [], 'csec_sync');
      await gateway.sql(`insert into csec.allegation (subject_id, record_key, referral_key, type_code)
        select subject_id, 'limited-' || l, 'limited-' || l, 2181 from csec.youth cross join unnest('{S,R}'::text[]) as l`, [], 'csec_sync');
    })).toBe(true);
  });

  it('and the counts do move with what is not sealed, so that this test sees something', async () => {
    expect(await unmovedBy(() => writeAlike(gateway, { many: 1, county: COUNTY_A, bornOn: '2009-01-15', sensitivity: 'S', from: '2025-07-10' }))).toBe(false);
  });
});

describe('attacks by difference', () => {
  it('two releases of overlapping strata: by sex after by age tells no total, and none of 4', async () => {
    await writeAlike(gateway, { many: 30, county: '33', bornOn: '2007-01-15', from: '2023-02-01', to: '2023-02-02' });
    await writeAlike(gateway, { many: 4, county: '33', bornOn: '2010-01-15', from: '2023-02-01', to: '2023-02-02' });
    await writeAlike(gateway, { many: 25, county: '33', bornOn: '2004-01-15', from: '2023-02-01', to: '2023-02-02' });
    const period = { year: 2023 };
    const byAge = cellsOf(await releasedReport(gateway, { table: 'VICTIMS_BY_AGE', county: '33', period }));
    expect(byAge).toBe('UNDER_12 <11, FROM_12_TO_14 <11, FROM_15_TO_17 30, FROM_18 25, AGE_UNKNOWN <11, all masked');
    // 59 told would leave four for the three small ones.
    expect(cellsOf(await releasedReport(gateway, { table: 'VICTIMS', county: '33', period }))).toBe('VICTIM masked');
    // Nor the 59: it is the only one of its sum that is not small.
    expect(cellsOf(await releasedReport(gateway, { table: 'VICTIMS_BY_SEX', county: '33', period }))).toBe('F masked, M <11, OTHER_OR_UNKNOWN <11, all masked');
  });

  it('two releases before and after a youth was sealed: a total that fell by one is masked', async () => {
    const [first] = await writeAlike(gateway, { many: 80, county: '30', bornOn: '2009-01-15', from: '2023-02-01', to: '2023-02-02' });
    const period = { year: 2023 };
    expect(cellsOf(await releasedReport(gateway, { table: 'VICTIMS', county: '30', period }))).toBe('VICTIM 80');
    await gateway.sql('update csec.youth set sensitivity = \'R\' where subject_id = $1', [first], 'csec_sync');
    expect(cellsOf(await releasedReport(gateway, { table: 'VICTIMS_BY_SEX', county: '30', period }))).not.toMatch(/79/);
  });

  it('two at once: whoever protected a table without knowing of another one freezes nothing', async () => {
    const [{ releases } = { releases: 0 }] = await gateway.sql<{ releases: number }>('select releases::integer from csec.program_ledger');
    const keep = (known: number) => gateway.sql('select csec.keep_program_release($1::jsonb, $2, $3::bigint)', [JSON.stringify({
      hash: 'b'.repeat(64), program_table: 'VICTIMS', county: null, year: 2003, quarter: null, years: 1, frozen_at: '2026-03-01T20:00:00Z',
      agency_id: SIGNERS.analyst.agencyId, person_id: SIGNERS.analyst.personId,
    }), '{}', known]);
    await expect(keep(releases - 1)).rejects.toThrow('another table was frozen meanwhile');
    expect(await gateway.sql('select hash from csec.program_release where year = 2003')).toEqual([]);
    const both = await Promise.all(['VICTIMS_BY_AGE', 'VICTIMS_BY_SEX'].map((table) => freezeReport(gateway, { table, county: null, period: { year: 2023 } })));
    // One after the other, or one of them alone: never two that know nothing of each other.
    const [{ releases: after } = { releases: 0 }] = await gateway.sql<{ releases: number }>('select releases::integer from csec.program_ledger');
    expect(after - releases).toBe(both.filter(({ status }) => status === 200).length);
  });
});

describe('what a question may be', () => {
  it('only of the readers\' roles, of any purpose that the report serves; every other is refused alike, whatever is released', async () => {
    const released: AskedTable = { table: 'VICTIMS', county: '30', period: { year: 2023 } };
    const never: AskedTable = { table: 'VICTIMS', county: '30', period: { year: 2011 } };
    for (const [name, caller] of Object.entries(CALLER)) {
      if (READERS.includes(caller.role)) continue;
      const [one, other] = [await ask(released, caller), await ask(never, caller)];
      expect([one.status, codesOf(one), one.text === other.text, one.accounting], name).toEqual([403, [name === 'lapsedAdvocate' ? 'AUTH_PURPOSE_NOT_ALLOWED' : 'FORBIDDEN'], true, []]);
    }
    for (const purpose of ROLE_PURPOSES.COUNTY_WORKER) {
      expect(codesOf(await ask(released, CALLER.worker, purpose)), purpose).toEqual(purpose === 'CHILD_WELFARE' ? undefined : ['AUTH_PURPOSE_NOT_ALLOWED']);
    }
  });

  it('nothing is frozen or signed but by the State, identified by more than a password', async () => {
    const input = { table: 'VICTIMS', county: null, period: { year: 2012 } };
    for (const caller of [CALLER.worker, CALLER.operator, CALLER.court, { ...SIGNERS.analyst, credential: 'password' as const }]) {
      const freezing = await gateway.as(caller, REQUEST_REPORT, { input });
      const signing = await gateway.as(caller, SIGN_REPORT, { input: { hash: 'a'.repeat(64), step: 'EXPERT', approve: true } });
      const drafts = await gateway.as(caller, '{ programReportDrafts(first: 5) { edges { node { hash } } } }');
      expect([codesOf(freezing), codesOf(signing), codesOf(drafts)]).toEqual([['FORBIDDEN'], ['FORBIDDEN'], ['FORBIDDEN']]);
    }
    expect((await signReport(gateway, 'a'.repeat(64), 'EXPERT')).body.data.signProgramReport.userErrors).toMatchObject([{ code: 'NOT_FOUND', field: 'input.hash' }]);
    expect((await gateway.as(SIGNERS.analyst, SIGN_REPORT, { input: { hash: 'x', step: 'ANALYST', approve: true } })).body.data.signProgramReport.userErrors)
      .toMatchObject([{ code: 'BAD_INPUT', field: 'input.step' }]);
  });

  it.each([
    ['a quarter that is not over', { table: 'VICTIMS', county: null, period: { year: 2026, quarter: 1 } }, 'period'],
    ['four years that overlap others in part', { table: 'VICTIMS', county: null, period: { year: 2025, years: 4 } }, 'period.year'],
    ['a quarter of four years', { table: 'VICTIMS', county: null, period: { year: 2024, quarter: 1, years: 4 } }, 'period.quarter'],
    ['a fifth quarter', { table: 'VICTIMS', county: null, period: { year: 2024, quarter: 5 } }, 'period.quarter'],
    ['two years', { table: 'VICTIMS', county: null, period: { year: 2024, years: 2 } }, 'period.years'],
    ['a year to come', { table: 'VICTIMS', county: null, period: { year: 2199 } }, 'period.year'],
    ['a factor of one county', { table: 'RISK_FACTORS', county: COUNTY_A, period: { year: 2024 } }, 'county'],
  ] as const)('not of %s', async (_, asked, field) => {
    expect((await ask(asked)).body.errors?.map(({ extensions }) => extensions)).toEqual([{ code: 'BAD_INPUT', details: { field } }]);
    expect((await freezeReport(gateway, asked)).body.data.requestProgramReport).toMatchObject({ report: null, userErrors: [{ code: 'BAD_INPUT', field: `input.${field}` }] });
  });

  it.each(['groupBy: [AGE]', 'where: { caseId: "x" }', 'zip: "90001"', 'from: "2025-01-01"'])('not with %s', async (argument) => {
    const { body } = await gateway.as(SIGNERS.analyst, `{ programReport(table: VICTIMS, period: { year: 2024 }, ${argument}) { status } }`);
    expect(body.errors?.map(({ extensions }) => extensions.code)).toEqual(['GRAPHQL_VALIDATION_FAILED']);
  });

  it('freezing asks the same statements whatever the counts are', async () => {
    const few = await statementsOf(() => freezeReport(gateway, { table: 'VICTIMS', county: '02', period: { year: 2023 } }));
    const many = await statementsOf(() => freezeReport(gateway, { table: 'VICTIMS', county: '19', period: { year: 2025 } }));
    const ours = (names: readonly string[]) => names.filter((name) => /program/.test(name));
    expect([ours(few), ours(few)]).toEqual([['program-ledger', 'program-tables', 'count-programme', 'keep-program-release'], ours(many)]);
  });
});

describe('the role of the report in the database', () => {
  it.each([
    'select first_name from csec.youth', 'select client_key from csec.youth', 'select * from csec.alias', 'select provider_name from csec.service_record',
    'select 1 from csec.consent', 'update csec.youth set sex = sex', 'select 1 from csec.county_record',
  ])('may not: %s', async (text) => {
    await expect(gateway.sql(`set role csec_reports; ${text}`)).rejects.toThrow(/permission denied/);
  });

  it('sees no sealed youth and no sealed matter', async () => {
    expect(await gateway.sql(`select has_column_privilege('csec_reports', 'csec.youth', 'last_name', 'select') as names,
      has_column_privilege('csec_reports', 'csec.youth', 'sensitivity', 'select') as marks`)).toEqual([{ names: false, marks: true }]);
    expect(await gateway.sql(`select tablename, qual from pg_policies where policyname = 'report_counts' and qual <> 'true' order by 1`)).toEqual([
      { tablename: 'referral', qual: '(limited_access = \'N\'::text)' },
      { tablename: 'service_record', qual: '((category <> ALL (ARRAY[\'JUVENILE_JUSTICE\'::text, \'SEALED\'::text])) AND (matter IS NULL))' },
      { tablename: 'youth', qual: '(sensitivity <> \'R\'::text)' },
    ]);
  });

  it('answers the serving role no table and no period beyond the list', async () => {
    const count = (...values: unknown[]) => gateway.sql('select word from csec.count_programme($1, $2, $3::integer, $4::integer, $5::integer)', values);
    for (const values of [['YOUTHS', null, 2025, null, 1], ['RISK_FACTORS', '19', 2025, null, 1], ['VICTIMS', '99', 2025, null, 1], ['VICTIMS', null, 2025, 5, 1], ['VICTIMS', null, 2025, null, 4], ['VICTIMS', null, 2025, 1, 4]]) {
      await expect(count(...values)).rejects.toThrow(/no such (table|period)/);
    }
  });
});
