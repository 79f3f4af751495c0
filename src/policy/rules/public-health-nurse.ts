import { IN_FORCE, type Rule } from '../rule.js';

const NURSE = { roles: ['PUBLIC_HEALTH_NURSE'], agencyKinds: ['PUBLIC_HEALTH'] } as const;
const PURPOSES = ['CARE_COORDINATION', 'CASE_MANAGEMENT', 'TREATMENT'] as const;
const FOSTERED = [['NURSING', 'SUBJECT_MINOR'], ['NURSING', 'SUBJECT_NON_MINOR_DEPENDENT']] as const;
const HEALTH = ['MENTAL_HEALTH', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'] as const;

/** The foster-care public-health nurse (rules ). */
export const PUBLIC_HEALTH_NURSE_RULES: readonly Rule[] = [
  {
    id: 'R-03.PHN.RECORD', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...NURSE, purposes: PURPOSES, facts: FOSTERED, regimes: ['CHILD_WELFARE'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER'],
    },
    authorities: ['WIC_827', 'WIC_10850', 'WIC_16010'], effective: IN_FORCE,
    plain: 'The foster-care nurse of the youth learns who and where the youth is and what bears on the youth\'s health.',
  },
  {
    id: 'R-03.PHN.OUTLINE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...NURSE, purposes: PURPOSES, facts: FOSTERED, categories: ['CASE_FACTS'] },
    authorities: ['WIC_827', 'WIC_10850'], effective: IN_FORCE,
    plain: 'Of the case itself the outline is enough for a nurse.',
  },
  {
    id: 'R-38.PHN.HEALTH', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: { ...NURSE, purposes: PURPOSES, facts: [['NURSING', 'SUBJECT_MINOR', 'AGREEMENT_LIVE']], categories: HEALTH },
    obligations: ['NO_ONWARD'], authorities: ['CIV_56_103', 'WIC_5328_04', 'WIC_16010'], effective: IN_FORCE,
    plain: 'The foster-care nurse coordinates the minor\'s health care.',
  },
  {
    id: 'R-38.PHN.DEPENDENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: { ...NURSE, purposes: PURPOSES, facts: [['NURSING', 'SUBJECT_NON_MINOR_DEPENDENT', 'AGREEMENT_LIVE']], categories: HEALTH },
    obligations: ['NO_ONWARD'], authorities: ['CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE, counsel: 'careCoordinationCoversNonMinorDependents',
    plain: 'Coordination of care by the nurse goes on for a dependent who has turned eighteen.',
  },
  {
    id: 'R-46.PHN.TREATMENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: {
      ...NURSE, purposes: ['TREATMENT'], facts: [['NURSING', 'TREATING', 'COVERED', 'AGREEMENT_LIVE']],
      categories: ['REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE'],
    },
    obligations: ['NO_ONWARD'], authorities: ['CFR_45_164_506', 'CIV_56_103'], effective: IN_FORCE,
    plain: 'Of care that the youth controls a nurse learns without a consent only what she needs to treat the youth herself.',
  },
  {
    id: 'R-50.PHN.EDUCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...NURSE, purposes: ['CARE_COORDINATION', 'CASE_MANAGEMENT'], categories: ['EDUCATION'],
      facts: [['NURSING', 'EDUCATION_DUTY', 'SUBJECT_MINOR'], ['NURSING', 'EDUCATION_DUTY', 'SUBJECT_NON_MINOR_DEPENDENT']],
    },
    obligations: ['NO_ONWARD'], authorities: ['CFR_34_99', 'EDC_49076', 'WIC_16010'], effective: IN_FORCE,
    plain: 'The nurse who keeps the health and education summary reads education records.',
  },
];
