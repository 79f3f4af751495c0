import { countyInstant, isLocalDate, plusDays, type LocalDate } from '../../../src/kernel/dates.js';
import type { SourceInstant } from '../../../src/model/change.js';
import { CellFault } from './cell-fault.js';

const TIMESTAMP = /^\d{4}-\d{2}-\d{2}[- T]([01]\d|2[0-4])[.:][0-5]\d[.:][0-5]\d([.:]\d{1,6})?$/;
const REMEMBERED_DAYS = 20_000;

/**
 * Reads a TIMESTAMP in either spelling, DB2's `yyyy-MM-dd-HH.mm.ss.ffffff` or JDBC's `yyyy-MM-dd HH:mm:ss.ffffff`,
 * on California's clock. Keeps all six digits. Hour 24 is the next day's midnight. In the repeated hour of autumn: the first.
 * Errors: TIMESTAMP_INVALID also for what is of the year 10000 in UTC: no moment is written so.
 */
export function readTimestamp(text: string): SourceInstant | CellFault {
  if (!TIMESTAMP.test(text)) return new CellFault('TIMESTAMP_INVALID');
  const day = text.slice(0, 10);
  const hour = Number(text.slice(11, 13));
  // What was asked before is a day.
  const start = days.get(day)?.[hour];
  if (start !== undefined) return `${start}${text.slice(14, 16)}:${text.slice(17, 19)}.${text.slice(20).padEnd(6, '0')}Z` as SourceInstant;
  if (!isLocalDate(day)) return new CellFault('TIMESTAMP_INVALID');
  const minuteSecond = `${text.slice(14, 16)}:${text.slice(17, 19)}`;
  const micros = text.slice(20).padEnd(6, '0');
  if (hour < 24) return within(day, hour, `${minuteSecond}.${micros}`);
  const isMidnight = minuteSecond === '00:00' && micros === '000000';
  return isMidnight && day !== LAST_DAY ? within(plusDays(day, 1), 0, '00:00.000000') : new CellFault('TIMESTAMP_INVALID');
}

const LAST_DAY = '9999-12-31';

function within(day: LocalDate, hour: number, minuteSecondMicros: string): SourceInstant | CellFault {
  const hours = hoursInUtc(day);
  if (hours !== null) {
    const start = hours[hour];
    return start === undefined ? new CellFault('TIMESTAMP_INVALID') : `${start}${minuteSecondMicros}Z` as SourceInstant;
  }
  const [toTheSecond, micros] = minuteSecondMicros.split('.');
  return `${countyInstant(day, `${HOURS[hour]}:${toTheSecond}.000`).slice(0, 19)}.${micros}Z` as SourceInstant;
}

const HOURS = Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));

/** How each hour of a day begins in UTC, up to its colon; fewer than 24 on the last day that UTC has. */
type HoursInUtc = readonly string[];

// The zone's rules are slow to ask, and an extract has few distinct days beside its rows: they are asked once a day, and
// for each moment of a day on which the clock is changed, or was no whole hours behind, which is null.
const days = new Map<string, HoursInUtc | null>();

function hoursInUtc(day: LocalDate): HoursInUtc | null {
  const remembered = days.get(day);
  if (remembered !== undefined) return remembered;
  if (days.size >= REMEMBERED_DAYS) days.clear();
  const nextDay = day === LAST_DAY ? null : plusDays(day, 1);
  const start = countyInstant(day);
  const isPlain = start.endsWith(':00:00.000Z') && (nextDay === null || countyInstant(nextDay).slice(10) === start.slice(10));
  const found = isPlain ? hoursFrom(Number(start.slice(11, 13)), day, nextDay) : null;
  days.set(day, found);
  return found;
}

function hoursFrom(midnight: number, day: LocalDate, nextDay: LocalDate | null): HoursInUtc {
  return HOURS.flatMap((_, hour) => {
    const on = midnight + hour < 24 ? day : nextDay;
    return on === null ? [] : [`${on}T${HOURS[(midnight + hour) % 24]}:`];
  });
}
