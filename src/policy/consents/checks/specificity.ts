import { CATEGORIES } from '../../../law/category.js';
import type { Consent } from '../../../model/consent.js';
import { certain } from '../../evaluation/finding.js';
import type { ConsentCheck } from './check.js';

const EVERYTHING = /\*|^\s*(all|any)\s*$|\b(any and all|all information|all records|everything)\b/i;
const WORDS: ReadonlySet<string> = new Set(CATEGORIES);

/** Says whether the document names what it releases: known categories, no wildcard, in no list. */
function isSpecific(consent: Consent): boolean {
  const known = [...consent.categories, ...consent.excludedCategories].every((word) => WORDS.has(word));
  const written = [...consent.fields, ...consent.purposes, ...consent.recipientClasses, ...consent.discloserClasses];
  return known && !written.some((word) => EVERYTHING.test(word));
}

export const K21: ConsentCheck = {
  id: 'K21', of: 'RECORD', whenRecorded: true, authorities: ['CFR_42_2_31', 'CFR_45_164_508'],
  plain: 'The document says what it releases; "any and all records" releases nothing.',
  find: (consent) => certain(isSpecific(consent)),
};
