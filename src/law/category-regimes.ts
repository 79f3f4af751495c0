import { CATEGORIES, type Category } from './category.js';
import { REGIMES, type Regime } from './regime.js';

/**
 * The regimes that a record of each category can come under. A record labelled otherwise (a school's regime on a
 * mental-health row, or no label) has no cell, and is withheld until it is labelled rightly: whatever a Part 2
 * programme holds is SUBSTANCE_USE_PART2, whichever fact it tells.
 */
export const CATEGORY_REGIMES: Readonly<Record<Category, readonly Regime[]>> = {
  IDENTITY_CORE: ['CHILD_WELFARE'],
  LOCATION: ['CHILD_WELFARE'],
  SAFE_AT_HOME_ADDRESS: ['CHILD_WELFARE'],
  CASE_FACTS: ['CHILD_WELFARE', 'COURT'],
  CSEC_STATUS: ['CHILD_WELFARE'],
  EXPLOITATION_DETAIL: ['CHILD_WELFARE', 'LAW_ENFORCEMENT'],
  REPORTER_IDENTITY: ['CHILD_WELFARE'],
  ABUSE_REPORT: ['CHILD_WELFARE', 'LAW_ENFORCEMENT'],
  MENTAL_HEALTH: ['CHILD_WELFARE', 'LPS', 'CMIA'],
  PSYCHOTHERAPY_NOTES: ['LPS', 'CMIA'],
  SUBSTANCE_USE_PART2: ['PART2'],
  SUBSTANCE_USE_OTHER: ['CHILD_WELFARE', 'CMIA'],
  REPRODUCTIVE_HEALTH: ['CHILD_WELFARE', 'CMIA'],
  COMMUNICABLE_DISEASE: ['CHILD_WELFARE', 'CMIA'],
  HIV: ['CHILD_WELFARE', 'CMIA'],
  ASSAULT_MEDICAL: ['CHILD_WELFARE', 'CMIA'],
  GENERAL_MEDICAL: ['CHILD_WELFARE', 'LPS', 'CMIA'],
  EDUCATION: ['CHILD_WELFARE', 'FERPA'],
  DEVELOPMENTAL_DISABILITY: ['CHILD_WELFARE', 'LPS', 'CMIA'],
  SOGIE: ['CHILD_WELFARE', 'CMIA'],
  IMMIGRATION: ['CHILD_WELFARE', 'COURT'],
  JUVENILE_JUSTICE: ['CHILD_WELFARE', 'LAW_ENFORCEMENT', 'COURT'],
  SEALED: ['LAW_ENFORCEMENT', 'COURT'],
  PRIVILEGED: ['CHILD_WELFARE', 'CMIA'],
  CRIMINAL_RECORD: ['LAW_ENFORCEMENT'],
  THIRD_PARTY: ['CHILD_WELFARE'],
  LIVE_INVESTIGATION: ['LAW_ENFORCEMENT'],
  ADOPTION: ['CHILD_WELFARE', 'COURT'],
  WORKER_CONTACT: ['CHILD_WELFARE'],
  DEIDENTIFIED: ['CHILD_WELFARE'],
};

/** One square of a decision: a category from one regime of provenance. */
export interface Cell {
  readonly category: Category;
  readonly regime: Regime;
}

/** Every cell, in the order of the categories; the order of `Decision.cells`. */
export const CELLS: readonly Cell[] = Object.freeze(
  CATEGORIES.flatMap((category) => CATEGORY_REGIMES[category].map((regime) => Object.freeze({ category, regime }))),
);

const PLACES = Object.freeze(Object.fromEntries(CATEGORIES.map((category) => [category, Object.freeze(Object.fromEntries(
  REGIMES.map((regime) => [regime, CELLS.findIndex((cell) => cell.category === category && cell.regime === regime)]),
))]))) as Readonly<Partial<Record<Category, Readonly<Partial<Record<Regime, number>>>>>>;

/** The place of a category and regime among the cells; -1 for what is no cell. */
export function cellIndex(category: Category, regime: Regime): number {
  return PLACES[category]?.[regime] ?? -1;
}
