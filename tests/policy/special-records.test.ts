import { describe, expect, it } from 'vitest';
import type { Involvement } from '../../src/model/agency.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { settingsWith, type Settings } from '../../src/policy/settings.js';
import { answered, only } from './answered.js';
import { agency, asking, assignment, facts, involvement } from './people.js';
import { released } from './released.js';

describe('a law-enforcement investigator', () => {
  const police = agency('LAW_ENFORCEMENT');

  it('receives the abuse report only of a referral investigated (R-21.LE.REPORT)', () => {
    expect(only(answered('LAW_ENFORCEMENT', 'INVESTIGATION'), 'C07', 'C08')).toEqual([]);
    expect(only(answered('LAW_ENFORCEMENT', 'INVESTIGATION', { relation: { referralKey: 'REFERRAL01' } }), 'C07', 'C08')).toEqual([
      'C07 CHILD_WELFARE FULL by AGENCY', 'C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY',
    ]);
  });

  it('receives the report of an examination, juvenile-justice matters less the court\'s, and others involved (R-03.LE.EXAM, R-04.LE.JUVENILE_JUSTICE, R-03.LE.THIRD_PARTY)', () => {
    expect(only(released(asking('LAW_ENFORCEMENT'), facts({ involvements: [involvement(police, 'INVESTIGATION')] })), 'C16', 'C22', 'C26')).toEqual([
      'C16 CHILD_WELFARE FULL by AGENCY', 'C22 CHILD_WELFARE FULL by AGENCY', 'C22 LAW_ENFORCEMENT FULL by AGENCY', 'C26 CHILD_WELFARE FULL by AGENCY',
    ]);
  });
});

describe('another county\'s worker', () => {
  const elsewhere = { subject: { county: '37' } };
  const county = agency('CHILD_WELFARE');

  it('on a request of his county reads the record, and neither detail nor care (R-61.XCW.RECORD)', () => {
    expect(released(asking('COUNTY_WORKER'), facts({ ...elsewhere, involvements: [involvement(county, 'REQUEST')] }))).toEqual([
      'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C04 COURT FULL by AGENCY',
      'C05 CHILD_WELFARE FULL by AGENCY', 'C12 CHILD_WELFARE FULL by AGENCY',
    ]);
  });

  it('with a request and courtesy supervision reads the case and coordinates care, and no orientation and no reproductive health (T30)', () => {
    const lines = released(asking('COUNTY_WORKER'), facts({ ...elsewhere, involvements: [involvement(county, 'REQUEST'), involvement(county, 'SUPERVISION')] }));
    expect(only(lines, 'C04', 'C05', 'C17', 'C13', 'C20')).toEqual([
      'C04 CHILD_WELFARE FULL by AGENCY', 'C04 COURT FULL by AGENCY', 'C05 CHILD_WELFARE FULL by AGENCY',
      'C17 CHILD_WELFARE FULL by CARE_COORDINATION', 'C17 LPS FULL by CARE_COORDINATION', 'C17 CMIA FULL by CARE_COORDINATION',
    ]);
  });

  it('reads education records of a youth who moves to his county\'s schools (R-61.XCW.TRANSFER)', () => {
    const supervised = (conditions: Involvement['conditions'] & {}) =>
      only(released(asking('COUNTY_WORKER'), facts({ ...elsewhere, involvements: [involvement(county, 'SUPERVISION', { conditions })] })), 'C18');
    expect(supervised([])).toEqual([]);
    expect(supervised(['EDUCATION_RIGHTS'])).toEqual(['C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY']);
  });

  it('by a privilege to read alone reads no special record (R-61.XCW.SPECIAL, R-61.XCW.EXAM, R-61.XCW.IMMIGRATION)', () => {
    const reads = released(asking('COUNTY_WORKER', { who: { privileges: ['STATEWIDE_READ'] } }), facts(elsewhere));
    expect(only(reads, 'C08', 'C16', 'C21', 'C22', 'C26')).toEqual([]);
    expect(reads.length).toBeGreaterThan(3);
  });
});

describe('the county\'s own worker', () => {
  const special = (context: AccessContext, settings: Partial<Settings> = {}, one = assignment()) => only(
    released(context, facts({ assignments: [one] }), compilePolicy({ settings: settingsWith(settings) })), 'C08', 'C16', 'C18', 'C21', 'C22', 'C26', 'C28');

  it('reads special records by the case he carries, and not by one he only reads (R-21.CW.RECORD, R-01.CW.EXAM, R-50.CW.EDUCATION, R-01.CW.IMMIGRATION)', () => {
    expect(special(asking('COUNTY_WORKER'))).toHaveLength(11);
    expect(special(asking('COUNTY_WORKER', { who: { privileges: ['COUNTYWIDE_READ'] } }), {}, assignment({ kind: 'READ_ONLY' }))).toEqual([]);
  });

  it('reads the words of a report only where counsel allows it to the investigator (R-21.CW.TEXT)', () => {
    const referral = assignment({ through: 'REFERRAL', throughKey: 'REFERRAL01' });
    const asks = asking('COUNTY_WORKER', { purpose: 'INVESTIGATION' });
    expect(only(special(asks, {}, referral), 'C08')).toEqual(['C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY']);
    expect(only(special(asks, { investigatorReadsAbuseReportText: true }, referral), 'C08'))
      .toEqual(['C08 CHILD_WELFARE NARRATIVE by AGENCY', 'C08 LAW_ENFORCEMENT NARRATIVE by AGENCY']);
    expect(only(special(asks, { investigatorReadsAbuseReportText: true }), 'C08'))
      .toEqual(['C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY']);
  });

  it('reads the adoption file only where counsel counts him as the unit (R-55.CW.ADOPTION)', () => {
    expect(only(special(asking('COUNTY_WORKER')), 'C28')).toEqual([]);
    expect(only(special(asking('COUNTY_WORKER'), { adoptionFileOpensToCaseWorker: true }), 'C28'))
      .toEqual(['C28 CHILD_WELFARE FULL by AGENCY', 'C28 COURT FULL by AGENCY']);
  });
});

describe('inspection without a copy', () => {
  it('gives a treating agency nothing of juvenile justice unless counsel lets it have copies (R-03.MH.INSPECTION)', () => {
    expect(only(answered('MENTAL_HEALTH', 'TREATMENT'), 'C22')).toEqual([]);
    expect(only(answered('MENTAL_HEALTH', 'TREATMENT', { settings: { copiesUnder827: true } }), 'C22'))
      .toEqual(['C22 CHILD_WELFARE MINIMUM by AGENCY', 'C22 COURT MINIMUM by AGENCY']);
  });
});

describe('a substance-use programme', () => {
  it('that treats the youth receives what others know of the use, and no programme\'s record (R-37.SUD.TREATMENT)', () => {
    const programme = agency('SUBSTANCE_USE_PROGRAM', { regimeStatus: 'PART2_PROGRAM' });
    const context = asking('SUBSTANCE_USE_PROGRAM', { purpose: 'TREATMENT', who: { agency: programme } });
    expect(released(context, facts({ involvements: [involvement(programme, 'TREATMENT')] }))).toEqual([
      'C12 CHILD_WELFARE FULL by CARE_COORDINATION', 'C12 CMIA FULL by CARE_COORDINATION',
    ]);
  });
});
