import { CATEGORIES } from '../../law/category.js';
import { IN_FORCE, type Rule } from '../rule.js';

const WITH_RIGHTS = { roles: ['PARENT'], agencyKinds: ['PERSON_PORTAL'], purposes: ['SUBJECT_REQUEST'] } as const;
const OF_MINOR = [['PARENT', 'SUBJECT_MINOR']] as const;
const MINOR_MAY_CONSENT = ['MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER'] as const;
const BESIDE_THE_FLAG = ['IDENTITY_CORE', 'CASE_FACTS'] as const;

/**
 * A parent or guardian who asks for the file of the minor (rules ). Rows of care to which the minor
 * consented are none of it: `minorConsentedRows` leaves them out for a parent, whatever these rules open.
 */
export const PARENT_RULES: readonly Rule[] = [
  {
    id: 'R-52.PARENT.FILE', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...WITH_RIGHTS, facts: OF_MINOR, regimes: ['CHILD_WELFARE', 'COURT'],
      categories: ['IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'JUVENILE_JUSTICE'],
    },
    authorities: ['WIC_827'], effective: IN_FORCE,
    plain: 'A parent whose rights stand inspects the juvenile file of the minor.',
  },
  {
    id: 'R-52.PARENT.DETAIL', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: { ...WITH_RIGHTS, facts: OF_MINOR, regimes: ['CHILD_WELFARE'], categories: ['EXPLOITATION_DETAIL'] },
    authorities: ['WIC_827'], effective: IN_FORCE,
    plain: 'Of the exploitation itself a parent learns what names no other person.',
  },
  {
    id: 'R-52.PARENT.HEALTH', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: {
      ...WITH_RIGHTS, facts: OF_MINOR, regimes: ['CHILD_WELFARE'],
      categories: [...MINOR_MAY_CONSENT, 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'],
    },
    authorities: ['WIC_827', 'HSC_123110'], effective: IN_FORCE,
    plain: 'A parent inspects what the county\'s file holds of the minor\'s health; a provider\'s own record the parent asks of the provider.',
  },
  {
    id: 'R-50.PARENT.EDUCATION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'FULL',
    when: { ...WITH_RIGHTS, facts: [['PARENT', 'SUBJECT_MINOR', 'EDUCATION_DUTY']], categories: ['EDUCATION'] },
    authorities: ['CFR_34_99', 'EDC_49076'], effective: IN_FORCE,
    plain: 'A parent who holds the educational rights reads the education record.',
  },
  {
    id: 'R-39.PARENT.REMOVED', layer: 'CATEGORY_LAW', effect: 'REQUIRE', when: { roles: ['PARENT'], categories: ['MENTAL_HEALTH'] },
    requires: [['SUBJECT_WITH_PARENT'], ['PARENT_AUTHORIZED_BY_COURT']],
    authorities: ['CIV_56_106', 'WIC_5328_03'], effective: IN_FORCE,
    plain: 'After a removal no mental-health record goes to the parent unless the juvenile court found that it does no harm.',
  },
  {
    id: 'R-46.PARENT.MINOR_MAY_CONSENT', layer: 'BASIS', effect: 'REQUIRE', basis: 'AGENCY',
    when: { roles: ['PARENT'], categories: MINOR_MAY_CONSENT },
    requires: [['SUBJECT_UNDER_TWELVE']], counsel: 'parentInspectsCareMinorCouldConsentTo',
    authorities: ['HSC_123110', 'HSC_123115', 'FAM_6924', 'FAM_6929'], effective: IN_FORCE,
    plain: 'What a minor of twelve or more could have consented to alone a parent does not inspect, whoever signed for it.',
  },
  {
    id: 'R-52.PARENT.SAFETY', layer: 'BASIS', effect: 'DENY', basis: 'AGENCY',
    when: { roles: ['PARENT'], categories: CATEGORIES.filter((one) => !(BESIDE_THE_FLAG as readonly string[]).includes(one)), facts: [['SAFETY_FLAGGED']] },
    authorities: ['WIC_827', 'PC_293'], effective: IN_FORCE,
    plain: 'A parent against whom a safety flag stands learns nothing that could lead to the youth.',
  },
  {
    id: 'R-52.PARENT.SAFETY_OUTLINE', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM',
    when: { roles: ['PARENT'], categories: BESIDE_THE_FLAG, bases: ['AGENCY'], facts: [['SAFETY_FLAGGED']] },
    authorities: ['WIC_827', 'PC_293'], effective: IN_FORCE,
    plain: 'To a parent against whom a safety flag stands the outline of identity and case is told, and no more.',
  },
];
