import type { Category } from '../../law/category.js';
import { IN_FORCE, type Conditions, type Rule } from '../rule.js';

const POLICE = { roles: ['LAW_ENFORCEMENT'], agencyKinds: ['LAW_ENFORCEMENT'], purposes: ['INVESTIGATION', 'MISSING_CHILD'] } as const;
const CLEARINGHOUSE = { roles: ['NCMEC'], agencyKinds: ['MISSING_CHILDREN_CLEARINGHOUSE'], purposes: ['MISSING_CHILD'] } as const;
const EITHER: Conditions = [['REPORT_OF_EXPLOITATION', 'CREDENTIAL_VERIFIED'], ['REPORT_OF_MISSING', 'CREDENTIAL_VERIFIED']];
const MISSING: Conditions = [['REPORT_OF_MISSING', 'CREDENTIAL_VERIFIED']];

/** What endangers a missing child, as far as statute names it: never Part 2, infections, HIV or orientation. */
const ENDANGERMENT: readonly Category[] = [
  'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'REPRODUCTIVE_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY',
];

/**
 * Mandatory disclosures (step 2, rules ): to the agency that the county must report to, while the matter is
 * open, exactly the statutory minimum. No refusal narrows them; the floor and each category's own law still do. Who the
 * child is and where it was last is told in full, because the report is about that; all else in outline.
 */
export const MANDATE_RULES: readonly Rule[] = [
  {
    id: 'R-23.LE.IDENTITY', layer: 'MANDATE', effect: 'PERMIT', extent: 'FULL',
    when: { ...POLICE, categories: ['IDENTITY_CORE'], facts: EITHER },
    authorities: ['PC_11166_J', 'USC_42_671_A_35'], effective: IN_FORCE,
    plain: 'The report says who the child is.',
  },
  {
    id: 'R-23.LE.FACTS', layer: 'MANDATE', effect: 'PERMIT', extent: 'MINIMUM',
    when: { ...POLICE, categories: ['CSEC_STATUS', 'EXPLOITATION_DETAIL', 'WORKER_CONTACT'], facts: EITHER },
    authorities: ['PC_11166_J', 'USC_42_671_A_35', 'PC_11165_1'], effective: IN_FORCE,
    plain: 'The report says that the child is a victim or at risk, what is needed to investigate, and whom to call.',
  },
  {
    id: 'R-24.LE.LAST_KNOWN', layer: 'MANDATE', effect: 'PERMIT', extent: 'FULL',
    when: { ...POLICE, categories: ['LOCATION'], facts: MISSING },
    authorities: ['USC_42_671_A_35', 'WIC_16501_35'], effective: IN_FORCE,
    plain: 'Of a missing child law enforcement learns the last known placement.',
  },
  {
    id: 'R-24.LE.ENDANGERMENT', layer: 'MANDATE', effect: 'PERMIT', extent: 'MINIMUM',
    when: { ...POLICE, categories: ENDANGERMENT, facts: MISSING },
    authorities: ['USC_42_671_A_35'], effective: IN_FORCE, counsel: 'policeReceiveEndangerment',
    plain: 'The report of a missing child tells law enforcement too what endangers the child.',
  },
  {
    id: 'R-24.NCMEC.IDENTITY', layer: 'MANDATE', effect: 'PERMIT', extent: 'FULL',
    when: { ...CLEARINGHOUSE, categories: ['IDENTITY_CORE'], facts: MISSING },
    authorities: ['USC_42_671_A_35'], effective: IN_FORCE,
    plain: 'The clearinghouse learns who the missing child is and how to recognize it.',
  },
  {
    id: 'R-24.NCMEC.FACTS', layer: 'MANDATE', effect: 'PERMIT', extent: 'MINIMUM',
    when: { ...CLEARINGHOUSE, categories: ['LOCATION', 'CSEC_STATUS', 'WORKER_CONTACT'], facts: MISSING },
    authorities: ['USC_42_671_A_35', 'WIC_16501_35'], effective: IN_FORCE,
    plain: 'The clearinghouse learns where the child was last seen, that it risks exploitation, and whom to call.',
  },
  {
    id: 'R-24.NCMEC.ENDANGERMENT', layer: 'MANDATE', effect: 'PERMIT', extent: 'MINIMUM',
    when: { ...CLEARINGHOUSE, categories: ENDANGERMENT, facts: MISSING },
    authorities: ['USC_42_671_A_35'], effective: IN_FORCE,
    plain: 'The clearinghouse learns what endangers the child: medication, conditions, danger to self, pregnancy.',
  },
];
