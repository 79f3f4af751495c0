import { IN_FORCE, type Rule } from '../rule.js';

const CARE = ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT'] as const;
const SERVED = ['SERVICES', 'CARE_COORDINATION', 'CASE_MANAGEMENT'] as const;
const DUTIES = ['MOU_REQUIRED'] as const;
const NAMED = [['CONSENT_COVERS']] as const;

/** Release on consent to agencies beside the first partners: programmes, caseworkers, centers and schools. */
export const PARTNER_CONSENT_RULES: readonly Rule[] = [
  {
    id: 'C.SUD', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['SUBSTANCE_USE_PROGRAM'], agencyKinds: ['SUBSTANCE_USE_PROGRAM'], purposes: [...CARE, 'EMERGENCY_TREATMENT'], facts: NAMED,
      categories: [
        'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'HIV',
        'GENERAL_MEDICAL',
      ],
    },
    obligations: DUTIES, authorities: ['CFR_42_2_31', 'CIV_56_11', 'HSC_120975'], effective: IN_FORCE,
    plain: 'A substance-use programme receives what a consent names it for.',
  },
  {
    id: 'C.HTC', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['TRAFFICKING_CASEWORKER'], agencyKinds: ['TRAFFICKING_SERVICES'], purposes: SERVED, facts: NAMED,
      categories: [
        'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2',
        'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'SOGIE', 'IMMIGRATION',
      ],
    },
    obligations: DUTIES, authorities: ['CIV_56_11', 'WIC_10850', 'CFR_42_2_31', 'EVID_1038'], effective: IN_FORCE,
    plain: 'A human-trafficking caseworker receives what the youth names the organisation for.',
  },
  {
    id: 'C.CAC', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['CHILD_ADVOCACY_CENTER'], agencyKinds: ['CHILD_ADVOCACY_CENTER'], purposes: ['SERVICES', 'CARE_COORDINATION', 'INVESTIGATION', 'MDT'], facts: NAMED,
      categories: [
        'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'GENERAL_MEDICAL', 'EDUCATION',
        'DEVELOPMENTAL_DISABILITY',
      ],
    },
    obligations: DUTIES, authorities: ['CIV_56_11', 'WIC_5328_7', 'CFR_42_2_31'], effective: IN_FORCE,
    plain: 'A child advocacy center receives the health and school information that a consent names it for.',
  },
  {
    id: 'C.EDU', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['EDUCATION'], agencyKinds: ['EDUCATION'], purposes: ['SERVICES', 'CARE_COORDINATION'], facts: NAMED,
      categories: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY', 'SOGIE'],
    },
    obligations: DUTIES, authorities: ['CIV_56_11', 'WIC_5328_7', 'CFR_42_2_31', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'A school receives the information that a consent names it for.',
  },
  {
    id: 'C.PROBATION', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['PROBATION'], agencyKinds: ['PROBATION'], purposes: ['CASE_MANAGEMENT', 'CARE_COORDINATION'], facts: [['CONSENT_COVERS', 'ON_PROBATION']],
      categories: ['SUBSTANCE_USE_PART2'],
    },
    obligations: DUTIES, authorities: ['CFR_42_2_31'], effective: IN_FORCE,
    plain: 'The probation officer of the case receives Part 2 records on a consent that names the department.',
  },
  {
    id: 'C.PHN', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['PUBLIC_HEALTH_NURSE'], agencyKinds: ['PUBLIC_HEALTH'], purposes: [...CARE, 'PUBLIC_HEALTH'], facts: [['CONSENT_COVERS', 'NURSING']],
      categories: ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'SOGIE'],
    },
    obligations: DUTIES, authorities: ['CFR_42_2_31', 'CIV_56_11', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'The foster-care nurse receives what the youth alone controls on a consent that names the nurse.',
  },
];
