import { IN_FORCE, type Rule } from '../rule.js';

/** Release on the youth's consent to persons who stand by the youth: appointed counsel, parent, caregiver. */
export const PERSON_CONSENT_RULES: readonly Rule[] = [
  {
    id: 'C.COUNSEL', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['MINORS_COUNSEL'], agencyKinds: ['MINORS_COUNSEL'], purposes: ['COURT_PROCEEDING'], facts: [['CONSENT_COVERS', 'REPRESENTING']],
      categories: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'SOGIE'],
    },
    authorities: ['WIC_317', 'CIV_56_11', 'CFR_42_2_31', 'HSC_120975'], effective: IN_FORCE,
    plain: 'Appointed counsel receives on the youth\'s consent what the youth alone controls.',
  },
  {
    id: 'C.PARENT', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['PARENT'], agencyKinds: ['PERSON_PORTAL'], purposes: ['SUBJECT_REQUEST'], facts: [['CONSENT_COVERS', 'PARENT']],
      categories: ['SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'SOGIE'],
    },
    authorities: ['CFR_42_2_14', 'FAM_6925', 'HSC_123115', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'A parent learns of care that the youth controls when the youth says so.',
  },
  {
    id: 'C.CAREGIVER', layer: 'BASIS', effect: 'PERMIT', basis: 'CONSENT', extent: 'FULL',
    when: {
      roles: ['CAREGIVER'], agencyKinds: ['PERSON_PORTAL'], purposes: ['CARE_COORDINATION'], facts: [['CONSENT_COVERS', 'CARING']],
      categories: ['CSEC_STATUS', 'SUBSTANCE_USE_PART2', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'SOGIE'],
    },
    authorities: ['CFR_42_2_14', 'CIV_56_11', 'HSC_120975', 'WIC_16001_9'], effective: IN_FORCE,
    plain: 'A caregiver learns of what the youth controls when the youth says so.',
  },
];
