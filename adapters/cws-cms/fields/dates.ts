import { isLocalDate, type LocalDate } from '../../../src/kernel/dates.js';
import { CellFault } from './cell-fault.js';

const DATE_WITH_TIME = /^(\d{4}-\d{2}-\d{2})[- T]\d{2}[.:]\d{2}[.:]\d{2}([.:]\d{1,6})?$/;
const TIME = /^([01]\d|2[0-3])[.:]([0-5]\d)[.:]([0-5]\d)$/;

export interface DayRead {
  readonly on: LocalDate;
  /** The text carried a time, which a DATE has not. */
  readonly hadTime: boolean;
}

/** Reads a DATE, `yyyy-MM-dd`; a time behind it is dropped and told. */
export function readDay(text: string): DayRead | CellFault {
  if (isLocalDate(text)) return { on: text, hadTime: false };
  const day = DATE_WITH_TIME.exec(text)?.[1];
  if (day !== undefined && isLocalDate(day)) return { on: day, hadTime: true };
  return new CellFault('DATE_INVALID');
}

/** Reads a TIME in either spelling, `HH:mm:ss` or `HH.mm.ss`, as `HH:mm:ss`. */
export function readTime(text: string): string | CellFault {
  const match = TIME.exec(text);
  return match ? `${match[1]}:${match[2]}:${match[3]}` : new CellFault('TIME_INVALID');
}
