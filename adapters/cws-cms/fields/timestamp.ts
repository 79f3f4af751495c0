import { countyInstant, isLocalDate, plusDays, type LocalDate } from '../../../src/kernel/dates.js';
import type { SourceInstant } from '../../../src/model/change.js';
import { CellFault } from './cell-fault.js';

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[- T]([01]\d|2[0-4])[.:]([0-5]\d)[.:]([0-5]\d)(?:[.:](\d{1,6}))?$/;
const REMEMBERED_DAYS = 20_000;

/**
 * Reads a TIMESTAMP in either spelling, DB2's `yyyy-MM-dd-HH.mm.ss.ffffff` or JDBC's `yyyy-MM-dd HH:mm:ss.ffffff`,
 * on California's clock. Keeps all six digits. Hour 24 is the next day's midnight. In the repeated hour of autumn: the first.
 */
export function readTimestamp(text: string): SourceInstant | CellFault {
  const match = TIMESTAMP.exec(text);
  if (!match) return new CellFault('TIMESTAMP_INVALID');
  const [, day = '', hour = '', minute = '', second = '', fraction = ''] = match;
  if (!isLocalDate(day)) return new CellFault('TIMESTAMP_INVALID');
  const micros = fraction.padEnd(6, '0');
  if (hour !== '24') return within(day, hour, `${minute}:${second}`, micros);
  const isMidnight = `${minute}${second}${micros}` === '0000000000';
  return isMidnight ? within(plusDays(day, 1), '00', '00:00', micros) : new CellFault('TIMESTAMP_INVALID');
}

// The zone's rules are slow to ask, and an extract has few distinct days beside its rows: they are asked once a day, and
// for the hours of a day on which the clock is changed.
const days = new Map<string, DayInUtc>();

/** The hours of a day of California in UTC, `yyyy-MM-ddTHH:` each; '' where an hour does not begin on an hour of UTC. */
type DayInUtc = readonly string[];

function within(day: LocalDate, hour: string, minuteSecond: string, micros: string): SourceInstant {
  const startsOnHour = hoursOf(day)[Number(hour)]!;
  if (startsOnHour !== '') return `${startsOnHour}${minuteSecond}.${micros}Z` as SourceInstant;
  return `${countyInstant(day, `${hour}:${minuteSecond}.000`).slice(0, 19)}.${micros}Z` as SourceInstant;
}

function hoursOf(day: LocalDate): DayInUtc {
  const remembered = days.get(day);
  if (remembered !== undefined) return remembered;
  const hours = hoursInUtc(day);
  if (days.size >= REMEMBERED_DAYS) days.clear();
  days.set(day, hours);
  return hours;
}

function hoursInUtc(day: LocalDate): DayInUtc {
  const [start, end] = [day, plusDays(day, 1)].map((one) => countyInstant(one, '00:00:00.000'));
  const first = Number(start!.slice(11, 13));
  const isPlain = start!.endsWith(':00:00.000Z') && end!.slice(11) === start!.slice(11);
  return Array.from({ length: 24 }, (_, hour) => {
    // On a day of 24 hours they follow one another; a day of 23 or 25 is asked hour by hour.
    if (isPlain) return `${(first + hour < 24 ? start! : end!).slice(0, 11)}${String((first + hour) % 24).padStart(2, '0')}:`;
    const instant = countyInstant(day, `${String(hour).padStart(2, '0')}:00:00.000`);
    return instant.endsWith(':00:00.000Z') ? instant.slice(0, 14) : '';
  });
}
