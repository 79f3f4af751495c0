import { CATEGORIES, CATEGORY_FACTS, type Category } from '../law/category.js';
import { REGIMES } from '../law/regime.js';
import type { Consent } from '../model/consent.js';
import type { Decision } from './decision.js';

/** Says whether the reader may be told of a category at all: law does not conceal it, or it is released to him. */
export function maySpeakOf(category: Category, reader: Decision): boolean {
  if (!CATEGORIES.includes(category)) return false;
  return CATEGORY_FACTS[category].whenWithheld === 'state' || releases(category, reader);
}

/** Whether any of the category is released to the reader. */
export function releases(category: Category, reader: Decision): boolean {
  return REGIMES.some((regime) => reader.permits(category, 'MINIMUM', regime));
}

/**
 * Says whether the reader may be told how often a consent was used. A use tells that somebody was answered of what the
 * consent names, never whether there was a record of it: of a category that law conceals, even that is told only to whom
 * it is released (rule G1).
 */
export function usesTold({ maxUses, categories }: Consent, reader: Decision): boolean {
  return maxUses === null || categories.every((category) => maySpeakOf(category as Category, reader));
}
