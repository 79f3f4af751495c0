import { IN_FORCE, type Rule } from '../rule.js';

const COORDINATION = ['CARE_COORDINATION', 'CASE_MANAGEMENT', 'TREATMENT'] as const;
const MINOR_REACH = [
  ['SUBJECT_MINOR', 'OWN_COUNTY', 'CARRYING'], ['SUBJECT_MINOR', 'OWN_COUNTY', 'SUPERVISING', 'COUNTYWIDE_READ'],
] as const;
const SHARED_REACH = [['SUBJECT_MINOR', 'CARRYING'], ['SUBJECT_MINOR', 'SUPERVISING']] as const;
const DEPENDENT_REACH = [
  ['SUBJECT_NON_MINOR_DEPENDENT', 'OWN_COUNTY', 'CARRYING'],
  ['SUBJECT_NON_MINOR_DEPENDENT', 'OWN_COUNTY', 'SUPERVISING', 'COUNTYWIDE_READ'],
] as const;
const TREATING_REACH = [['TREATING', 'COVERED', 'AGREEMENT_LIVE']] as const;
const TREATING = { roles: ['MENTAL_HEALTH'], agencyKinds: ['MENTAL_HEALTH'], purposes: COORDINATION, facts: TREATING_REACH } as const;

const HEALTH = ['MENTAL_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'] as const;

/** Coordination of care (rules ). Authority: CIV_56_103, WIC_5328_04, CFR_45_164_506. */
export const CARE_COORDINATION_RULES: readonly Rule[] = [
  {
    id: 'R-38.CW.HEALTH', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: {
      roles: ['COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: COORDINATION,
      categories: HEALTH, facts: MINOR_REACH,
    },
    authorities: ['CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE,
    plain: 'The social worker who carries the case coordinates the minor\'s health and mental-health care.',
  },
  {
    id: 'R-38.XCW.HEALTH', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: {
      roles: ['OTHER_COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: COORDINATION,
      categories: HEALTH, facts: SHARED_REACH,
    },
    authorities: ['CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE,
    plain: 'The worker of a county that supervises the minor coordinates the minor\'s care.',
  },
  {
    id: 'R-38.CW.DEPENDENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: {
      roles: ['COUNTY_WORKER'], agencyKinds: ['CHILD_WELFARE'], purposes: COORDINATION,
      categories: HEALTH, facts: DEPENDENT_REACH,
    },
    authorities: ['CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE, counsel: 'careCoordinationCoversNonMinorDependents',
    plain: 'Coordination of care goes on for a dependent who has turned eighteen.',
  },
  {
    id: 'R-37.MH.TREATMENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: { ...TREATING, categories: ['IDENTITY_CORE', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER', ...HEALTH] },
    obligations: ['MOU_REQUIRED'],
    authorities: ['CFR_45_164_506', 'CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE,
    plain: 'An agency that treats the youth receives what treatment and its coordination need.',
  },
  {
    id: 'R-37.SUD.TREATMENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: {
      roles: ['SUBSTANCE_USE_PROGRAM'], agencyKinds: ['SUBSTANCE_USE_PROGRAM'], purposes: COORDINATION,
      categories: ['SUBSTANCE_USE_OTHER'], facts: [['TREATING', 'AGREEMENT_LIVE']],
    },
    obligations: ['MOU_REQUIRED'], authorities: ['CFR_45_164_506', 'CIV_56_103'], effective: IN_FORCE,
    plain: 'A substance-use programme that treats the youth receives what others than such programmes know of the use.',
  },
  {
    id: 'R-37.MH.CONTEXT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'MINIMUM',
    when: { ...TREATING, categories: ['LOCATION', 'CASE_FACTS'] },
    obligations: ['MOU_REQUIRED'],
    authorities: ['CFR_45_164_506', 'CIV_56_103', 'CFR_45_164_502'], effective: IN_FORCE,
    plain: 'An agency that treats the youth learns the county of residence and the outline of the case.',
  },
];
