import type { LocalDate } from '../../kernel/dates.js';
import { NAME_LIKENESSES, nameLikeness, type NameLikeness } from './names-alike.js';

/** What two persons are compared by. A youth has several names: hers, and those that she is also known by. */
export interface Described {
  readonly names: readonly { readonly firstName: string | null; readonly lastName: string | null }[];
  readonly bornOn: LocalDate | null;
  readonly sex: 'F' | 'M' | 'I' | 'U' | null;
}

/** How two birth dates stand to each other: day and month may have changed places, or one digit be mistaken. */
export const BIRTH_LIKENESSES = ['SAME', 'DAY_AND_MONTH_SWAPPED', 'ONE_DIGIT', 'UNKNOWN', 'OTHER'] as const;
export type BirthLikeness = (typeof BIRTH_LIKENESSES)[number];

export const SEX_LIKENESSES = ['SAME', 'UNKNOWN', 'OTHER'] as const;
export type SexLikeness = (typeof SEX_LIKENESSES)[number];

/** What each likeness weighs for or against its being one person. What is not known weighs nothing. */
export const WEIGHTS = {
  lastName: { SAME: 8, PART: 5, PHONETIC: 4, CLOSE: 4, INITIAL: 1, UNKNOWN: 0, OTHER: -3 },
  firstName: { SAME: 6, PART: 4, PHONETIC: 3, CLOSE: 3, INITIAL: 1, UNKNOWN: 0, OTHER: -5 },
  bornOn: { SAME: 12, DAY_AND_MONTH_SWAPPED: 7, ONE_DIGIT: 5, UNKNOWN: 0, OTHER: -10 },
  sex: { SAME: 1, UNKNOWN: 0, OTHER: -4 },
} as const satisfies {
  readonly lastName: Readonly<Record<NameLikeness, number>>;
  readonly firstName: Readonly<Record<NameLikeness, number>>;
  readonly bornOn: Readonly<Record<BirthLikeness, number>>;
  readonly sex: Readonly<Record<SexLikeness, number>>;
};

/**
 * From which weight on a pair is shown to a worker at all, and from which on as probable. Never more: a worker decides. No
 * name alone reaches it, nor a birth date alone: the person would be told of to whoever carries a youth of that name or day.
 */
export const POSSIBLE_FROM = 16;
export const PROBABLE_FROM = 22;

/** FHIR's grades of a match, but for `certain`, which no likeness is. What is not even possible has none. */
export const MATCH_GRADES = ['PROBABLE', 'POSSIBLE'] as const;
export type MatchGrade = (typeof MATCH_GRADES)[number];

export type MatchFeature =
  | { readonly feature: 'LAST_NAME' | 'FIRST_NAME'; readonly likeness: NameLikeness; readonly weight: number }
  | { readonly feature: 'BIRTH_DATE'; readonly likeness: BirthLikeness; readonly weight: number }
  | { readonly feature: 'SEX'; readonly likeness: SexLikeness; readonly weight: number };

/** How likely two descriptions are of one person, and what each feature weighed: the weight is their sum. */
export interface IdentityMatch {
  readonly grade: MatchGrade | null;
  readonly weight: number;
  readonly features: readonly MatchFeature[];
}

/** Compares two descriptions by the nearest of their names. The same whichever is asked of the other. */
export function identityMatch(one: Described, other: Described): IdentityMatch {
  const features = [...namesOf(one, other), birthOf(one.bornOn, other.bornOn), sexOf(one.sex, other.sex)];
  const weight = features.reduce((sum, feature) => sum + feature.weight, 0);
  return { features, weight, grade: weight >= PROBABLE_FROM ? 'PROBABLE' : weight >= POSSIBLE_FROM ? 'POSSIBLE' : null };
}

function namesOf(one: Described, other: Described): readonly MatchFeature[] {
  const pairs = one.names.flatMap((left) => other.names.map((right): readonly [MatchFeature, MatchFeature] => {
    const [last, first] = [nameLikeness(left.lastName, right.lastName), nameLikeness(left.firstName, right.firstName)];
    return [
      { feature: 'LAST_NAME', likeness: last, weight: WEIGHTS.lastName[last] }, { feature: 'FIRST_NAME', likeness: first, weight: WEIGHTS.firstName[first] },
    ];
  }));
  return pairs.reduce((best, pair) => (nearness(pair) > nearness(best) ? pair : best), pairs[0] ?? NAMELESS);
}

/** By weight; of pairs that weigh the same the likenesses themselves decide, so that the order of the names does not. */
function nearness(pair: readonly [MatchFeature, MatchFeature]): number {
  const [last, first] = pair.map(({ likeness }) => NAME_LIKENESSES.length - NAME_LIKENESSES.indexOf(likeness as NameLikeness)) as [number, number];
  return pair.reduce((sum, { weight }) => sum + weight, 0) * 100 + last * 10 + first;
}

const NAMELESS: readonly [MatchFeature, MatchFeature] = [
  { feature: 'LAST_NAME', likeness: 'UNKNOWN', weight: 0 }, { feature: 'FIRST_NAME', likeness: 'UNKNOWN', weight: 0 },
];

function birthOf(one: LocalDate | null, other: LocalDate | null): MatchFeature {
  const likeness = birthLikeness(one, other);
  return { feature: 'BIRTH_DATE', likeness, weight: WEIGHTS.bornOn[likeness] };
}

function birthLikeness(one: LocalDate | null, other: LocalDate | null): BirthLikeness {
  if (one === null || other === null) return 'UNKNOWN';
  if (one === other) return 'SAME';
  if (swapped(one) === other) return 'DAY_AND_MONTH_SWAPPED';
  return [...one].filter((digit, place) => digit !== other[place]).length === 1 ? 'ONE_DIGIT' : 'OTHER';
}

/** The date with day and month in each other's place, whether or not there is such a day. */
export function swapped(date: LocalDate): string {
  const [year, month, day] = date.split('-');
  return `${year}-${day}-${month}`;
}

function sexOf(one: Described['sex'], other: Described['sex']): MatchFeature {
  const known = (sex: Described['sex']): boolean => sex === 'F' || sex === 'M';
  const likeness: SexLikeness = one !== null && one === other && one !== 'U' ? 'SAME' : known(one) && known(other) ? 'OTHER' : 'UNKNOWN';
  return { feature: 'SEX', likeness, weight: WEIGHTS.sex[likeness] };
}
