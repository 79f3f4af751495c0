import type { Instant } from '../../kernel/dates.js';
import { CATEGORY_REGIMES } from '../../law/category-regimes.js';
import { CATEGORIES, type Category } from '../../law/category.js';
import type { Consent } from '../../model/consent.js';
import { CONSENT_CHECKS } from './checks/checks.js';
import type { CheckId, ConsentMoment } from './checks/check.js';
import { faultsOfRecords } from './checks/law-of-records.js';
import { claimsLawOf } from './checks/scope.js';
import { dayOf } from '../relations/county-calendar.js';
import type { SubjectFacts } from '../facts.js';
import { STRICT_SETTINGS, type Settings } from '../settings.js';

function faultsOfDocument(consent: Consent, moment: ConsentMoment): readonly CheckId[] {
  return CONSENT_CHECKS
    .filter((check) => check.of === 'RECORD' && check.whenRecorded && check.find(consent, moment).truth !== 'TRUE')
    .map((check) => check.id);
}

function faultsOfCategory(consent: Consent, moment: ConsentMoment, category: Category): readonly CheckId[] {
  return CONSENT_CHECKS
    .filter((check) => check.of === 'CATEGORY' && check.whenRecorded && check.find(consent, moment, category).truth === 'FALSE')
    .map((check) => check.id);
}

/** What keeps the document from every record of the category that it claims a law for; of a category it claims none for, nothing. */
function faultsOfLaw(consent: Consent, { asOf, settings }: ConsentMoment, category: Category): readonly CheckId[] {
  const claimed = CATEGORY_REGIMES[category].filter((regime) => claimsLawOf(consent, { category, regime }, settings));
  const faults = claimed.map((regime) => faultsOfRecords(consent, regime, asOf));
  return faults.every((ofRegime) => ofRegime.length > 0) ? faults.flat() : [];
}

/**
 * The checks for which a consent must be stored INVALID when it is recorded, by number; empty when it may be ACTIVE.
 *
 * Shape: faults of the document void it; faults of a category void it only when no category of it is free of faults,
 * for the others still hold. With the subject, the signer's control is looked at too. A refusal has no faults: it binds
 * without form.
 */
export function consentFaults(
  consent: Consent, asOf: Instant, subject: SubjectFacts | null = null, settings: Settings = STRICT_SETTINGS,
): readonly CheckId[] {
  if (consent.effect === 'REFUSE') return [];
  const moment: ConsentMoment = { asOf, day: dayOf(asOf), settings, subject, parentage: [], orders: [], birthDateOpen: false };
  const document = faultsOfDocument(consent, moment);
  const perCategory = CATEGORIES
    .filter((category) => consent.categories.includes(category))
    .map((category) => [...faultsOfCategory(consent, moment, category), ...faultsOfLaw(consent, moment, category)]);
  const everyCategory = perCategory.length > 0 && perCategory.every((faults) => faults.length > 0);
  return [...new Set([...document, ...(everyCategory ? perCategory.flat() : [])])].sort();
}
