import { plusDays, type LocalDate } from '../../../src/kernel/dates.js';

/** A day counted from 1970-01-01, so that spans are plain arithmetic. */
export type DayNumber = number;

const EPOCH = '1970-01-01' as LocalDate;
const MILLIS_OF_DAY = 86_400_000;
const written = new Map<DayNumber, LocalDate>();

/** The calendar day of a day number; remembered, for a county's extract names few days often. */
export function dayText(day: DayNumber): LocalDate {
  const known = written.get(day);
  if (known !== undefined) return known;
  const text = plusDays(EPOCH, day);
  written.set(day, text);
  return text;
}

/** The day number of a calendar day. */
export function dayNumber(date: LocalDate): DayNumber {
  return Date.parse(`${date}T00:00:00Z`) / MILLIS_OF_DAY;
}

/** The calendar day, or null where there is none. */
export function dayTextOrNull(day: DayNumber | null): LocalDate | null {
  return day === null ? null : dayText(day);
}

/** Seconds of a day as `HH:mm:ss`. */
export function timeText(seconds: number): string {
  return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(twoDigits).join(':');
}

export function twoDigits(value: number): string {
  return value < 10 ? `0${value}` : `${value}`;
}
