import { GatewayError } from './gateway-error.js';

/** A calendar day, `yyyy-MM-dd`, without a time zone. Strings order as the days do. */
export type LocalDate = string & { readonly __brand: 'LocalDate' };

/** A moment, ISO 8601 in UTC with milliseconds (`2026-03-01T08:00:00.000Z`). Strings order as the moments do. */
export type Instant = string & { readonly __brand: 'Instant' };

/** The calendar on which California law counts its days. */
export const COUNTY_TIME_ZONE = 'America/Los_Angeles';

const DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Says whether the text is a real calendar day: 2026-02-31 is not. */
export function isLocalDate(text: string): text is LocalDate {
  if (!DATE.test(text)) return false;
  const [year, month, day] = [numberAt(text, 0, 4), numberAt(text, 5, 7), numberAt(text, 8, 10)];
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The number that digits from `from`, up to and without `to`, write. */
function numberAt(text: string, from: number, to: number): number {
  let number = 0;
  for (let place = from; place < to; place += 1) number = number * 10 + text.charCodeAt(place) - ZERO;
  return number;
}

const ZERO = 0x30;

/** Parses `yyyy-MM-dd`. Errors: BAD_DATE naming the field, never the text. */
export function localDate(text: string, field = 'date'): LocalDate {
  if (isLocalDate(text)) return text;
  throw new GatewayError('BAD_DATE', `${field} is not a calendar date (yyyy-MM-dd).`, { field });
}

/** Outside these years a moment is written with a sign, and strings no longer order as moments do. */
const FIRST_MILLIS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MILLIS = Date.parse('9999-12-31T23:59:59.999Z');

/** Parses an ISO 8601 moment of the years 1 to 9999 with an offset or Z. Errors: BAD_INSTANT naming the field. */
export function instant(text: string, field = 'instant'): Instant {
  const millis = /(Z|[+-]\d{2}:\d{2})$/.test(text) ? Date.parse(text) : Number.NaN;
  if (!(millis >= FIRST_MILLIS && millis <= LAST_MILLIS)) throw new GatewayError('BAD_INSTANT', `${field} is not an ISO 8601 instant with an offset.`, { field });
  return instantOf(new Date(millis));
}

/** The instant of a JavaScript date. */
export function instantOf(date: Date): Instant {
  return date.toISOString() as Instant;
}

/** The JavaScript date of an instant, for libraries that ask for one. */
export function dateOf(at: Instant): Date {
  return new Date(at);
}

/** Milliseconds since 1970, for differences only. */
export function millisOf(at: Instant): number {
  return Date.parse(at);
}

export function plusSeconds(at: Instant, seconds: number): Instant {
  return instantOf(new Date(millisOf(at) + seconds * 1000));
}

const COUNTY_DAY = new Intl.DateTimeFormat('en-CA', {
  timeZone: COUNTY_TIME_ZONE, year: 'numeric', month: '2-digit', day: '2-digit',
});

/** The last moment asked for: one request asks of one moment, once for every youth and rule. */
let latest: { readonly at: Instant; readonly day: LocalDate } | null = null;

/** The day it is in California at that moment. */
export function countyDay(at: Instant): LocalDate {
  if (latest?.at !== at) latest = { at, day: COUNTY_DAY.format(new Date(millisOf(at))) as LocalDate };
  return latest.day;
}

const COUNTY_CLOCK = new Intl.DateTimeFormat('en-US', {
  timeZone: COUNTY_TIME_ZONE, hourCycle: 'h23',
  year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric',
});

/** Before it no clock in California was ever changed, and years before 100 are not told from those of the last century. */
const FIRST_CLOCK_MILLIS = Date.UTC(1800, 0);

/** Minutes that California's wall clock is ahead of UTC at that moment (negative: behind). */
function countyOffsetMinutes(at: number): number {
  const millis = Math.max(at, FIRST_CLOCK_MILLIS);
  const parts: Record<string, number> = {};
  for (const part of COUNTY_CLOCK.formatToParts(new Date(millis))) parts[part.type] = Number(part.value);
  const wall = Date.UTC(parts['year']!, parts['month']! - 1, parts['day']!, parts['hour']!, parts['minute']!, parts['second']!);
  return Math.round((wall - Math.floor(millis / 1000) * 1000) / 60_000);
}

/** The moment at which California's wall clock shows this date and time. In the repeated hour of autumn: the first. */
export function countyInstant(date: LocalDate, time = '00:00:00.000'): Instant {
  const wall = Date.parse(`${date}T${time}Z`);
  const guess = wall - countyOffsetMinutes(wall) * 60_000;
  return instantOf(new Date(wall - countyOffsetMinutes(guess) * 60_000));
}

/** The moment the county's day ends, which is the moment the next begins. */
export function countyDayEnd(date: LocalDate): Instant {
  return countyInstant(plusDays(date, 1));
}

export function plusDays(date: LocalDate, days: number): LocalDate {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10) as LocalDate;
}

/** The same day of a later year; 29 February becomes 1 March where the year has none. */
export function plusYears(date: LocalDate, years: number): LocalDate {
  const year = Number(date.slice(0, 4)) + years;
  const text = `${String(year).padStart(4, '0')}${date.slice(4)}`;
  return isLocalDate(text) ? text : (`${String(year).padStart(4, '0')}-03-01` as LocalDate);
}

/** Whole years lived on that day. */
export function ageOn(bornOn: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(bornOn.slice(0, 4));
  return on.slice(5) < bornOn.slice(5) ? years - 1 : years;
}

/** A half-open span of days: `from` belongs to it, `to` does not; an absent end is open. */
export interface DatePeriod {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

function daysInMonth(year: number, month: number): number {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : DAYS_IN_MONTH[month - 1]!;
}
