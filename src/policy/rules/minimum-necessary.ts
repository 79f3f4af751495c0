import { ROLES } from '../../law/role.js';
import { BASES } from '../../law/basis.js';
import { IN_FORCE, type Rule } from '../rule.js';

/** How far a release reaches (step 6). Authority: CFR_45_164_502, CFR_42_2_13. */
export const MINIMUM_NECESSARY_RULES: readonly Rule[] = [
  {
    id: 'G6.PARTNERS', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'FULL',
    when: { roles: ROLES.filter((role) => role !== 'COUNTY_WORKER') },
    authorities: ['CFR_45_164_514', 'WIC_10850'], effective: IN_FORCE,
    plain: 'Free text may hold anything, so it stays with the county\'s own workers.',
  },
  {
    id: 'G6.COUNTY', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'FULL',
    when: { roles: ['COUNTY_WORKER'], bases: BASES.filter((basis) => basis !== 'AGENCY') },
    authorities: ['CFR_45_164_514', 'CIV_56_103'], effective: IN_FORCE,
    plain: 'A county worker reads free text of the agency\'s own record only.',
  },
  {
    id: 'MIN.LOCATION', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM',
    when: { roles: ['MENTAL_HEALTH', 'PROVIDER', 'MDT_MEMBER', 'CHILD_ADVOCACY_CENTER', 'CFT_MEMBER'], categories: ['LOCATION'] },
    authorities: ['CFR_45_164_502', 'PC_293'], effective: IN_FORCE,
    plain: 'A partner learns where the youth is only as far as its role needs.',
  },
  {
    id: 'MIN.TREATING', layer: 'MINIMUM_NECESSARY', effect: 'LIMIT', extent: 'MINIMUM',
    when: { roles: ['MENTAL_HEALTH'], categories: ['CASE_FACTS'], bases: ['CARE_COORDINATION'] },
    authorities: ['CFR_45_164_502'], effective: IN_FORCE,
    plain: 'For treatment the outline of the case is enough.',
  },
];
