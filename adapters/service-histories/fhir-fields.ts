import { countyDay, instant, isLocalDate, type Instant, type LocalDate } from '../../src/kernel/dates.js';
import { FieldRefused } from './services-read.js';
import type { PersonNamed } from '../../src/model/received-service.js';

/** Anything of a bundle before it is looked at. */
export type Unread = Readonly<Record<string, unknown>>;

const LONGEST_TEXT = 500;
const LONGEST_KEY = 200;
/** Control characters, and halves of characters, which no database holds. */
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]|\p{Cs}/u;

/** The members of what should be an object; of anything else none. */
export const membersOf = (value: unknown): Unread => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value as Unread : {});
export const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Words of a field on one line. Absent: null for none. Errors: CHARACTER_INVALID, TEXT_TOO_LONG. */
export function wordsOf(value: unknown, field: string): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (value.length > LONGEST_TEXT) throw new FieldRefused(field, 'TEXT_TOO_LONG');
  const words = value.trim().replace(/[\t\r\n]+/g, ' ');
  if (CONTROLS.test(words)) throw new FieldRefused(field, 'CHARACTER_INVALID');
  return words;
}

/** A name of something. Errors: KEY_INVALID for one that is too long or holds control characters. */
export function keyOf(value: unknown, field: string): string | null {
  if (typeof value !== 'string' || value.trim() === '') return null;
  if (value.length > LONGEST_KEY || CONTROLS.test(value)) throw new FieldRefused(field, 'KEY_INVALID');
  return value.trim();
}

/** The county's day of a FHIR `dateTime`. Absent: null for none, and for one that names no day. Errors: DATE_INVALID. */
export function dayOf(value: unknown, field: string): LocalDate | null {
  if (value === undefined || value === null) return null;
  if (typeof value !== 'string') throw new FieldRefused(field, 'DATE_INVALID');
  if (/^\d{4}(-(0[1-9]|1[0-2]))?$/.test(value)) return null;
  if (isLocalDate(value)) return value;
  return countyDay(momentOf(value, field, 'DATE_INVALID')!);
}

/** A FHIR `instant`. Errors: TIMESTAMP_INVALID, or the one that is named. */
export function momentOf(value: unknown, field: string, code: 'TIMESTAMP_INVALID' | 'DATE_INVALID' = 'TIMESTAMP_INVALID'): Instant | null {
  if (value === undefined || value === null) return null;
  const [, day] = typeof value === 'string' ? /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/.exec(value) ?? [] : [];
  if (day === undefined || !isLocalDate(day)) throw new FieldRefused(field, code);
  try {
    return instant(value as string);
  } catch {
    throw new FieldRefused(field, code);
  }
}

/** An `Identifier` that names its system. Absent: null for one that does not. Errors: KEY_INVALID. */
export function identifierOf(value: unknown, field: string): PersonNamed | null {
  const { system, value: named } = membersOf(value);
  const [of, is] = [keyOf(system, field), keyOf(named, field)];
  return of === null || is === null ? null : { system: of, value: is };
}
