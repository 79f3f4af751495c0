import { countyDay, type LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { Consent, SignatoryRole } from '../model/consent.js';
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
  /** Day of the signature on California's calendar; null where none is recorded. */
  readonly signedOn: LocalDate | null;
  /** Whether she signed herself or somebody for her; null where no signature is recorded. */
  readonly signedBy: 'SUBJECT' | 'REPRESENTATIVE' | null;
}

/** In what standing she or anybody else signs tells of age, custody and proceedings, so no more than this goes along. */
const HERSELF: readonly SignatoryRole[] = ['MINOR', 'ADULT_SUBJECT', 'NMD'];

/**
 * The scopes of the consents that a release rests on, where a cell obliges to send them. Only what was released on a
 * consent is named of it, and of its signature what the form of a copy has (42 CFR 2.31(a)). Authority: 42 CFR 2.32(b).
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
      expiresOn: consent.expiry.kind === 'DATE' ? consent.expiry.on : null, ...signatureOf(consent),
    }];
  });
}

function signatureOf({ signature }: Consent): Pick<ConsentScope, 'signedOn' | 'signedBy'> {
  if (signature === null) return { signedOn: null, signedBy: null };
  return { signedOn: countyDay(signature.signedAt), signedBy: HERSELF.includes(signature.role) ? 'SUBJECT' : 'REPRESENTATIVE' };
}
