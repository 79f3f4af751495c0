import { IN_FORCE, type Rule } from '../rule.js';

const SELF = { agencyKinds: ['PERSON_PORTAL'], purposes: ['SUBJECT_REQUEST'], facts: [['IS_SUBJECT']] } as const;
const OWN = [
  'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2',
  'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL', 'EDUCATION',
  'DEVELOPMENTAL_DISABILITY', 'SOGIE', 'IMMIGRATION', 'JUVENILE_JUSTICE',
] as const;

/**
 * The youth, and the adult who was one, about himself (rules ). Who reported, and other people in the file,
 * stay redacted: they are categories of their own, which no row here opens, and free text is not released to partners.
 */
export const YOUTH_RULES: readonly Rule[] = [
  {
    id: 'R-03.YOUTH.OWN', layer: 'BASIS', effect: 'PERMIT', basis: 'SELF', extent: 'FULL', when: { ...SELF, roles: ['YOUTH'], categories: OWN },
    authorities: ['WIC_827', 'CFR_45_164_524', 'HSC_123110'], effective: IN_FORCE,
    plain: 'The youth reads what the file holds of the youth.',
  },
  {
    id: 'R-21.YOUTH.REPORT', layer: 'BASIS', effect: 'PERMIT', basis: 'SELF', extent: 'MINIMUM',
    when: { ...SELF, roles: ['YOUTH'], categories: ['ABUSE_REPORT'] },
    authorities: ['WIC_827', 'PC_11167_5'], effective: IN_FORCE,
    plain: 'Of a report of abuse the youth learns that there is one and when it was made.',
  },
  {
    id: 'R-53.FORMER.OWN', layer: 'BASIS', effect: 'PERMIT', basis: 'SELF', extent: 'FULL',
    when: { ...SELF, roles: ['FORMER_YOUTH'], categories: [...OWN, 'ABUSE_REPORT'] },
    authorities: ['WIC_827', 'SB_413', 'CFR_45_164_524', 'HSC_123110'], effective: IN_FORCE,
    plain: 'An adult who was the subject of the file reads it, less who reported and what is of other people.',
  },
];
