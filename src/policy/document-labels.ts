import { CATEGORY_REGIMES, type Cell } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';

/** What a category holds of itself: a record of therapy names its medicines, and notes of therapy are about the therapy. */
const HOLDS: Readonly<Partial<Record<Category, readonly Category[]>>> = {
  MENTAL_HEALTH: ['GENERAL_MEDICAL'],
  PSYCHOTHERAPY_NOTES: ['MENTAL_HEALTH', 'GENERAL_MEDICAL'],
  ASSAULT_MEDICAL: ['GENERAL_MEDICAL'],
  EXPLOITATION_DETAIL: ['CSEC_STATUS'],
};

/**
 * What a document carries beside its own category, each with the law that comes with it (rule G7): the law of the document
 * where the category can be under it, and else that of those whose record such a fact is.
 */
export function labelsBeside(own: Cell, told: readonly Category[]): readonly Cell[] {
  const held = [own.category, ...(HOLDS[own.category] ?? [])];
  return [...new Set(told)].filter((category) => !held.includes(category)).map((category) => {
    const regimes = CATEGORY_REGIMES[category];
    return { category, regime: regimes.includes(own.regime) ? own.regime : regimes.at(-1)! };
  });
}
