const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const TIME_LENGTH = 7;
const STAFF_LENGTH = 3;
const TIME_DIGITS = 13;
const UI_DIGITS = 19;

const RECORD_KEY = /^[0-9A-Za-z]{10}$/;
const STAFF_KEY = /^[0-9A-Za-z]{3}$/;

/** Says whether the text is a CWS/CMS identifier: ten base-62 characters. Case matters. */
export function isRecordKey(text: string): boolean {
  return RECORD_KEY.test(text);
}

/** Says whether the text is a CWS/CMS staff id: three base-62 characters. Case matters. */
export function isStaffKey(text: string): boolean {
  return STAFF_KEY.test(text);
}

/**
 * The 19-digit id that the CWS/CMS screens show for a key: 13 digits of the time part, 6 of the staff part.
 * Absent: null when the text is not a key. Every key has one.
 */
export function uiIdOfRecordKey(key: string): string | null {
  if (!isRecordKey(key)) return null;
  const time = fromBase62(key.slice(0, TIME_LENGTH));
  const staff = fromBase62(key.slice(TIME_LENGTH));
  return String(time).padStart(TIME_DIGITS, '0') + String(staff).padStart(UI_DIGITS - TIME_DIGITS, '0');
}

/** The same id as people write it: `dddd-dddd-dddd-ddddddd`. */
export function writtenUiId(key: string): string | null {
  const digits = uiIdOfRecordKey(key);
  return digits && [digits.slice(0, 4), digits.slice(4, 8), digits.slice(8, 12), digits.slice(12)].join('-');
}

/** The key of a UI id, with or without dashes. Absent: null when it is not 19 digits or either part overflows. */
export function recordKeyOfUiId(text: string): string | null {
  const digits = text.replaceAll('-', '');
  if (!/^\d{19}$/.test(digits)) return null;
  const time = toBase62(Number(digits.slice(0, TIME_DIGITS)), TIME_LENGTH);
  const staff = toBase62(Number(digits.slice(TIME_DIGITS)), STAFF_LENGTH);
  return time === null || staff === null ? null : time + staff;
}

/** What a key tells of its making: identifying, so it never leaves the gateway. Source: the CWS/CMS key generator. */
export interface KeyOrigin {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 to 204: values above 99 belong to keys made in batches. */
  readonly hundredths: number;
  readonly staffKey: string;
}

/** Unpacks a key. Decoded, not validated: the fields have room for minute 63. Absent: null when it is not a key. */
export function originOfRecordKey(key: string): KeyOrigin | null {
  if (!isRecordKey(key)) return null;
  let rest = fromBase62(key.slice(0, TIME_LENGTH));
  const take = (bits: number): number => {
    const unit = 2 ** bits;
    const field = Math.floor(rest / unit);
    rest -= field * unit;
    return field;
  };
  const [hundredths, second, minute, hour, day, month] = [take(34), take(28), take(22), take(17), take(12), take(8)];
  return { year: rest + 1900, month: month + 1, day, hour, minute, second, hundredths, staffKey: key.slice(TIME_LENGTH) };
}

function fromBase62(text: string): number {
  let value = 0;
  for (const character of text) value = value * 62 + ALPHABET.indexOf(character);
  return value;
}

function toBase62(value: number, length: number): string | null {
  let text = '';
  let rest = value;
  for (let place = 0; place < length; place += 1) {
    text = ALPHABET.charAt(rest % 62) + text;
    rest = Math.floor(rest / 62);
  }
  return rest === 0 ? text : null;
}
