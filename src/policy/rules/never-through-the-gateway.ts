import { CATEGORIES } from '../../law/category.js';
import { ROLES } from '../../law/role.js';
import { basesListed } from '../../law/decision-table.js';
import { IN_FORCE, type Rule } from '../rule.js';

const enumerated = (category: 'REPORTER_IDENTITY' | 'SAFE_AT_HOME_ADDRESS' | 'ADOPTION') =>
  ROLES.filter((role) => basesListed(category, role).length > 0);

/** What stays closed whatever anyone consents to (step 1 of the evaluation model). */
export const CLOSED_RULES: readonly Rule[] = [
  {
    id: 'R-20.ENUMERATED', layer: 'FLOOR', effect: 'DENY',
    when: { categories: ['REPORTER_IDENTITY'], exceptRoles: enumerated('REPORTER_IDENTITY') },
    authorities: ['PC_11167'], effective: IN_FORCE,
    plain: 'Who reported abuse is told only to those whom the Penal Code lists, and no consent changes that.',
  },
  {
    id: 'R-28.SEALED', layer: 'FLOOR', effect: 'DENY', when: { categories: ['SEALED'] },
    authorities: ['WIC_781', 'WIC_786', 'PC_236_14'], effective: IN_FORCE,
    plain: 'A sealed or vacated matter is treated as not having occurred.',
  },
  {
    id: 'R-29.CORI', layer: 'FLOOR', effect: 'DENY', when: { categories: ['CRIMINAL_RECORD'] },
    authorities: ['PC_11105'], effective: IN_FORCE,
    plain: 'Criminal-offender record information does not pass through this gateway.',
  },
  {
    id: 'R-30.VAULT', layer: 'FLOOR', effect: 'DENY',
    when: { categories: ['SAFE_AT_HOME_ADDRESS'], exceptRoles: enumerated('SAFE_AT_HOME_ADDRESS') },
    authorities: ['GOV_6205'], effective: IN_FORCE,
    plain: 'The actual address of a Safe at Home participant stays with the county; others ask the Secretary of State.',
  },
  {
    id: 'R-36.PRIVILEGE', layer: 'FLOOR', effect: 'DENY', when: { categories: ['PRIVILEGED'] },
    authorities: ['EVID_1010', 'EVID_1035_4', 'EVID_1038'], effective: IN_FORCE,
    plain: 'What a youth told a counsellor, caseworker, lawyer or clergy in confidence stays at its source.',
  },
  {
    id: 'R-31.LIVE_INVESTIGATION', layer: 'FLOOR', effect: 'DENY', when: { categories: ['LIVE_INVESTIGATION'] },
    authorities: ['EVID_1040', 'GOV_7923_600'], effective: IN_FORCE,
    plain: 'The conduct of a live investigation stays in the system of the agency that conducts it.',
  },
  {
    id: 'R-55.ADOPTION', layer: 'FLOOR', effect: 'DENY',
    when: { categories: ['ADOPTION'], exceptRoles: enumerated('ADOPTION') },
    authorities: ['FAM_9200', 'WIC_832', 'WIC_18986_46'], effective: IN_FORCE,
    plain: 'Adoption records are closed to everyone but the units that keep them and the court.',
  },
  {
    id: 'R-02.STATE', layer: 'FLOOR', effect: 'DENY',
    when: { roles: ['STATE'], exceptCategories: ['DEIDENTIFIED'] },
    authorities: ['WIC_10850', 'CFR_45_205_50'], effective: IN_FORCE,
    plain: 'A legislative or statewide body receives counts, never a record of a youth.',
  },
  {
    id: 'R-00.OPERATOR', layer: 'FLOOR', effect: 'DENY',
    when: { roles: ['COUNTY_IT'], categories: CATEGORIES },
    authorities: ['WIC_10850'], effective: IN_FORCE,
    plain: 'Those who operate the gateway are entitled to no information of any youth.',
  },
];
