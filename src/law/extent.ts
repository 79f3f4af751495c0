/**
 * How much of a category a release reaches; each includes the one before it.
 * `MINIMUM`: the role's minimum projection (45 CFR 164.502(b), 42 CFR 2.13(a); "min" in the decision table).
 * `FULL`: every coded field. `NARRATIVE`: free text too, which may hold any category (rule G6).
 */
export const EXTENTS = ['MINIMUM', 'FULL', 'NARRATIVE'] as const;
export type Extent = (typeof EXTENTS)[number];

export function reaches(released: Extent, needed: Extent): boolean {
  return EXTENTS.indexOf(released) >= EXTENTS.indexOf(needed);
}
