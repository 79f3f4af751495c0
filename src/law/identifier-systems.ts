import type { Category } from './category.js';

/**
 * What it tells that a youth has an id in another system (rule G7): who has a probation case is known to probation.
 * By SYS_ID of OTH_ID_C. An id identifies, whatever else it tells, so its category is needed beside identity.
 * A system that is not here may tell anything; its ids are kept and released to nobody.
 */
const CATEGORY_OF_SYSTEM: ReadonlyMap<number, Category> = new Map<number, Category>([
  [1327, 'THIRD_PARTY'], // Companion Case
  [1328, 'JUVENILE_JUSTICE'], // Criminal Investigation Index
  [1329, 'CASE_FACTS'], // Family Preservation Case
  [1330, 'JUVENILE_JUSTICE'], // Juvenile Automated Index
  [1331, 'GENERAL_MEDICAL'], // Medical Record
  [1332, 'GENERAL_MEDICAL'], // Meds ID, of Medi-Cal
  [1333, 'CASE_FACTS'], // Previous Case
  [1334, 'JUVENILE_JUSTICE'], // Probation Case
  [1335, 'DEVELOPMENTAL_DISABILITY'], // Regional Center
  [6139, 'MENTAL_HEALTH'], // Mental Health
  [6274, 'EDUCATION'], // Pupil Identification Number
]);

/** Every category that an id of another system can tell of, and identity, which each of them tells. */
export const IDENTIFIER_CATEGORIES: readonly Category[] = ['IDENTITY_CORE', ...new Set(CATEGORY_OF_SYSTEM.values())];

/** The category that an id of that system tells of; null where the system is not known, and the id is nobody's to learn. */
export function categoryOfIdentifierSystem(system: number): Category | null {
  return CATEGORY_OF_SYSTEM.get(system) ?? null;
}

/** How an identifier that the county keeps too is named by system, before the number of OTH_ID_C. */
const KEPT_TOO = /^urn:ca:cwscms:OTH_ID_C:(\d{1,6})$/;

/** The system of an identifier of CWS/CMS by its URI, as `urn:ca:cwscms:OTH_ID_C:1334`. Absent: null for a URI of another kind. */
export function identifierSystemNamed(uri: string): number | null {
  const [, system] = KEPT_TOO.exec(uri) ?? [];
  return system === undefined ? null : Number(system);
}
