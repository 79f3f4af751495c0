import type { Instant } from '../kernel/dates.js';
import { CATEGORIES, type Category } from '../law/category.js';
import type { Consent } from '../model/consent.js';
import { CONSENT_CHECKS } from './consent-checks/checks.js';
import type { CheckId, ConsentMoment } from './consent-checks/check.js';
import { dayOf } from './county-calendar.js';
import type { SubjectFacts } from './facts.js';
import { STRICT_SETTINGS, type Settings } from './settings.js';

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
    .map((category) => faultsOfCategory(consent, moment, category));
  const everyCategory = perCategory.length > 0 && perCategory.every((faults) => faults.length > 0);
  return [...new Set([...document, ...(everyCategory ? perCategory.flat() : [])])].sort();
}
