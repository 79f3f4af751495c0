import type { LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { Consent } from '../model/consent.js';
import type { CellDecision } from '../policy/decision.js';

/** What goes with Part 2 information: a clear explanation of the scope of the consent it was released on. */
export interface ConsentScope {
  /** The consent and its version, `id@3`, as in the disclosure log. */
  readonly consent: string;
  /** The categories that were released on it. */
  readonly categories: readonly Category[];
  readonly purposes: readonly string[];
  readonly redisclosure: Consent['redisclosure'];
  /** Last day on California's calendar; null when it ends otherwise. */
  readonly expiresOn: LocalDate | null;
}

/**
 * The scopes of the consents that a release rests on, where a cell obliges to send them. Only what was released on a
 * consent is named of it. Authority: 42 CFR 2.32(b).
 */
export function consentScopes(cells: readonly CellDecision[], consents: readonly Consent[]): readonly ConsentScope[] {
  if (consents.length === 0) return [];
  const owed = cells.filter(({ obligations }) => obligations.includes('CONSENT_COPY'));
  return consents.flatMap((consent): ConsentScope[] => {
    const name = `${consent.id}@${consent.version}`;
    const categories = [...new Set(owed.filter((cell) => cell.consents.includes(name)).map(({ category }) => category))].sort();
    if (categories.length === 0) return [];
    return [{
      consent: name, categories, purposes: consent.purposes, redisclosure: consent.redisclosure,
      expiresOn: consent.expiry.kind === 'DATE' ? consent.expiry.on : null,
    }];
  });
}
