import type { AuthorityId } from './authority-ids.js';
import type { Verification } from './authority-entry.js';
import type { ObligationId } from './obligation.js';

/** One step of a scale: what is at least `from` scores this, unless a later step reaches further. */
export interface ScoreStep {
  readonly from: number;
  readonly score: number;
}

/** One criterion of the publication scoring table: its steps, rising. */
export interface ScoreScale {
  readonly title: string;
  readonly steps: readonly ScoreStep[];
}

const scale = (title: string, ...steps: readonly (readonly [number, number])[]): ScoreScale =>
  Object.freeze({ title, steps: Object.freeze(steps.map(([from, score]) => Object.freeze({ from, score }))) });

/**
 * The Publication Scoring Criteria of the State's guideline, for the variables that the report has. Residence is the
 * geography: for no population does it score lower than the place of service. Authority: CALHHS_DDG.
 */
export const PUBLICATION_SCORES = Object.freeze({
  /** Of the smallest cell that is published. */
  events: scale('Events in the smallest published cell', [0, 7], [11, 5], [100, 3], [1_000, 2]),
  /** Units: years that the narrowest band is wide. */
  ageRange: scale('Years in the narrowest age band', [1, 7], [3, 5], [6, 3], [11, 2], [30, 1]),
  /** Units: months. */
  time: scale('Months counted', [1, 5], [3, 4], [6, 3], [12, 0], [24, -3], [60, -5]),
  /** Units: residents. */
  residence: scale('Residents of the place', [0, 7], [4_001, 5], [20_001, 4], [50_001, 3], [100_001, 1], [250_001, 0], [560_001, -1], [1_000_001, -3], [2_000_001, -5]),
  /** Of a table whose only variables are events, time and place. */
  eventsTimePlace: scale('Smallest cell of a table of events, time and place alone', [0, 0], [3, -3], [5, -5]),
  /** Variables beside events, time and place; the highest step holds for more. */
  moreVariables: scale('Variables beside events, time and place', [1, 1], [2, 2], [3, 4]),
  /** Of a variable that the criteria do not name, by its number of groups. */
  otherVariable: scale('Groups of another variable', [1, 3], [5, 5], [10, 7]),
});

/** Sex as female or male scores 1; with those of whom neither is stated, 2. Authority: CALHHS_DDG. */
export const SEX_SCORE = 2;

/** What the scale gives for that number; below its first step, as the first. */
export function scoreOn({ steps }: ScoreScale, value: number): number {
  return steps.findLast(({ from }) => value >= from)?.score ?? steps[0]!.score;
}

/** A rule of the report, with what it rests on and how surely that was seen. */
export interface DisclosureControl {
  readonly id: string;
  readonly plain: string;
  readonly authorities: readonly AuthorityId[];
  readonly verification: Verification | 'OURS';
}

const control = (id: string, plain: string, verification: DisclosureControl['verification'], ...authorities: AuthorityId[]): DisclosureControl =>
  Object.freeze({ id, plain, verification, authorities: Object.freeze(authorities) });

/** A count of 1 to ten is small: nobody is told it, at any level. */
export const LARGEST_SMALL_COUNT = 10;
/** A numerator of eleven or more over a denominator of more than this many needs no further analysis. Units: residents. */
export const LARGEST_SMALL_DENOMINATOR = 20_000;
/** A table that scores more is not published. */
export const HIGHEST_PUBLISHED_SCORE = 12;
/** The least difference between the smallest and the largest number that a reader may think a masked cell to be. */
export const NARROWEST_RANGE = 10;

/** A reader who knows a total can narrow its parts down unless it has room for one range in each. Units: youths, by number of parts. */
export const leastToldTotal = (parts: number): number => (LARGEST_SMALL_COUNT + 1) * parts - 1;
/** Where a masked count needs company, every one up to this goes with it: eleven numbers from the least that is not small. */
export const LARGEST_COMPANION = LARGEST_SMALL_COUNT + 1 + NARROWEST_RANGE;

/** The rules by which a count is published, in the order in which they are applied. */
export const DISCLOSURE_CONTROLS: readonly DisclosureControl[] = Object.freeze([
  control('D-01', 'Tables, strata, places and periods are a closed list; nothing else can be counted.', 'OURS', 'CALHHS_DDG', 'WIC_10850'),
  control('D-02', 'A youth whose record the county sealed (SENSTV_IND R) counts in nothing, nor does a referral of limited access or a matter of juvenile justice.', 'OURS', 'WIC_781', 'WIC_786', 'WIC_10850'),
  control('D-03', 'A count of 1 to 10 is masked, at every level.', 'OURS', 'CALHHS_DDG'),
  control('D-04', 'A zero is masked too, but in a statewide table where counsel had the guideline confirmed.', 'COUNSEL', 'CALHHS_DDG'),
  control('D-05', 'A count whose complement is at most 10 is masked, and so is the only count of a sum that is not small.', 'OURS', 'CALHHS_DDG'),
  control('D-06', 'In each sum with exactly one masked count the smallest other one is masked, with every other up to 21, until no sum has only one. A table with a masked count does not tell its total, and no sum of masked counts is told, then or later.', 'OURS', 'CALHHS_DDG'),
  control('D-07', 'Whoever knows all published counts, all earlier releases and how cells are chosen can narrow no masked count to a range less than 10 wide; else the whole table is withheld. Where a total was told before, all its parts are masked with one, and the table is withheld whatever it holds unless the total is at least 11 for each part, less one.', 'OURS', 'CALHHS_DDG'),
  control('D-08', 'A count that was told before by another release, and is now told 1 to 10 higher or lower, is masked.', 'OURS', 'CALHHS_DDG'),
  control('D-09', 'A numerator of 11 or more over more than 20,000 residents passes the screen; it is scored all the same.', 'VERIFIED', 'CALHHS_DDG'),
  control('D-10', 'A table that scores above 12 is withheld.', 'RECALLED', 'CALHHS_DDG'),
  control('D-11', 'Risk factors, services, barriers and kinds of exploitation are counted for the whole State alone: a youth counts in many rows.', 'OURS', 'CALHHS_DDG'),
  control('D-12', 'A percentage is whole, and told only where its count and its total are.', 'OURS', 'CALHHS_DDG'),
  control('D-13', 'A release is frozen: what was counted once for a table, place and period is what is told of it. It is told when analyst, expert and legal reviewer, three persons, have signed its hash.', 'VERIFIED', 'CALHHS_DDG', 'SB_855'),
]);

/** The law under which the report is made and told: counts to the Legislature, and never who. */
export const REPORT_AUTHORITIES: readonly AuthorityId[] = Object.freeze(['SB_855', 'WIC_10850', 'CFR_45_205_50', 'CALHHS_DDG', 'CFR_45_164_514']);

/** What goes with every table, masked or not: three persons signed it, and nobody links it back to a person (rule R-02). */
export const REPORT_OBLIGATIONS: readonly ObligationId[] = Object.freeze(['HUMAN_APPROVAL', 'MASK', 'NO_RELINK']);
