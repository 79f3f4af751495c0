import { instantOf, type Instant } from './dates.js';

/** Where "now" comes from. Everything that decides takes an instant as an argument instead. */
export interface Clock {
  now(): Instant;
}

/** The clock of the machine: the only reader of the system time. */
export const systemClock: Clock = { now: () => instantOf(new Date()) };

/** A clock that stands still, for tests and for replaying a past decision. */
export function fixedClock(at: Instant): Clock {
  return { now: () => at };
}
