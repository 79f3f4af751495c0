import { CATEGORIES, type Category } from '../../law/category.js';
import type { Consent } from '../../model/consent.js';
import type { ConsentMoment } from './checks/check.js';
import { consentEnd } from './checks/term.js';
import { reaches, stands } from './refusals.js';

/** Two instructions of one youth that say different things; the narrower holds until he is asked (check K28). */
export interface ConsentConflict {
  readonly subjectId: string;
  /** The release that the other takes back in part, and the one that holds. */
  readonly wider: string;
  readonly narrower: string;
  readonly categories: readonly Category[];
}

/**
 * The pairs of live instructions that contradict each other, for the review queue: a release, and a refusal or exclusion
 * of what it releases to a recipient and for a purpose that both may mean.
 * Shape: a function of the records alone, whoever asks; in the order of the records given. Of a class of recipients it
 * cannot be told whether it holds an agency, so it may.
 */
export function consentConflicts(consents: readonly Consent[], moment: ConsentMoment): readonly ConsentConflict[] {
  const live = consents.filter((consent) => stands(consent, moment));
  return live.filter((wider) => wider.effect === 'PERMIT' && releases(wider, moment)).flatMap((wider) => live
    .filter((other) => other.id !== wider.id && other.subjectId === wider.subjectId && meet(wider, other))
    .flatMap((other): ConsentConflict[] => {
      const categories = CATEGORIES.filter((category) => released(wider, category) && refused(other, category));
      return categories.length === 0 ? [] : [{ subjectId: wider.subjectId, wider: wider.id, narrower: other.id, categories }];
    }));
}

function releases(consent: Consent, moment: ConsentMoment): boolean {
  const ends = consentEnd(consent, moment);
  return consent.status === 'ACTIVE' && consent.effectiveFrom <= moment.asOf && ends !== undefined && (ends === null || ends > moment.asOf);
}

const released = ({ categories, excludedCategories }: Consent, category: Category): boolean =>
  categories.includes(category) && !excludedCategories.includes(category);

function refused(consent: Consent, category: Category): boolean {
  const { effect, categories, excludedCategories } = consent;
  if (effect === 'PERMIT') return excludedCategories.length > 0 && reaches(excludedCategories, category);
  return !excludedCategories.includes(category) && reaches(categories, category);
}

function recipientsOf(consent: Consent): readonly string[] {
  return [
    ...consent.recipientAgencyIds, ...consent.recipientPersonIds, ...(consent.recipientTeam?.members ?? []),
    ...(consent.intermediary?.participants ?? []), ...consent.recipientClasses.map((kind) => `class:${kind}`),
  ];
}

/** Whether both may mean the same recipient and the same purpose; a refusal that names none means every one. */
function meet(wider: Consent, other: Consent): boolean {
  const [ours, theirs] = [recipientsOf(wider), recipientsOf(other)];
  const byClass = wider.recipientClasses.length > 0 || other.recipientClasses.length > 0;
  const sameRecipient = theirs.length === 0 || byClass || theirs.some((one) => ours.includes(one));
  const samePurpose = other.effect === 'PERMIT' || other.purposes.length === 0 || other.purposes.some((word) => wider.purposes.includes(word));
  return sameRecipient && samePurpose;
}
