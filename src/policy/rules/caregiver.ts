import { IN_FORCE, type Rule } from '../rule.js';

const CAREGIVER = {
  roles: ['CAREGIVER'], agencyKinds: ['PERSON_PORTAL'], purposes: ['CARE_COORDINATION'], facts: [['CARING', 'SUBJECT_MINOR']],
} as const;

/** Whoever cares for the minor now (rules ): what the placement needs, and the health passport. */
export const CAREGIVER_RULES: readonly Rule[] = [
  {
    id: 'R-00.CARE.IDENTITY', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...CAREGIVER, categories: ['IDENTITY_CORE'] },
    authorities: ['WIC_827', 'WIC_16010_4'], effective: IN_FORCE,
    plain: 'A caregiver knows who the minor in his care is.',
  },
  {
    id: 'R-00.CARE.OUTLINE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...CAREGIVER, categories: ['CASE_FACTS'] },
    authorities: ['WIC_16010_4'], effective: IN_FORCE,
    plain: 'Of the case a caregiver learns the outline that the placement needs.',
  },
  {
    id: 'R-00.CARE.CSEC', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...CAREGIVER, categories: ['CSEC_STATUS'] },
    authorities: ['WIC_16010_4'], effective: IN_FORCE, counsel: 'caregiverLearnsCsecStatus',
    plain: 'A caregiver who must keep the minor safe learns whether the minor is at risk or a victim.',
  },
  {
    id: 'R-38.CARE.PASSPORT', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'FULL',
    when: { ...CAREGIVER, categories: ['GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'] },
    obligations: ['NO_ONWARD'], authorities: ['WIC_16010', 'CIV_56_103', 'WIC_5328_04'], effective: IN_FORCE,
    plain: 'The health passport comes with the minor: conditions, medication and what the minor\'s care asks for.',
  },
  {
    id: 'R-38.CARE.MENTAL_HEALTH', layer: 'BASIS', effect: 'PERMIT', basis: 'CARE_COORDINATION', extent: 'MINIMUM',
    when: { ...CAREGIVER, categories: ['MENTAL_HEALTH'] },
    obligations: ['NO_ONWARD'], authorities: ['CIV_56_103', 'WIC_5328_04', 'WIC_16010_4'], effective: IN_FORCE,
    plain: 'Of mental health a caregiver learns only what daily care needs.',
  },
  {
    id: 'R-50.CARE.EDUCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...CAREGIVER, categories: ['EDUCATION'] },
    obligations: ['NO_ONWARD'], authorities: ['EDC_49076', 'WIC_16010'], effective: IN_FORCE,
    plain: 'A caregiver sees to the minor\'s schooling and reads the education record.',
  },
];
