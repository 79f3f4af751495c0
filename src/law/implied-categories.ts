import type { Category } from './category.js';

/**
 * What a coded value tells beside its own field (rule G7): a reason to end a placement that names a state hospital is a
 * mental-health fact, wherever it stands. One table of codes, by SYS_ID, which is unique over all CWS/CMS code tables;
 * a code that is not here tells no more than its field does.
 * Source: facts of the public copy of the CWS/CMS system codes of December 2018, SYS_CD_C.
 */
const CODES_BY_CATEGORY: Partial<Readonly<Record<Category, readonly number[]>>> = {
  REPRODUCTIVE_HEALTH: [
    5424, // PLCG_RNC Minor Mother Needs to be Placed w/ Child
  ],
  MENTAL_HEALTH: [
    1437, // PLCG_RNC Committed to State Hospital
    6138, // RMV_RSNC Non-CWD Mental Health/Kin-GAP
    307, // CLS_RSNC Child Committed to State Hospital
  ],
  GENERAL_MEDICAL: [
    1441, // PLCG_RNC Child in Medical Facility
    309, // CLS_RSNC Child in Medic Fac/Depen Dismsd or Susp
    1420, // PLC_FCLC Medical Facility
  ],
  DEVELOPMENTAL_DISABILITY: [
    1610, // RMV_RSNC Child's Disability or Handicap
  ],
  JUVENILE_JUSTICE: [
    1436, // PLCG_RNC Incarcerated
    6311, // PLCG_RNC Child Adjudged 601/602
    6798, // PLCG_RNC Moved Between Probation & Child Welfare
    1616, // RMV_RSNC Law Violation
    1621, // RMV_RSNC Status Offense
    308, // CLS_RSNC Incarcerated - Adjudicated 601/602
    5634, // CLS_RSNC Incarcerated - Adjudicated Non 601/602
    5635, // CLS_RSNC Not Incarcerated - Adjudicate 601/602
    6307, // CLS_RSNC Child rec svcs from Probation, Case Susp
    6452, // CLS_RSNC Change from 601/602 to 300 Dependency
  ],
  ADOPTION: [
    1426, 1427, 1428, // PLCG_RNC adoptive placement with a relative, a nonrelative, a former foster family
    5419, // PLCG_RNC Fost- Adopt Placement
    5535, // PLCG_RNC Adoptive Placement Agreement Signed
    6527, // PLCG_RNC Tribal Customary Adoption
    1612, // RMV_RSNC Disrupted Adoptive Placement
    1618, // RMV_RSNC Relinquishment
    5976, // RMV_RSNC Safely Surrendered Baby
    302, 303, 304, // CLS_RSNC adoption finalized, by whom
    305, // CLS_RSNC Services Provided By Adoption Agency
  ],
};

const CATEGORY_OF_CODE: ReadonlyMap<number, Category> = new Map(
  Object.entries(CODES_BY_CATEGORY).flatMap(([category, codes]) => codes.map((code): [number, Category] => [code, category as Category])),
);

/** RSP_AGY_CD: who is responsible tells why. C county welfare, O out of state, I Indian child welfare and K Kin-GAP tell nothing more. */
const CATEGORY_OF_AGENCY: Readonly<Partial<Record<string, Category>>> = {
  P: 'JUVENILE_JUSTICE', M: 'MENTAL_HEALTH', A: 'ADOPTION', S: 'ADOPTION',
};

/** The category that a coded value tells of beside its field's own; null when it tells no more. */
export function categoryImpliedByCode(code: number): Category | null {
  return CATEGORY_OF_CODE.get(code) ?? null;
}

/** The category that a responsible agency's letter tells of beside its field's own; null when it tells no more. */
export function categoryImpliedByAgency(letter: string): Category | null {
  return CATEGORY_OF_AGENCY[letter] ?? null;
}
