import { IN_FORCE, type Rule } from '../rule.js';

/**
 * The county's shared index (rule R-05). It tells who the youth is, in outline, and whom of the county to call; it lists
 * no contact of any other agency, because the name of a substance-use programme would tell of its patients.
 */
export const INDEX_RULES: readonly Rule[] = [
  {
    id: 'R-05.INDEX', layer: 'BASIS', effect: 'PERMIT', basis: 'INDEX', extent: 'MINIMUM',
    when: {
      roles: ['MENTAL_HEALTH', 'SUBSTANCE_USE_PROGRAM', 'PROVIDER', 'CHILD_ADVOCACY_CENTER'],
      agencyKinds: ['MENTAL_HEALTH', 'HOSPITAL', 'SUBSTANCE_USE_PROGRAM', 'COMMUNITY_PROVIDER', 'CHILD_ADVOCACY_CENTER'],
      purposes: ['MDT', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'SERVICES', 'TREATMENT'],
      categories: ['IDENTITY_CORE', 'WORKER_CONTACT'], facts: [['INDEX_DESIGNATED', 'AGREEMENT_LIVE']],
    },
    obligations: ['MOU_REQUIRED', 'NO_ONWARD'], authorities: ['WIC_18961_5'], effective: IN_FORCE, counsel: 'countyIndexOperates',
    plain: 'A person whom a director designated finds a youth at risk in the county\'s index, and the worker to call.',
  },
];
