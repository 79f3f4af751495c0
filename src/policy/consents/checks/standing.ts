import type { Instant } from '../../../kernel/dates.js';
import { CATEGORIES, type Category } from '../../../law/category.js';
import type { Consent } from '../../../model/consent.js';
import { NO, YES, certain, yesUntil, type Finding } from '../../evaluation/finding.js';
import type { ConsentCheck } from './check.js';

/** Says whether a revocation reaches the category; a scope that names no category, or an unknown word, reaches all. */
export function revocationReaches(consent: Consent, category: Category): boolean {
  const scope = consent.revocation?.categories ?? [];
  const known = scope.every((word) => (CATEGORIES as readonly string[]).includes(word));
  return scope.length === 0 || !known || scope.includes(category);
}

function notYet(at: Instant | null, asOf: Instant): Finding {
  if (at === null) return YES;
  return at <= asOf ? NO : yesUntil(at);
}

export const K05: ConsentCheck = {
  id: 'K05', of: 'RECORD', whenRecorded: false, authorities: ['CFR_42_2_31'],
  plain: 'The consent stands as active at the moment of use.',
  find: (consent) => certain(consent.status === 'ACTIVE'),
};

export const K06: ConsentCheck = {
  id: 'K06', of: 'CATEGORY', whenRecorded: false, authorities: ['CIV_56_15', 'CFR_42_2_31', 'CFR_45_164_508'],
  plain: 'No written revocation has been received for the category.',
  find: (consent, { asOf }, category) =>
    (revocationReaches(consent, category) ? notYet(consent.revocation?.writtenReceivedAt ?? null, asOf) : YES),
};

export const K07: ConsentCheck = {
  id: 'K07', of: 'CATEGORY', whenRecorded: false, authorities: ['CFR_42_2_31', 'CIV_56_15'],
  plain: 'Nobody has said that the consent is withdrawn for the category; spoken words suspend it at once.',
  find: (consent, { asOf }, category) =>
    (revocationReaches(consent, category) ? notYet(consent.revocation?.oralStatedAt ?? null, asOf) : YES),
};
