import { countyDay, countyDayEnd, countyInstant, type Instant, type LocalDate } from '../../kernel/dates.js';
import { NOT_KNOWN, NO, yesUntil, type Finding } from '../evaluation/finding.js';

// Reading a time zone costs microseconds and a decision needs the same few days again and again. A day's bounds never
// change, so the memory is a table of the calendar, not a state.
const DAY_BEGINS = new Map<LocalDate, Instant>();
const CALENDAR_LIMIT = 50_000;

/** The moment the county's day begins. */
export function dayBegins(day: LocalDate): Instant {
  const known = DAY_BEGINS.get(day);
  if (known !== undefined) return known;
  const begins = countyInstant(day);
  if (DAY_BEGINS.size >= CALENDAR_LIMIT) DAY_BEGINS.clear();
  DAY_BEGINS.set(day, begins);
  return begins;
}

const DAY_ENDS = new Map<LocalDate, Instant>();

/** The moment the county's day ends: 24:00 of Los Angeles. */
export function dayEnds(day: LocalDate): Instant {
  const known = DAY_ENDS.get(day);
  if (known !== undefined) return known;
  const ends = countyDayEnd(day);
  if (DAY_ENDS.size >= CALENDAR_LIMIT) DAY_ENDS.clear();
  DAY_ENDS.set(day, ends);
  return ends;
}

const DAY_OF = new Map<Instant, LocalDate>();

/** The county's day at that moment. */
export function dayOf(at: Instant): LocalDate {
  const known = DAY_OF.get(at);
  if (known !== undefined) return known;
  const day = countyDay(at);
  if (DAY_OF.size >= 1_000) DAY_OF.clear();
  DAY_OF.set(at, day);
  return day;
}

/**
 * Says whether a relation that began on one day and ended on another is live on a day.
 * Shape: half-open; on the day of its end it is live no more. Absent: no beginning is unknown, no end is open.
 */
export function liveBetween(startedOn: LocalDate | null, endedOn: LocalDate | null, day: LocalDate): Finding {
  if (endedOn !== null && endedOn <= day) return NO;
  if (startedOn === null) return NOT_KNOWN;
  if (startedOn > day) return NO;
  return yesUntil(endedOn === null ? null : dayBegins(endedOn));
}
