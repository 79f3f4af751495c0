import { countyInstant, isLocalDate, plusDays, type LocalDate } from '../../../src/kernel/dates.js';
import type { SourceInstant } from '../../../src/model/change.js';
import { CellFault } from './cell-fault.js';

const TIMESTAMP = /^(\d{4}-\d{2}-\d{2})[- T]([01]\d|2[0-4])[.:]([0-5]\d)[.:]([0-5]\d)(?:[.:](\d{1,6}))?$/;
const REMEMBERED_HOURS = 50_000;

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

// The zone's rules are slow to ask and an extract has few distinct hours beside its rows: they are asked once an hour.
const utcHours = new Map<string, string>();

function within(day: LocalDate, hour: string, minuteSecond: string, micros: string): SourceInstant {
  const startsOnHour = utcHourOf(day, hour);
  if (startsOnHour !== '') return `${startsOnHour}${minuteSecond}.${micros}Z` as SourceInstant;
  return `${countyInstant(day, `${hour}:${minuteSecond}.000`).slice(0, 19)}.${micros}Z` as SourceInstant;
}

/** `yyyy-MM-ddTHH:` in UTC of an hour of California; empty before 1883, when its noon was not on the hour. */
function utcHourOf(day: LocalDate, hour: string): string {
  const key = day + hour;
  const remembered = utcHours.get(key);
  if (remembered !== undefined) return remembered;
  const start = countyInstant(day, `${hour}:00:00.000`);
  const prefix = start.endsWith(':00:00.000Z') ? start.slice(0, 14) : '';
  if (utcHours.size >= REMEMBERED_HOURS) utcHours.clear();
  utcHours.set(key, prefix);
  return prefix;
}
