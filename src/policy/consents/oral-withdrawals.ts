import { CATEGORIES, type Category } from '../../law/category.js';
import type { Instant } from '../../kernel/dates.js';
import type { Consent } from '../../model/consent.js';
import type { Decision } from '../decision.js';
import { maySpeakOf } from '../spoken-of.js';
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

/**
 * The withdrawals in words that a worker is shown, with the categories that he may be told of. What his own agency
 * recorded it knows, whatever it names; of another's he is told as far as the categories may be spoken of (rule G1).
 */
export function oralWithdrawalsShown(consents: readonly Consent[], reader: Decision, agencyId: string): readonly OralWithdrawal[] {
  const own = new Set(consents.filter(({ recordedByAgencyId }) => recordedByAgencyId === agencyId).map(({ id }) => id));
  return oralWithdrawals(consents)
    .map((task) => ({ ...task, categories: task.categories.filter((category) => maySpeakOf(category, reader)) }))
    .filter(({ consentId, categories }) => categories.length > 0 || own.has(consentId));
}
