import type { LocalDate } from '../../../src/kernel/dates.js';
import { invariant } from '../../../src/kernel/invariant.js';
import { dayNumber, dayText, timeText, type DayNumber } from './calendar.js';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TIME_LENGTH = 7;
const STAFF_LENGTH = 3;

/** Staff persons of one county; every key of the county is created by one of them. */
export const STAFF_PER_COUNTY = 90;
/** Between two counties' staff numbers lie gaps, so that the keys of two counties never meet. */
const STAFF_GAP = 44;

/** Keys are created between six in the morning and ten at night. */
const FIRST_SECOND = 6 * 3600;
const HUNDREDTHS_OF_DAY = 16 * 3600 * 100;
/** (hundredth of the day, staff person) pairs: each serial number owns exactly one, whatever its day. */
const SLOTS = HUNDREDTHS_OF_DAY * STAFF_PER_COUNTY;
/** Coprime to SLOTS, so that serial → slot is one to one; neighbours lie far apart. */
const STRIDE = 7_368_787;

/** Serial numbers kept for what a county's youths share. */
const SHARED_SERIALS = 65_536;
/** Keys that one youth may use; the last is never used, so that it can stand for a row that does not exist. */
export const KEYS_PER_YOUTH = 256;
/** Beyond this number of youths keys would repeat. */
export const MAX_YOUTHS = 2_000_000;

/** Writes a number in the base-62 of CWS/CMS (0-9, A-Z, a-z), left-padded with zeros. */
export function base62(value: number, length: number): string {
  let text = '';
  for (let left = value; text.length < length; left = Math.floor(left / 62)) text = ALPHABET.charAt(left % 62) + text;
  return text;
}

/** The three characters of the nth staff person of a county. */
export function staffKeyOf(county: number, index: number): string {
  return base62((county * STAFF_PER_COUNTY + index) * STAFF_GAP + ((county * 7 + index * 13) % STAFF_GAP), STAFF_LENGTH);
}

/** A (youth or shared) range of serial numbers, given out one by one. */
export interface KeyRange {
  /** A fresh CWS/CMS identifier created on that day. */
  next(day: DayNumber): string;
  /** The identifier of the range that no row ever has. */
  never(day: DayNumber): string;
}

/** The keys of one youth. Errors: InvariantError when a youth needs more than the range holds. */
export function keysOfYouth(seed: number, county: number, index: number): KeyRange {
  return keyRange({ seed, county }, SHARED_SERIALS + index * KEYS_PER_YOUTH, KEYS_PER_YOUTH);
}

/** The keys of what a county's youths share. */
export function keysOfCounty(seed: number, county: number): KeyRange {
  return keyRange({ seed, county }, 0, SHARED_SERIALS);
}

/** Whose keys: two counties never share one, and two seeds differ. */
interface KeySource {
  readonly seed: number;
  readonly county: number;
}

function keyRange(source: KeySource, first: number, size: number): KeyRange {
  let used = 0;
  const at = (offset: number, day: DayNumber): string => identifier(source, first + offset, day);
  return {
    next(day) {
      invariant(used < size - 1, 'a range of row keys is used up');
      used += 1;
      return at(used - 1, day);
    },
    never: (day) => at(size - 1, day),
  };
}

/**
 * The identifier of a serial number: seven characters of time and three of staff.
 * Source: cws-cms reference, §6. The pair (hundredth of the day, staff) is unique for the serial, so the key is too.
 */
function identifier({ seed, county }: KeySource, serial: number, day: DayNumber): string {
  const slot = (serial * STRIDE + (seed % SLOTS)) % SLOTS;
  const hundredthOfDay = Math.floor(slot / STAFF_PER_COUNTY);
  const second = FIRST_SECOND + Math.floor(hundredthOfDay / 100);
  const date = dayText(day);
  const packed = (hundredthOfDay % 100) * 2 ** 34 + (second % 60) * 2 ** 28 + (Math.floor(second / 60) % 60) * 2 ** 22
    + Math.floor(second / 3600) * 2 ** 17 + Number(date.slice(8)) * 2 ** 12 + (Number(date.slice(5, 7)) - 1) * 2 ** 8
    + (Number(date.slice(0, 4)) - 1900);
  return base62(packed, TIME_LENGTH) + staffKeyOf(county, slot % STAFF_PER_COUNTY);
}

/** When a key of this generator was created: `yyyy-MM-dd HH:mm:ss.ffffff` on California's clock. */
export function momentOfKey(key: string): string {
  const packed = Array.from(key.slice(0, TIME_LENGTH), (letter) => ALPHABET.indexOf(letter)).reduce((sum, digit) => sum * 62 + digit, 0);
  const field = (shift: number, bits: number): number => Math.floor(packed / 2 ** shift) % 2 ** bits;
  const firstOfMonth = `${field(0, 8) + 1900}-${`${field(8, 4) + 1}`.padStart(2, '0')}-01` as LocalDate;
  const day = dayText(dayNumber(firstOfMonth) + field(12, 5) - 1);
  const second = field(17, 5) * 3600 + field(22, 6) * 60 + field(28, 6);
  return `${day} ${timeText(second)}.${`${field(34, 8)}`.padStart(2, '0')}0000`;
}
