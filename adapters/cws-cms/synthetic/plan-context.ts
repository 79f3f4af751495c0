import type { DayNumber } from './calendar.js';
import type { RandomStream } from './random.js';
import type { KeyRange } from './row-keys.js';
import type { SyntheticCounty, SyntheticStaff } from './synthetic-county.js';

/** What every part of a youth's plan is drawn from. */
export interface PlanContext {
  readonly county: SyntheticCounty;
  readonly random: RandomStream;
  readonly keys: KeyRange;
  readonly bornOn: DayNumber;
  /** The day the county first knew the youth; everything else comes later. */
  readonly createdOn: DayNumber;
  /** The last day that anything happened to this youth: the county's day, or the day of death. */
  readonly horizon: DayNumber;
  readonly sensitivity: 'N' | 'S' | 'R';
  /** Whether the youth carries a CSEC marker of some kind. */
  readonly csec: boolean;
  readonly parentKeys: readonly string[];
}

/** A worker of the county; the earlier in the list, the larger the caseload. */
export function someWorker({ county, random }: PlanContext, ofCounty: string): SyntheticStaff {
  if (ofCounty !== county.code) return random.pick(county.neighbourStaff);
  const last = county.staff.length - 1;
  return county.staff[Math.min(random.between(0, last), random.between(0, last))] as SyntheticStaff;
}

/** The youth's own restriction, or now and then one of the record's own. */
export function limitedAccess({ random, sensitivity }: PlanContext, share: number): 'N' | 'S' | 'R' {
  return sensitivity === 'N' && random.chance(share) ? 'S' : sensitivity;
}

/** Whole years to days. */
export function years(count: number): number {
  return Math.round(count * 365.25);
}
