import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Role } from '../../src/law/role.js';
import type { Involvement, InvolvementKind } from '../../src/model/agency.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { Facts } from '../../src/policy/facts.js';
import { compilePolicy } from '../../src/policy/compile.js';
import { settingsWith, type Settings } from '../../src/policy/settings.js';
import { agency, asking, assignment, facts, involvement } from './people.js';
import { cellOf, decided, released } from './released.js';

/** What somebody of that role, whose agency so relates to the youth, is released. */
function answered(role: Role, as: InvolvementKind, more: {
  readonly asks?: Partial<AccessContext>; readonly relation?: Partial<Involvement>; readonly about?: Parameters<typeof facts>[0];
  readonly settings?: Partial<Settings>;
} = {}): readonly string[] {
  const context = asking(role, more.asks ?? {});
  const about: Facts = facts({ involvements: [involvement(context.caller.agency, as, more.relation ?? {})], ...more.about });
  return released(context, about, compilePolicy({ settings: settingsWith(more.settings ?? {}) }));
}

const only = (lines: readonly string[], ...ids: readonly string[]) => lines.filter((line) => ids.includes(line.slice(0, 3)));
const adult = { subject: { bornOn: localDate('2004-03-01'), hasOpenCase: false } };
const dependent = { subject: { bornOn: localDate('2007-03-01') } };

describe('the probation officer of the case', () => {
  const RECORD = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C04 COURT FULL by AGENCY',
    'C05 CHILD_WELFARE FULL by AGENCY',
  ];
  const JUVENILE = ['C22 CHILD_WELFARE FULL by AGENCY', 'C22 LAW_ENFORCEMENT FULL by AGENCY', 'C22 COURT FULL by AGENCY', 'C26 CHILD_WELFARE MINIMUM by AGENCY'];
  const care = (id: string) => ['CHILD_WELFARE', 'LPS', 'CMIA'].map((regime) => `${id} ${regime} FULL by CARE_COORDINATION`);

  it('reads the juvenile file and coordinates the minor\'s care (R-03.PROB.RECORD, R-38.PROB.HEALTH)', () => {
    expect(answered('PROBATION', 'PROBATION')).toEqual([
      ...RECORD, ...care('C09'), 'C12 CHILD_WELFARE FULL by AGENCY', ...care('C17'), ...care('C19'), ...JUVENILE,
    ]);
  });

  it('before the court reads the file, and coordinates nothing', () => {
    expect(answered('PROBATION', 'PROBATION', { asks: { purpose: 'COURT_PROCEEDING' } })).toEqual([
      ...RECORD, 'C12 CHILD_WELFARE FULL by AGENCY', ...JUVENILE,
    ]);
  });

  it('may use no health information against the minor', () => {
    const context = asking('PROBATION');
    const decision = decided(context, facts({ involvements: [involvement(context.caller.agency, 'PROBATION')] }));
    expect(cellOf(decision, 'MENTAL_HEALTH').obligations).toContain('NO_PROSECUTION_OF_MINOR');
    expect(cellOf(decision, 'MENTAL_HEALTH').obligations).toContain('NO_ONWARD');
  });

  it('reads the report and who made it only of a referral that probation investigates (R-20.PROB.INVESTIGATOR)', () => {
    const asks = { purpose: 'INVESTIGATION' } as const;
    expect(only(answered('PROBATION', 'PROBATION', { asks, relation: { referralKey: 'REFERRAL01' } }), 'C07', 'C08')).toEqual([]);
    expect(answered('PROBATION', 'INVESTIGATION', { asks })).toEqual([]);
    expect(answered('PROBATION', 'INVESTIGATION', { asks, relation: { referralKey: 'REFERRAL01' } })).toEqual([
      'C07 CHILD_WELFARE FULL by AGENCY', 'C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY',
    ]);
    expect(answered('PROBATION', 'INVESTIGATION', { relation: { referralKey: 'REFERRAL01' } })).toEqual([]);
  });

  it('reads education records where education is its duty (R-50.PROB.EDUCATION)', () => {
    expect(only(answered('PROBATION', 'PROBATION'), 'C18')).toEqual([]);
    expect(only(answered('PROBATION', 'PROBATION', { relation: { conditions: ['EDUCATION_RIGHTS'] } }), 'C18'))
      .toEqual(['C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY']);
  });

  it('goes on reading the file of a non-minor dependent, and coordinates care only where counsel allows it', () => {
    expect(answered('PROBATION', 'PROBATION', { about: dependent })).toEqual([...RECORD, 'C12 CHILD_WELFARE FULL by AGENCY', ...JUVENILE]);
    expect(only(answered('PROBATION', 'PROBATION', { about: dependent, settings: { careCoordinationCoversNonMinorDependents: true } }), 'C09'))
      .toEqual(care('C09'));
  });
});

describe('the foster-care public-health nurse', () => {
  const lines = answered('PUBLIC_HEALTH_NURSE', 'NURSING');

  it('learns who and where the youth is, the outline of the case, and coordinates care (R-03.PHN.RECORD, R-03.PHN.OUTLINE, R-38.PHN.HEALTH)', () => {
    expect(lines).toEqual([
      'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE MINIMUM by AGENCY', 'C04 COURT MINIMUM by AGENCY',
      'C05 CHILD_WELFARE FULL by AGENCY', 'C09 CHILD_WELFARE FULL by CARE_COORDINATION', 'C09 LPS FULL by CARE_COORDINATION',
      'C09 CMIA FULL by CARE_COORDINATION', 'C12 CHILD_WELFARE FULL by AGENCY', 'C16 CHILD_WELFARE FULL by CARE_COORDINATION',
      'C16 CMIA FULL by CARE_COORDINATION', 'C17 CHILD_WELFARE FULL by CARE_COORDINATION', 'C17 LPS FULL by CARE_COORDINATION',
      'C17 CMIA FULL by CARE_COORDINATION', 'C19 CHILD_WELFARE FULL by CARE_COORDINATION', 'C19 LPS FULL by CARE_COORDINATION',
      'C19 CMIA FULL by CARE_COORDINATION',
    ]);
  });

  it('learns of care that the youth controls only to treat the youth herself (R-46.PHN.TREATMENT)', () => {
    const clinic = agency('PUBLIC_HEALTH', { regimeStatus: 'COVERED_ENTITY' });
    const treats = [involvement(clinic, 'NURSING'), involvement(clinic, 'TREATMENT')];
    const of = (purpose: AccessContext['purpose'], involvements: readonly Involvement[], who = clinic) =>
      only(released(asking('PUBLIC_HEALTH_NURSE', { purpose, who: { agency: who } }), facts({ involvements })), 'C13', 'C14');
    expect(of('TREATMENT', treats)).toEqual([
      'C13 CHILD_WELFARE FULL by CARE_COORDINATION', 'C13 CMIA FULL by CARE_COORDINATION',
      'C14 CHILD_WELFARE FULL by CARE_COORDINATION', 'C14 CMIA FULL by CARE_COORDINATION',
    ]);
    expect(of('CARE_COORDINATION', treats)).toEqual([]);
    expect(of('TREATMENT', treats.slice(0, 1))).toEqual([]);
    expect(of('TREATMENT', treats.slice(1))).toEqual([]);
    expect(of('TREATMENT', treats, agency('PUBLIC_HEALTH'))).toEqual([]);
  });

  it('reads education records where the summary is hers to keep (R-50.PHN.EDUCATION)', () => {
    expect(only(answered('PUBLIC_HEALTH_NURSE', 'NURSING', { relation: { conditions: ['EDUCATION_RIGHTS'] } }), 'C18'))
      .toEqual(['C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY']);
  });

  it.each([['for public health at large', { asks: { purpose: 'PUBLIC_HEALTH' as const } }], ['of an adult who left care', { about: adult }]])('%s learns nothing', (_, more) => {
    expect(answered('PUBLIC_HEALTH_NURSE', 'NURSING', more)).toEqual([]);
  });
});

describe('the prosecutor of a filed case', () => {
  const RECORD = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C04 COURT FULL by AGENCY', 'C05 CHILD_WELFARE FULL by AGENCY',
    'C06 CHILD_WELFARE FULL by AGENCY', 'C06 LAW_ENFORCEMENT FULL by AGENCY',
  ];
  const REST = [
    'C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY', 'C16 CHILD_WELFARE FULL by AGENCY',
    'C22 CHILD_WELFARE FULL by AGENCY', 'C22 LAW_ENFORCEMENT FULL by AGENCY', 'C22 COURT FULL by AGENCY', 'C26 CHILD_WELFARE FULL by AGENCY',
  ];

  it('reads the file, and never where the victim is (R-03.DA.RECORD, R-03.DA.EXAM, R-21.DA.REPORT, R-26)', () => {
    expect(answered('DISTRICT_ATTORNEY', 'PROSECUTION')).toEqual([...RECORD, ...REST]);
  });

  it('learns who reported of the referral that the filed case came of, and of that alone (R-20.DA.REPORTER)', () => {
    const context = asking('DISTRICT_ATTORNEY');
    const about = facts({ involvements: [
      involvement(context.caller.agency, 'PROSECUTION', { referralKey: 'REFERRAL01' }),
      involvement(context.caller.agency, 'PROSECUTION', { referralKey: 'REFERRAL02', endedOn: localDate('2026-02-01') }),
      involvement(context.caller.agency, 'INVESTIGATION', { referralKey: 'REFERRAL03' }),
    ] });
    expect(released(context, about)).toEqual([...RECORD, 'C07 CHILD_WELFARE FULL by AGENCY', ...REST]);
    expect(decided(context, about).investigatedReferrals).toEqual(['REFERRAL01']);
  });

  it('is told that the youth is a victim', () => {
    const context = asking('DISTRICT_ATTORNEY');
    const decision = decided(context, facts({ involvements: [involvement(context.caller.agency, 'PROSECUTION')] }));
    expect(cellOf(decision, 'EXPLOITATION_DETAIL').obligations).toEqual(expect.arrayContaining(['NOTICE_VICTIM', 'NOTICE_827_10850']));
  });
});

describe('the school of enrolment', () => {
  const LINES = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE MINIMUM by AGENCY', 'C04 CHILD_WELFARE MINIMUM by AGENCY', 'C04 COURT MINIMUM by AGENCY',
    'C18 CHILD_WELFARE FULL by AGENCY', 'C18 FERPA FULL by AGENCY',
  ];

  it('learns educational needs and nothing else (R-50.EDU.IDENTITY, R-50.EDU.ENROLMENT, R-50.EDU.RECORD)', () => {
    expect(answered('EDUCATION', 'SCHOOLING')).toEqual(LINES);
    expect(answered('EDUCATION', 'SCHOOLING', { about: dependent })).toEqual(LINES);
    expect(answered('EDUCATION', 'SCHOOLING', { about: adult })).toEqual([]);
  });

  it('is told of juvenile justice by the court\'s notice only where counsel allows it (R-03.EDU.NOTICE)', () => {
    expect(answered('EDUCATION', 'SCHOOLING', { settings: { schoolNoticeUnder827b: true } })).toEqual([...LINES, 'C22 COURT MINIMUM by AGENCY']);
  });
});

describe('the juvenile court', () => {
  const FILE = [
    'C01 CHILD_WELFARE FULL by AGENCY', 'C02 CHILD_WELFARE FULL by AGENCY', 'C04 CHILD_WELFARE FULL by AGENCY', 'C04 COURT FULL by AGENCY',
    'C05 CHILD_WELFARE FULL by AGENCY', 'C06 CHILD_WELFARE FULL by AGENCY', 'C06 LAW_ENFORCEMENT FULL by AGENCY',
  ];
  const REST = [
    'C08 CHILD_WELFARE FULL by AGENCY', 'C08 LAW_ENFORCEMENT FULL by AGENCY', 'C09 CHILD_WELFARE FULL by AGENCY', 'C12 CHILD_WELFARE FULL by AGENCY',
    'C16 CHILD_WELFARE FULL by AGENCY', 'C17 CHILD_WELFARE FULL by AGENCY', 'C18 CHILD_WELFARE FULL by AGENCY', 'C19 CHILD_WELFARE FULL by AGENCY',
  ];
  const LAST = [
    'C22 CHILD_WELFARE FULL by AGENCY', 'C22 LAW_ENFORCEMENT FULL by AGENCY', 'C22 COURT FULL by AGENCY', 'C26 CHILD_WELFARE FULL by AGENCY',
    'C28 CHILD_WELFARE FULL by AGENCY', 'C28 COURT FULL by AGENCY',
  ];
  const REPORTER = 'C07 CHILD_WELFARE FULL by AGENCY';

  it('that hears the case reads what is filed, and no provider\'s own record (R-03.COURT.FILE, R-03.COURT.FILED, R-55.COURT.ADOPTION)', () => {
    expect(answered('COURT', 'JURISDICTION')).toEqual([...FILE, ...REST, ...LAST]);
  });

  it('learns who made the report that its case came of (R-20.COURT.REPORTER)', () => {
    expect(answered('COURT', 'JURISDICTION', { relation: { referralKey: 'REFERRAL01' } })).toEqual([...FILE, REPORTER, ...REST, ...LAST]);
  });

  it('appoints counsel who reads the same file, and immigration too (R-03.MCOUN.FILE, R-03.MCOUN.FILED, R-20.MCOUN.REPORTER, R-55.MCOUN.ADOPTION)', () => {
    const immigration = ['C21 CHILD_WELFARE FULL by AGENCY', 'C21 COURT FULL by AGENCY'];
    expect(answered('MINORS_COUNSEL', 'REPRESENTATION')).toEqual([...FILE, ...REST, ...immigration, ...LAST]);
    expect(answered('MINORS_COUNSEL', 'REPRESENTATION', { relation: { referralKey: 'REFERRAL01' } })).toEqual([...FILE, REPORTER, ...REST, ...immigration, ...LAST]);
  });
});

describe('every listed agency', () => {
  const LISTED = [
    ['PROBATION', 'PROBATION'], ['PUBLIC_HEALTH_NURSE', 'NURSING'], ['DISTRICT_ATTORNEY', 'PROSECUTION'], ['EDUCATION', 'SCHOOLING'],
    ['COURT', 'JURISDICTION'], ['MINORS_COUNSEL', 'REPRESENTATION'],
  ] as const;

  it.each(LISTED)('as %s learns nothing without its relation, before it, after it, by another\'s, or by another kind of agency', (role, as) => {
    const context = asking(role);
    const own = context.caller.agency;
    const shelter = agency('COMMUNITY_PROVIDER');
    const seen = (one: Involvement, asks = context) => released(asks, facts({ involvements: [one] }));
    expect(released(context, facts())).toEqual([]);
    expect(seen(involvement(own, as, { startedOn: localDate('2026-03-02') }))).toEqual([]);
    expect(seen(involvement(own, as, { endedOn: localDate('2026-03-01') }))).toEqual([]);
    expect(seen(involvement({ ...own, id: 'another' }, as))).toEqual([]);
    expect(seen(involvement(own, as, { personId: 'a colleague' }))).toEqual([]);
    expect(seen(involvement(own, as, { personId: context.caller.personId })).length).toBeGreaterThan(3);
    expect(seen(involvement(own, 'SERVICE'))).toEqual([]);
    expect(seen(involvement(shelter, as), asking(role, { who: { agency: shelter } }))).toEqual([]);
  });

  it.each(LISTED)('as %s learns nothing of a client whom the county sealed', (role, as) => {
    expect(answered(role, as, { about: { subject: { sensitivity: 'R' } } })).toEqual([]);
  });

  it.each(LISTED.slice(0, 4))('as %s needs an agreement, unless counsel finds none is needed (R-13.LISTED.AGREEMENT)', (role, as) => {
    expect(answered(role, as, { asks: { agreements: [] } })).toEqual([]);
    expect(answered(role, as, { asks: { agreements: [] }, settings: { listedAgenciesNeedNoAgreement: true } }).length).toBeGreaterThan(3);
  });

  it.each(LISTED)('as %s is told of no birthday by the end of its permission', (role, as) => {
    const context = asking(role);
    const about = (bornOn: string) => decided(context, facts({ subject: { bornOn: localDate(bornOn) }, involvements: [involvement(context.caller.agency, as)] }));
    expect(about('2008-03-15').admits).toBe(true);
    expect(about('2008-03-15').validUntil).toEqual(about('2011-06-15').validUntil);
  });
});

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
