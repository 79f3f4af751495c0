import { CATEGORY_REGIMES, type Cell } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';
import type { DocumentKind } from '../model/case-document.js';

/** What a category holds of itself: a record of care names its medicines, and notes of therapy are about the therapy. */
const HOLDS: Readonly<Partial<Record<Category, readonly Category[]>>> = {
  MENTAL_HEALTH: ['GENERAL_MEDICAL'],
  PSYCHOTHERAPY_NOTES: ['MENTAL_HEALTH', 'GENERAL_MEDICAL'],
  SUBSTANCE_USE_PART2: ['GENERAL_MEDICAL'],
  SUBSTANCE_USE_OTHER: ['GENERAL_MEDICAL'],
  REPRODUCTIVE_HEALTH: ['GENERAL_MEDICAL'],
  COMMUNICABLE_DISEASE: ['GENERAL_MEDICAL'],
  HIV: ['GENERAL_MEDICAL'],
  ASSAULT_MEDICAL: ['GENERAL_MEDICAL'],
  DEVELOPMENTAL_DISABILITY: ['GENERAL_MEDICAL'],
  EXPLOITATION_DETAIL: ['CSEC_STATUS'],
};

/** What it is tells of a category, whatever it was filed under: that there is an immigration file is an immigration fact. */
const CATEGORY_OF_DOCUMENT: Readonly<Partial<Record<DocumentKind, Category>>> = {
  ABUSE_REPORT: 'ABUSE_REPORT', MEDICAL_REPORT: 'GENERAL_MEDICAL', PSYCHOTHERAPY_NOTE: 'PSYCHOTHERAPY_NOTES', EDUCATION_PLAN: 'EDUCATION',
  IMMIGRATION_FILE: 'IMMIGRATION', RELATIONSHIP: 'THIRD_PARTY', ADOPTION_FILE: 'ADOPTION',
};

/**
 * What a document of that kind carries beside its own category, each with the law that comes with it (rule G7): the law of the document
 * where the category can be under it, and else that of those whose record such a fact is.
 */
export function labelsBeside(own: Cell, kind: DocumentKind, told: readonly Category[]): readonly Cell[] {
  const held = [own.category, ...(HOLDS[own.category] ?? [])];
  return [...new Set([CATEGORY_OF_DOCUMENT[kind] ?? own.category, ...told])].filter((category) => !held.includes(category)).map((category) => {
    const regimes = CATEGORY_REGIMES[category];
    return { category, regime: regimes.includes(own.regime) ? own.regime : regimes.at(-1)! };
  });
}
