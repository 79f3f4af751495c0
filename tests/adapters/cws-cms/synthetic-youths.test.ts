import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeYouth, type SyntheticYouth } from '../../../adapters/cws-cms/synthetic/describe-youth.js';
import { staffOf } from '../../../adapters/cws-cms/synthetic/synthetic-county.js';
import { CSEC_REFERRAL_PROJECT, HISTORICAL_PROJECTS } from '../../../adapters/cws-cms/synthetic/special-projects.js';
import { cell, removeFolders, writeExtract, type FileRow, type WrittenExtract } from './synthetic-files.js';

const YOUTHS = 300;
const OPTIONS = { county: '19', seed: 11 };
let clean: WrittenExtract;
let youths: SyntheticYouth[];
beforeAll(async () => {
  clean = await writeExtract({ ...OPTIONS, youths: YOUTHS, dirtyRate: 0 });
  youths = Array.from({ length: YOUTHS }, (_, index) => describeYouth(OPTIONS, index));
});
afterAll(removeFolders);

const share = (test: (youth: SyntheticYouth) => boolean): number => youths.filter(test).length / YOUTHS;
const numbers = (rows: readonly FileRow[], column: string): number[] => [...new Set(rows.map((row) => Number(row[column])))].sort((a, b) => a - b);

describe('A synthetic youth', () => {
  it('is described as the rows tell it', () => {
    for (const youth of youths) {
      const own = (table: 'CSECHIST' | 'CASE_T' | 'REFR_CLT' | 'NCWSNO_T', column: string) => clean.rows[table].filter((row) => cell(row, column) === youth.clientKey);
      const [client] = clean.rows.CLIENT_T.filter((row) => cell(row, 'IDENTIFIER') === youth.clientKey);
      expect({
        firstName: cell(client!, 'COM_FST_NM'), lastName: cell(client!, 'COM_LST_NM'), bornOn: client!['BIRTH_DT'], sex: client!['GENDER_CD'],
        sensitivity: client!['SENSTV_IND'], addressConfidential: client!['CONF_EFIND'] === 'Y',
        gridTypes: numbers(own('CSECHIST', 'FKCHLD_CLT'), 'CSEC_TPC'), gridEntries: own('CSECHIST', 'FKCHLD_CLT').length,
        hasOpenCase: own('CASE_T', 'FKCHLD_CLT').some((row) => row['END_DT'] === 'null'),
        cases: own('CASE_T', 'FKCHLD_CLT').map((row) => cell(row, 'IDENTIFIER')),
        referralKeys: own('REFR_CLT', 'FKCLIENT_T').map((row) => cell(row, 'FKREFERL_T')),
        otherIds: own('NCWSNO_T', 'FKCLIENT_T').map((row) => ({ system: Number(row['OTH_ID_C']), value: cell(row, 'OTHER_CLID') })),
      }).toEqual({
        firstName: youth.firstName, lastName: youth.lastName, bornOn: youth.bornOn, sex: youth.sex, sensitivity: youth.sensitivity,
        addressConfidential: youth.addressConfidential, gridTypes: youth.gridTypes, gridEntries: youth.gridEntries,
        hasOpenCase: youth.hasOpenCase, cases: youth.cases.map(({ caseKey }) => caseKey), referralKeys: youth.referralKeys, otherIds: youth.otherIds,
      });
    }
  });

  it('has a primary worker who is on the staff list and assigned in the rows', () => {
    const staffKeys = new Set(staffOf(OPTIONS).map((person) => person.staffKey));
    const holders = new Map(clean.rows.STFCSLDT.map((row) => [cell(row, 'FKCASE_LDT'), cell(row, 'FKSTFPERST')]));
    for (const youth of youths) {
      for (const one of youth.cases.filter((open) => open.open && open.county === OPTIONS.county)) {
        const primary = clean.rows.ASGNM_T.filter((row) => cell(row, 'ESTBLSH_ID') === one.caseKey && row['ASGNMNT_CD'] === 'P' && row['END_DT'] === '');
        expect(primary.map((row) => holders.get(cell(row, 'FKCASE_LDT')))).toEqual([one.primaryStaffKey]);
        expect(staffKeys.has(one.primaryStaffKey)).toBe(true);
      }
    }
  });
});

describe('The youths of a synthetic county', () => {
  it('show all six grid types, also several on one youth', () => {
    expect(numbers(clean.rows.CSECHIST, 'CSEC_TPC')).toEqual([6867, 6868, 6869, 6870, 6871, 6872]);
    expect(youths.some((youth) => youth.gridTypes.length >= 3)).toBe(true);
    expect(clean.rows.CSECHIST.filter((row) => row['CSEC_TPC'] === '6871' && row['END_DT'] === 'NULL')).toEqual([]);
  });

  it('begin no grid row before birth or after the day, and end none before it begins', () => {
    const birth = new Map(youths.map((youth) => [youth.clientKey, youth.bornOn]));
    const odd = clean.rows.CSECHIST.filter((row) => row['START_DT']! < birth.get(cell(row, 'FKCHLD_CLT'))!
      || row['START_DT']! > '2026-06-30' || (row['END_DT'] !== 'NULL' && (row['END_DT']! < row['START_DT']! || row['END_DT']! > '2026-06-30')));
    expect(odd).toEqual([]);
  });

  it('carry a CSEC marker in about three of four, and lie about where the shares say', () => {
    const marked = share((youth) => youth.gridEntries > 0 || youth.allegationSubtypes.some((code) => code === 6873 || code === 6874)
      || youth.specialProjects.includes(CSEC_REFERRAL_PROJECT));
    const shares = {
      marked: [marked, 0.65, 0.85], female: [share((youth) => youth.sex === 'F'), 0.7, 0.9],
      openCase: [share((youth) => youth.hasOpenCase), 0.3, 0.6], sensitive: [share((youth) => youth.sensitivity === 'S'), 0.02, 0.11],
      confidential: [share((youth) => youth.addressConfidential), 0.01, 0.09],
      teens: [share((youth) => youth.bornOn > '2008-06-30' && youth.bornOn <= '2013-06-30'), 0.6, 0.9],
    } as const;
    for (const [name, [found, low, high]] of Object.entries(shares)) expect([name, found >= low && found <= high]).toEqual([name, true]);
  });

  it('include the rare shapes that a demonstration needs', () => {
    const shapes: Record<string, (youth: SyntheticYouth) => boolean> = {
      sealed: (youth) => youth.sensitivity === 'R', minorParent: (youth) => youth.minorParent, awayNow: (youth) => youth.awayNow,
      inCare: (youth) => youth.inCare, otherCounty: (youth) => youth.county === '36', noCounty: (youth) => youth.county === null,
      openReferral: (youth) => youth.openReferralKeys.length > 0, psychotropic: (youth) => youth.serviceCodes.includes(5791),
      wraparound: (youth) => youth.serviceCodes.includes(6443), substanceUse: (youth) => youth.serviceCodes.includes(1775),
      failureToProtect: (youth) => youth.allegationSubtypes.includes(6874), twoAliases: (youth) => youth.aliases === 2,
      historicalProject: (youth) => youth.specialProjects.some((name) => HISTORICAL_PROJECTS.some((project) => project.name === name)),
      secondaryWorker: (youth) => youth.cases.some((one) => one.secondaryStaffKeys.length > 0),
      earlierCase: (youth) => youth.cases.length === 2, plain: (youth) => youth.gridEntries === 0 && youth.allegationSubtypes.every((code) => code < 6873),
    };
    for (const [name, shape] of Object.entries(shapes)) expect([name, youths.some(shape)]).toEqual([name, true]);
  });

  it('include runs that ended a placement and were followed by a gap', () => {
    const runs = clean.rows.O_HM_PLT.filter((row) => row['PLCG_RNC'] === '1431');
    expect(runs.length).toBeGreaterThan(20);
    const covered = runs.filter((run) => clean.rows.O_HM_PLT.some((next) => cell(next, 'FKPLC_EPST') === cell(run, 'FKPLC_EPST')
      && next !== run && next['START_DT']! <= run['END_DT']! && (next['END_DT'] === '' || next['END_DT']! > run['END_DT']!)));
    expect(covered).toEqual([]);
  });

  it('have homeless addresses without a street, and zip codes that lost a leading zero', async () => {
    const homeless = clean.rows.CL_ADDRT.filter((row) => row['HOMLES_IND'] === 'Y').map((row) => cell(row, 'FKADDRS_T'));
    const addresses = clean.rows.ADDRS_T.filter((row) => homeless.includes(cell(row, 'IDENTIFIER')));
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((row) => cell(row, 'STREET_NM') !== '')).toEqual([]);
    expect(clean.rows.ADDRS_T.some((row) => row['ZIP_NO']!.length === 4)).toBe(true);
  });
});
