import {
  countyDay, countyDayEnd, countyInstant, instant, isLocalDate, plusDays, plusSeconds, plusYears, type DatePeriod, type Instant, type LocalDate,
} from '../../src/kernel/dates.js';
import { badElement } from './fault.js';

/** FHIR R4 Period. */
export interface FhirPeriod {
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

/** The days that a FHIR date of any precision stands for, first and last. */
function daysOf(text: string, path: string): { readonly first: LocalDate; readonly last: LocalDate } {
  const first = text.length === 4 ? `${text}-01-01` : text.length === 7 ? `${text}-01` : text;
  if (!/^\d{4}(-\d{2}(-\d{2})?)?$/.test(text) || !isLocalDate(first)) throw badElement(path, 'is not a FHIR date');
  if (text.length === 10) return { first, last: first };
  const next = text.length === 4 ? plusYears(first, 1) : firstOfNextMonth(first);
  return { first, last: plusDays(next, -1) };
}

function firstOfNextMonth(first: LocalDate): LocalDate {
  const later = plusDays(first, 31);
  return `${later.slice(0, 7)}-01` as LocalDate;
}

const hasTime = (text: string): boolean => text.includes('T');

/** The moments of a FHIR period, whose end belongs to it, as a half-open one on the county's calendar. Errors: BAD_INPUT, BAD_INSTANT. */
export function momentsOf(period: FhirPeriod, path: string): { readonly from: Instant | null; readonly to: Instant | null } {
  const { start, end } = period;
  return { from: start === undefined ? null : momentOf(start, `${path}.start`), to: end === undefined ? null : afterEnd(end, `${path}.end`) };
}

/** The first moment that a FHIR date or time stands for. Errors: BAD_INPUT, BAD_INSTANT. */
export function momentOf(text: string, path: string): Instant {
  return hasTime(text) ? instant(text, path) : countyInstant(daysOf(text, path).first);
}

function afterEnd(text: string, path: string): Instant {
  if (!hasTime(text)) return countyDayEnd(daysOf(text, path).last);
  return plusSeconds(instant(text, path), /:\d{2}\.\d+/.test(text) ? MILLISECOND : 1);
}

const MILLISECOND = 0.001;

/** The days of a FHIR period, whose last belongs to it, as a half-open span. Errors: BAD_INPUT, BAD_INSTANT. */
export function daySpanOf({ start, end }: FhirPeriod, path: string): DatePeriod {
  const dayOf = (text: string, at: string, which: 'first' | 'last'): LocalDate => (hasTime(text) ? countyDay(instant(text, at)) : daysOf(text, at)[which]);
  return {
    from: start === undefined ? null : dayOf(start, `${path}.start`, 'first'),
    to: end === undefined ? null : plusDays(dayOf(end, `${path}.end`, 'last'), 1),
  };
}

/** A half-open period as FHIR writes it, its end included. */
export function fhirPeriod({ from, to }: { readonly from: Instant | null; readonly to: Instant | null }): FhirPeriod {
  return { ...(from === null ? {} : { start: from }), ...(to === null ? {} : { end: plusSeconds(to, -MILLISECOND) }) };
}

/** A half-open span of days as FHIR writes it, its last day included. */
export function fhirDays({ from, to }: DatePeriod): FhirPeriod {
  return { ...(from === null ? {} : { start: from }), ...(to === null ? {} : { end: plusDays(to, -1) }) };
}
