import { CATEGORIES, type Category } from '../../law/category.js';
import type { Instant } from '../../kernel/dates.js';
import type { Consent } from '../../model/consent.js';
import { revocationReaches } from './checks/standing.js';

/** A consent that was withdrawn in words: suspended at once, and the written form is to be asked for (check K07). */
export interface OralWithdrawal {
  readonly consentId: string;
  readonly oralStatedAt: Instant;
  readonly categories: readonly Category[];
}

/**
 * The withdrawals in words for which no writing is in, for the review queue, the oldest first. A refusal that is taken
 * back releases nothing by itself, and is no task.
 * Authority: CFR_42_2_31, CIV_56_15.
 */
export function oralWithdrawals(consents: readonly Consent[]): readonly OralWithdrawal[] {
  return consents.flatMap((consent): OralWithdrawal[] => {
    const { effect, status, revocation } = consent;
    if (effect !== 'PERMIT' || status !== 'SUSPENDED' || revocation === null || revocation.oralStatedAt === null || revocation.writtenReceivedAt !== null) return [];
    return [{
      consentId: consent.id, oralStatedAt: revocation.oralStatedAt,
      categories: CATEGORIES.filter((category) => consent.categories.includes(category) && revocationReaches(consent, category)),
    }];
  }).sort((one, other) => (one.oralStatedAt < other.oralStatedAt ? -1 : 1));
}
