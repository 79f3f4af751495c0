import { isLocalDate, type LocalDate } from '../../../src/kernel/dates.js';
import type { RejectionReason, SourceInstant } from '../../../src/model/change.js';
import type { CodedValue } from '../../../src/model/coded-value.js';
import type { Flag } from '../../../src/model/flag.js';
import { codeOfCell } from '../codes/code-of-text.js';
import { codedValue, type CodeTables } from '../codes/code-tables.js';
import { countyOfEntity, isCountyCode } from '../county.js';
import { CellFault } from '../fields/cell-fault.js';
import { readDay, readTime } from '../fields/dates.js';
import { readCode, readPhone, readZip } from '../fields/numbers.js';
import { readTimestamp } from '../fields/timestamp.js';
import { isRecordKey, isStaffKey } from '../identifier.js';

/** What reading a cell may ask and note. */
export interface CellContext {
  readonly codes: CodeTables;
  readonly flag: (flag: Flag) => void;
}

/** How one column is read. */
export interface Column<T> {
  /** Whether a file without this column is refused. */
  readonly inHeader: 'required' | 'optional';
  /** Why a row without a value here is rejected; null: it is not. */
  readonly whenMissing: RejectionReason | null;
  /** What no value means where it is allowed. */
  readonly missing: T;
  /** The code tables whose words it takes; an empty list means any. Absent: it holds no code. */
  readonly codeTables?: readonly string[];
  /** Reads a trimmed text that is no null token. */
  readonly read: (text: string, context: CellContext) => T | CellFault;
}

/** A column of which extracts differ in whether they have it. */
export function optional<T>(column: Column<T>): Column<T> {
  return { ...column, inHeader: 'optional' };
}

/** A column without whose value the row cannot be understood. */
export function mandatory<T>(column: Column<T | null>): Column<T> {
  return { ...column, whenMissing: 'REQUIRED_MISSING' } as Column<T>;
}

function nullable<T>(read: (text: string, context: CellContext) => T | null | CellFault): Column<T | null> {
  return { inHeader: 'required', whenMissing: null, missing: null, read };
}

/** CHAR(n) as text. U+0000 has no place in text and cannot be stored. */
export function text(length: number): Column<string | null> {
  return nullable((cell) => {
    if (cell.indexOf('\u0000') >= 0) return new CellFault('CHARACTER_INVALID');
    return cell.length > length && [...cell].length > length ? new CellFault('TEXT_TOO_LONG') : cell;
  });
}

/** A reference to another row: CHAR(10), base 62, case-sensitive. */
export const reference: Column<string | null> = nullable((cell) => (isRecordKey(cell) ? cell : new CellFault('KEY_MALFORMED')));

/** A staff id: CHAR(3), or CHAR(10) padded with seven blanks. */
export const staffReference: Column<string | null> = nullable((cell) => (isStaffKey(cell) ? cell : new CellFault('KEY_MALFORMED')));

/** A reference that is a staff id or another row's, as a code beside it says. */
export const anyReference: Column<string | null> = nullable((cell) => (
  isRecordKey(cell) || isStaffKey(cell) ? cell : new CellFault('KEY_MALFORMED')
));

/** A part of the row's own key. */
export function keyPart(column: Column<string | null>): Column<string> {
  return { ...column, whenMissing: 'KEY_MISSING' } as Column<string>;
}

/** A number that is the row's own key. */
export const numberKey: Column<number> = { ...nullable(readCode), whenMissing: 'KEY_MISSING' } as Column<number>;

/** A plain number; 0 is none. */
export const number: Column<number | null> = nullable(readCode);

/** DATE; a time behind it is dropped and flagged. */
export const date: Column<LocalDate | null> = nullable((cell, { flag }) => {
  if (isLocalDate(cell)) return cell;
  const day = readDay(cell);
  if (day instanceof CellFault) return day;
  if (day.hadTime) flag('TIME_IN_DATE');
  return day.on;
});

export const time: Column<string | null> = nullable(readTime);

export const timestamp: Column<SourceInstant | null> = nullable(readTimestamp);

export const phone: Column<string | null> = nullable(readPhone);

export const zip: Column<string | null> = nullable(readZip);

/** A SYS_ID of one of these code tables (none named: of any), or its description. An unknown id is kept and flagged. */
export function code(...metaTables: readonly string[]): Column<CodedValue | null> {
  // Rows of one code share its value.
  const values = new WeakMap<CodeTables, Map<number, CodedValue>>();
  const valueOf = (codes: CodeTables, id: number): CodedValue => {
    const made = values.get(codes) ?? new Map<number, CodedValue>();
    const value = made.get(id) ?? codedValue(codes, id, metaTables);
    if (made.size === 0) values.set(codes, made);
    made.set(id, value);
    return value;
  };
  const read = nullable<CodedValue>((cell, { codes, flag }) => {
    const id = codeOfCell(cell, codes, metaTables);
    if (id === null || id instanceof CellFault) return id;
    const value = valueOf(codes, id);
    if (value.display === null) flag('UNKNOWN_CODE');
    return value;
  });
  return { ...read, codeTables: metaTables };
}

const ENTITIES = ['GVR_ENTC'];

/** GVR_ENTC, or the name of the entity, as two digits; an entity that is no county is flagged. */
export const governmentEntity: Column<string | null> = {
  ...nullable<string>((cell, { codes, flag }) => {
    const id = codeOfCell(cell, codes, ENTITIES);
    if (id === null || id instanceof CellFault) return id;
    const county = countyOfEntity(id);
    if (county === null) flag('UNKNOWN_CODE');
    return county;
  }),
  codeTables: ENTITIES,
};

/** CNTY_SPFCD as two digits; anything else is flagged. */
export const countyCode: Column<string | null> = nullable((cell, { flag }) => {
  if (isCountyCode(cell)) return cell;
  flag('UNKNOWN_CODE');
  return null;
});

/** What a letter outside its list and no letter mean. */
export interface LetterDefaults<T> {
  readonly blank: T;
  readonly unknown: T;
}

/** CHAR(1) of a closed list. A letter outside it is flagged and takes the stated meaning. */
export function letter<T>(meanings: Readonly<Record<string, T>>, defaults: LetterDefaults<T>): Column<T> {
  const known = new Map(Object.entries(meanings));
  return {
    inHeader: 'required',
    whenMissing: null,
    missing: defaults.blank,
    read: (cell, { flag }) => {
      const meaning = known.get(cell);
      if (meaning !== undefined) return meaning;
      flag('UNKNOWN_INDICATOR');
      return defaults.unknown;
    },
  };
}

/** CHAR(1) of a closed list that decides what the row is: a letter outside it rejects the row. */
export function decidingLetter<T>(meanings: Readonly<Record<string, T>>): Column<T> {
  const known = new Map(Object.entries(meanings));
  return mandatory<T>(nullable((cell) => (known.has(cell) ? (known.get(cell) as T) : new CellFault('CODE_INVALID'))));
}

/** Y or N, where nothing hangs on a letter that is neither: null, flagged unless it is one of `undecided`. */
export function yesNo(...undecided: readonly string[]): Column<boolean | null> {
  const meanings: Record<string, boolean | null> = { Y: true, N: false };
  for (const cell of undecided) meanings[cell] = null;
  return letter<boolean | null>(meanings, { blank: null, unknown: null });
}

/** Y or N that guards something: blank is no, a letter that is neither counts as yes and is flagged. */
export const guard: Column<boolean> = letter<boolean>({ Y: true, N: false }, { blank: false, unknown: true });

/** N, S or R: blank is N, anything else counts as R (sealed) and is flagged. */
export const restriction: Column<'N' | 'S' | 'R'> = letter<'N' | 'S' | 'R'>(
  { N: 'N', S: 'S', R: 'R' }, { blank: 'N', unknown: 'R' },
);
