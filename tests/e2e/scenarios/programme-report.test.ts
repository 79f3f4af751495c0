import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { plusSeconds } from '../../../src/kernel/dates.js';
import { POPULATION_SOURCE } from '../../../src/law/county-population.js';
import { NOTICES } from '../../../src/law/notices.js';
import { NOON, statementsOf } from '../../support/gateway.js';
import {
  ASK_REPORT, cellsOf, freezeReport, releasedReport, SIGNERS, signReport, writeAlike, type AskedTable,
} from '../../support/report-county.js';
import { startScenarios, type ScenarioGateway } from '../../support/scenario-gateway.js';
import { AGENCY, CALLER, COUNTY_A, COUNTY_B, type ScenarioCaller } from '../../support/scenario-people.js';

/** Sacramento: 1.6 million residents. */
const COUNTY_OF_1_6_MILLION = '34';
const Q2 = { year: 2025, quarter: 2 } as const;
const IN_2024 = { from: '2024-04-10', to: '2024-05-10' } as const;

let gateway: ScenarioGateway;
beforeAll(async () => {
  gateway = await startScenarios([{ letter: 'N' }]);
  for (const [many, bornOn, sex] of [[12, '2014-06-15', 'F'], [7, '2012-01-15', 'F'], [45, '2009-01-15', 'F'], [30, '2007-01-15', 'M'], [14, null, 'F']] as const) {
    await writeAlike(gateway, { many, county: COUNTY_A, bornOn, sex });
  }
  for (const from of ['2021-02-01', '2022-02-01', '2023-02-01', '2024-02-01']) {
    await writeAlike(gateway, { many: 60, county: COUNTY_OF_1_6_MILLION, bornOn: '2008-01-15', from, to: from });
  }
  await writeAlike(gateway, { many: 25, county: COUNTY_B, bornOn: '2008-01-15', ...IN_2024 });
});
afterAll(async () => { await gateway.stop(); });

const ask = (asked: AskedTable, caller: ScenarioCaller = SIGNERS.analyst) => gateway.as(caller, ASK_REPORT, { ...asked });
const AUTHORITIES = ['SB_855', 'WIC_10850', 'CFR_45_205_50', 'CALHHS_DDG', 'CFR_45_164_514'];
const SIGNED = ['ANALYST', 'EXPERT', 'LEGAL'].map((step) => ({ step, approved: true, at: NOON }));

describe('the programme report', () => {
  const T60: AskedTable = { table: 'VICTIMS_BY_AGE', county: COUNTY_A, period: Q2 };

  it('T60 masks 7 youths of 12 to 14 in a county\'s quarter with their complement, and no county total can be had', async () => {
    const report = await releasedReport(gateway, T60);
    const cell = (row: string | null, state: string, shown: string, number: number | null = null) => ({ row, column: null, state, shown, number, percent: null });
    expect(report).toEqual({
      table: 'VICTIMS_BY_AGE', title: 'Victims by age', county: COUNTY_A, period: { year: 2025, quarter: 2, years: 1 }, status: 'RELEASED',
      legalReview: 'DONE', hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string, frozenAt: NOON, signatures: SIGNED,
      cells: [
        cell('UNDER_12', 'MASKED', 'masked'), cell('FROM_12_TO_14', 'SMALL', '<11'), cell('FROM_15_TO_17', 'TOLD', '45', 45),
        cell('FROM_18', 'TOLD', '30', 30), cell('AGE_UNKNOWN', 'MASKED', 'masked'), cell(null, 'MASKED', 'masked'),
      ],
      // 5 for 30 youths, 4 for a quarter, -5 for ten million residents, 5 for bands of three years, 1 for one variable.
      score: 10, screened: false, populationSource: POPULATION_SOURCE, authorities: AUTHORITIES,
    });
    // Neither the table of the total nor one with the same total gives it, and so the 7, away.
    expect(cellsOf(await releasedReport(gateway, { table: 'VICTIMS', county: COUNTY_A, period: Q2 }))).toBe('VICTIM masked');
    expect(cellsOf(await releasedReport(gateway, { table: 'VICTIMS_BY_SEX', county: COUNTY_A, period: Q2 }))).toBe('F 78, M masked, OTHER_OR_UNKNOWN <11, all masked');
  });

  it('T61 tells 240 over four years of a county of 1.6 million, when the legal review is done and not before', async () => {
    const asked: AskedTable = { table: 'VICTIMS', county: COUNTY_OF_1_6_MILLION, period: { year: 2024, years: 4 } };
    const told = (shown: string) => [{ row: 'VICTIM', column: null, state: 'TOLD', shown, number: Number(shown), percent: null }];
    const before = (await ask(asked)).body.data.programReport;
    const frozen = (await freezeReport(gateway, asked)).body.data.requestProgramReport;
    expect(frozen.userErrors).toEqual([]);
    expect(frozen.report).toMatchObject({ status: 'AWAITING_EXPERT', legalReview: 'REQUIRED', cells: told('240'), score: -8, screened: true });
    const { hash } = frozen.report;
    expect((await ask(asked)).body.data.programReport).toEqual(before);
    expect((await signReport(gateway, hash, 'EXPERT')).body.data.signProgramReport.report).toMatchObject({ status: 'AWAITING_LEGAL', legalReview: 'REQUIRED' });
    expect((await ask(asked)).body.data.programReport).toEqual(before);
    expect(before).toMatchObject({ status: 'NOT_RELEASED', legalReview: 'REQUIRED', hash: null, cells: [], score: null, screened: null });
    await signReport(gateway, hash, 'LEGAL');
    const report = (await ask(asked)).body.data.programReport;
    expect(report).toMatchObject({ status: 'RELEASED', legalReview: 'DONE', hash, signatures: SIGNED, cells: told('240'), score: -8, screened: true });
    expect((await ask(asked, CALLER.countyB)).body.data.programReport).toEqual(report);
    expect((await ask(asked, CALLER.operator)).body.data.programReport).toEqual(report);
  });

  it('accounts for every answer without a subject, tells the duties of the table, and discloses no record', async () => {
    const { accounting, disclosure } = await ask(T60);
    expect(disclosure).toEqual({
      purpose: 'CHILD_WELFARE', asOf: expect.any(String), obligations: ['HUMAN_APPROVAL', 'MASK', 'NO_RELINK'], labels: ['HUAPRV', 'MASK', 'NORELINK'],
      notices: [{ id: 'N14', text: NOTICES.N14.text }],
    });
    expect(accounting).toHaveLength(1);
    expect(accounting[0]).toMatchObject({
      outcome: 'REPORTED', subjectId: null, released: ['DEIDENTIFIED'], rules: ['R-02'], authorities: AUTHORITIES, role: 'STATE', decisionId: null,
    });
    const unreleased = await ask({ ...T60, period: { year: 2019 } });
    expect(unreleased.disclosure).toBeNull();
    expect(unreleased.accounting).toMatchObject([{ outcome: 'REPORTED', subjectId: null, released: [] }]);
  });

  it('is frozen: what is counted later changes nothing, and no table is counted twice', async () => {
    const first = await ask(T60);
    await writeAlike(gateway, { many: 5, county: COUNTY_A, bornOn: '2009-01-15' });
    expect((await ask(T60)).text).toBe(first.text);
    const again = await freezeReport(gateway, T60);
    expect([again.status, again.body.data, again.body.errors?.map(({ extensions }) => extensions.code)]).toEqual([409, null, ['CONFLICT']]);
    for (const statement of ['update csec.program_release set published = \'{}\'', 'delete from csec.program_release', 'truncate csec.program_signature', 'delete from csec.program_signature']) {
      await expect(gateway.sql(statement)).rejects.toThrow(/stays as it is|violates foreign key/);
    }
  });

  it('is signed in order, by three persons, and once refused is never told', async () => {
    const asked: AskedTable = { table: 'VICTIMS', county: COUNTY_B, period: { year: 2024 } };
    const { hash } = (await freezeReport(gateway, asked)).body.data.requestProgramReport.report;
    const refused = async (answer: ReturnType<typeof signReport>) => (await answer).body.errors?.map(({ extensions }) => extensions.code);
    expect(await refused(signReport(gateway, hash, 'LEGAL'))).toEqual(['CONFLICT']);
    expect(await refused(signReport(gateway, hash, 'EXPERT', { caller: SIGNERS.analyst }))).toEqual(['CONFLICT']);
    await signReport(gateway, hash, 'EXPERT');
    expect(await refused(signReport(gateway, hash, 'LEGAL', { caller: SIGNERS.expert }))).toEqual(['CONFLICT']);
    expect((await signReport(gateway, hash, 'LEGAL', { approve: false })).body.data.signProgramReport.report.status).toBe('REJECTED');
    expect(await refused(signReport(gateway, hash, 'LEGAL'))).toEqual(['CONFLICT']);
    expect((await ask(asked)).body.data.programReport.status).toBe('NOT_RELEASED');
    const drafts = (await gateway.as(SIGNERS.legal, '{ programReportDrafts { edges { node { table hash } } } }')).body.data.programReportDrafts.edges;
    expect(drafts.filter(({ node }: { node: { hash: string } }) => node.hash === hash)).toEqual([]);
    // Whoever refused it has seen it: its like is frozen again only as it was told then.
    gateway.turnTo(plusSeconds(NOON, 60));
    expect(cellsOf((await freezeReport(gateway, asked)).body.data.requestProgramReport.report)).toBe('VICTIM 25');
    gateway.turnTo(NOON);
  });

  it('takes no second step from a person by another token or for another agency, and no step twice', async () => {
    const asked: AskedTable = { table: 'VICTIMS', county: COUNTY_B, period: { year: 2023 } };
    const { hash } = (await freezeReport(gateway, asked)).body.data.requestProgramReport.report;
    const refused = async (answer: ReturnType<typeof signReport>) => (await answer).body.errors?.map(({ extensions }) => extensions.code);
    const elsewhere = { ...SIGNERS.analyst, agencyId: AGENCY.county };
    // Each call carries a token of its own.
    expect(await refused(signReport(gateway, hash, 'EXPERT', { caller: { ...SIGNERS.analyst } }))).toEqual(['CONFLICT']);
    expect(await refused(signReport(gateway, hash, 'EXPERT', { caller: elsewhere }))).toEqual(['AUTH_CLAIM_INVALID']);
    await signReport(gateway, hash, 'EXPERT');
    expect(await refused(signReport(gateway, hash, 'EXPERT', { caller: SIGNERS.legal }))).toEqual(['CONFLICT']);
    // Nor does the database, whatever agency it is told.
    for (const caller of [SIGNERS.analyst, SIGNERS.expert]) {
      await expect(gateway.sql('select csec.sign_program_release($1::jsonb)', [JSON.stringify({
        hash, step: 'LEGAL', approved: true, agency_id: AGENCY.county, person_id: caller.personId, at: NOON,
      })])).rejects.toThrow('this signature is not the next one');
    }
    expect((await ask(asked)).body.data.programReport).toMatchObject({ status: 'NOT_RELEASED', legalReview: 'REQUIRED', cells: [] });
  });

  it('answers its analyst the protected table already, in the very text that is frozen', async () => {
    await writeAlike(gateway, { many: 7, county: '56', bornOn: '2010-01-15', ...IN_2024 });
    const answer = await freezeReport(gateway, { table: 'VICTIMS', county: '56', period: { year: 2024 } });
    const { report } = answer.body.data.requestProgramReport;
    expect([cellsOf(report), report.cells[0].number, report.status, report.legalReview]).toEqual(['VICTIM <11', null, 'AWAITING_EXPERT', 'REQUIRED']);
    const [kept] = await gateway.sql<{ published: string }>('select published from csec.program_release where hash = $1', [report.hash]);
    expect((JSON.parse(kept!.published) as { table: { cells: unknown } }).table.cells).toEqual([{ row: 'VICTIM', column: null, state: 'SMALL', number: null, percent: null }]);
  });

  it('pages what is released, newest first, for its readers, and what waits for its signers alone', async () => {
    const list = (after: string) => gateway.as(CALLER.worker, `{ programReports(first: 2${after}) { edges { cursor node { table status } } pageInfo { hasNextPage endCursor } } }`);
    const first = (await list('')).body.data.programReports;
    const second = (await list(`, after: "${first.pageInfo.endCursor}"`)).body.data.programReports;
    expect([first.edges.length, first.pageInfo.hasNextPage, second.edges.length, second.pageInfo.hasNextPage]).toEqual([2, true, 2, false]);
    expect([...first.edges, ...second.edges].map(({ node }) => node.status)).toEqual(['RELEASED', 'RELEASED', 'RELEASED', 'RELEASED']);
    const drafts = await gateway.as(CALLER.worker, '{ programReportDrafts { edges { cursor } } }');
    expect(drafts.body.errors?.map(({ extensions }) => extensions.code)).toEqual(['FORBIDDEN']);
  });

  it('asks the same of the database whether a table is told, masked, waiting or was never counted', async () => {
    const periods: readonly AskedTable[] = [
      T60, { table: 'VICTIMS', county: COUNTY_OF_1_6_MILLION, period: { year: 2024, years: 4 } }, { table: 'VICTIMS', county: COUNTY_B, period: { year: 2024 } },
      { table: 'VICTIMS', county: '02', period: { year: 2010 } },
    ];
    const asked = [];
    for (const one of periods) asked.push(await statementsOf(() => ask(one)));
    expect(new Set(asked.map((names) => names.filter((name) => name.startsWith('program') || name.startsWith('count')).join()))).toEqual(new Set(['program-release-of-table']));
  });
});
