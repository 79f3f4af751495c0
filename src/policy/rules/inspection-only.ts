import { IN_FORCE, type Rule } from '../rule.js';

/**
 * Letter V of the decision table: who may inspect a part of the juvenile file and not copy it (rule R-03). An answer is
 * a copy, so nothing opens here until counsel reads the section so that copies may be given.
 */
export const INSPECTION_ONLY_RULES: readonly Rule[] = [
  {
    id: 'R-03.MH.INSPECTION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: {
      roles: ['MENTAL_HEALTH'], agencyKinds: ['MENTAL_HEALTH'], purposes: ['TREATMENT', 'CARE_COORDINATION', 'CASE_MANAGEMENT'],
      categories: ['JUVENILE_JUSTICE'], regimes: ['CHILD_WELFARE', 'COURT'], facts: [['TREATING', 'AGREEMENT_LIVE']],
    },
    obligations: ['NO_ONWARD'], authorities: ['WIC_827'], effective: IN_FORCE, counsel: 'copiesUnder827',
    plain: 'An agency that treats the youth sees the outline of the youth\'s matters before the juvenile court.',
  },
  {
    id: 'R-21.PARENT.INSPECTION', layer: 'BASIS', effect: 'PERMIT', basis: 'AGENCY', extent: 'MINIMUM',
    when: {
      roles: ['PARENT'], agencyKinds: ['PERSON_PORTAL'], purposes: ['SUBJECT_REQUEST'], categories: ['ABUSE_REPORT'],
      regimes: ['CHILD_WELFARE'], facts: [['PARENT', 'SUBJECT_MINOR']],
    },
    authorities: ['WIC_827', 'PC_11167_5'], effective: IN_FORCE, counsel: 'copiesUnder827',
    plain: 'A parent sees that there is a report of abuse and when it was made.',
  },
];
