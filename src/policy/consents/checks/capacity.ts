import type { Category } from '../../../law/category.js';
import type { Consent } from '../../../model/consent.js';
import { certain, type Finding } from '../../evaluation/finding.js';
import type { ConsentCheck, ConsentMoment } from './check.js';

/** What a minor-consent statute gives capacity for, and from which age (rules R-46a to R-46j). */
const MINOR_STATUTES: ReadonlyMap<string, { readonly fromAge: number; readonly categories: readonly Category[] }> = new Map([
  ['6922', { fromAge: 15, categories: ['GENERAL_MEDICAL'] }],
  ['6924', { fromAge: 12, categories: ['MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES'] }],
  ['124260', { fromAge: 12, categories: ['MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES'] }],
  ['6925', { fromAge: 0, categories: ['REPRODUCTIVE_HEALTH'] }],
  ['6926', { fromAge: 12, categories: ['COMMUNICABLE_DISEASE', 'HIV'] }],
  ['6927', { fromAge: 12, categories: ['ASSAULT_MEDICAL'] }],
  ['6928', { fromAge: 0, categories: ['ASSAULT_MEDICAL'] }],
  ['6929', { fromAge: 12, categories: ['SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER'] }],
]);

/** The least age at which a minor has capacity for the category; undefined where no minor-consent statute speaks. */
const LEAST_AGE: ReadonlyMap<Category, number> = new Map([
  ['MENTAL_HEALTH', 12], ['PSYCHOTHERAPY_NOTES', 12], ['SUBSTANCE_USE_PART2', 12], ['SUBSTANCE_USE_OTHER', 12],
  ['COMMUNICABLE_DISEASE', 12], ['HIV', 12], ['REPRODUCTIVE_HEALTH', 0], ['ASSAULT_MEDICAL', 0],
]);

const MATURITY: readonly Category[] = ['MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES'];

/** Reads `Fam. Code 6924`, `FAM_6924` or `6924`: the section numbers of the statutes named. */
function sectionsOf(statute: string | null): readonly string[] {
  return (statute ?? '').match(/\d{4,6}/g) ?? [];
}

function minorCapacity(consent: Consent, category: Category): boolean {
  const least = LEAST_AGE.get(category);
  if (least === undefined) return true;
  const { capacity } = consent;
  if (capacity === null || capacity.basis !== 'MINOR_STATUTE' || capacity.ageAtSigning === null) return false;
  const age = capacity.ageAtSigning;
  if (MATURITY.includes(category) && (capacity.maturityAttestedBy ?? '').trim() === '') return false;
  const named = sectionsOf(capacity.statute).map((section) => MINOR_STATUTES.get(section));
  const fits = named.length === 0 ? age >= least
    : named.some((statute) => statute !== undefined && statute.categories.includes(category) && age >= statute.fromAge);
  return fits;
}

function hasCapacity(consent: Consent, _moment: ConsentMoment, category: Category): Finding {
  const { signature, capacity } = consent;
  if (signature?.role === 'MINOR') return certain(minorCapacity(consent, category));
  const adult = signature?.role === 'ADULT_SUBJECT' || signature?.role === 'NMD';
  return certain(!adult || capacity === null || capacity.ageAtSigning === null || capacity.ageAtSigning >= 18);
}

export const K09: ConsentCheck = {
  id: 'K09', of: 'CATEGORY', whenRecorded: true, authorities: ['FAM_6924', 'HSC_124260', 'FAM_6925', 'FAM_6929'],
  plain: 'The signer was old enough under the statute named, and maturity was attested where the statute asks for it.',
  find: hasCapacity,
};
