import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import type { Involvement } from '../../src/model/agency.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { answered, only } from './answered.js';
import { agency, asking, facts, involvement } from './people.js';
import { cellOf, decided, released } from './released.js';

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
