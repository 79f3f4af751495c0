import { CsvError, parse } from 'csv-parse/sync';
import { countyInstant, isLocalDate, type Instant, type LocalDate } from '../../../src/kernel/dates.js';
import { CellRejected, type HmisFile, type HmisRejection } from './rejection.js';

/** Bytes of the longest row that is read. */
const LONGEST_ROW = 1_000_000;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/;

/** The cells of one row by their columns. */
export class HmisRow {
  constructor(private readonly cells: ReadonlyMap<string, string>, readonly line: number) {}

  /** Errors: CHARACTER_INVALID for control characters. Absent: blank, or a column that the file has not. */
  text(column: string): string | null {
    const cell = this.cells.get(column)?.trim() ?? '';
    if (CONTROLS.test(cell)) throw new CellRejected(column, 'CHARACTER_INVALID');
    return cell === '' ? null : cell;
  }

  /** Errors: KEY_MISSING. */
  key(column: string): string {
    const text = this.text(column);
    if (text === null) throw new CellRejected(column, 'KEY_MISSING');
    return text;
  }

  /** Errors: DATE_INVALID. */
  date(column: string): LocalDate | null {
    const text = this.text(column);
    if (text === null || isLocalDate(text)) return text;
    throw new CellRejected(column, 'DATE_INVALID');
  }

  /** A moment on the county's clock, `yyyy-MM-dd HH:mm:ss`. Errors: TIMESTAMP_INVALID. */
  moment(column: string): Instant | null {
    const text = this.text(column);
    if (text === null) return null;
    const [, day, time] = /^(\d{4}-\d{2}-\d{2})[ T](([01]\d|2[0-3]):[0-5]\d:[0-5]\d)$/.exec(text) ?? [];
    if (day === undefined || !isLocalDate(day)) throw new CellRejected(column, 'TIMESTAMP_INVALID');
    return countyInstant(day, `${time}.000`);
  }

  /** A code of a list that is not kept here. Errors: CODE_INVALID. */
  number(column: string): number | null {
    const text = this.text(column);
    if (text !== null && !/^\d{1,3}$/.test(text)) throw new CellRejected(column, 'CODE_INVALID');
    return text === null ? null : Number(text);
  }

  /** One of the codes of a list. Errors: CODE_INVALID. */
  code<T>(column: string, codes: ReadonlyMap<string, T>): T | null {
    const text = this.text(column);
    if (text === null) return null;
    const meaning = codes.get(text);
    if (meaning === undefined) throw new CellRejected(column, 'CODE_INVALID');
    return meaning;
  }
}

export interface HmisTable<T> {
  readonly rows: readonly T[];
  readonly rejections: readonly HmisRejection[];
}

/** Which columns a file must have, and what it may spell otherwise: the other spelling, then the one used here. */
export interface HmisColumns {
  readonly required: readonly string[];
  readonly spellings?: ReadonlyMap<string, string>;
}

/** Reads a file row by row. A row with a fault is rejected alone; a file that cannot be split into rows as a whole. */
export function readTable<T>(file: HmisFile, bytes: Uint8Array, { required, spellings }: HmisColumns, read: (row: HmisRow) => T): HmisTable<T> {
  const split = recordsOf(file, bytes);
  if (!Array.isArray(split)) return { rows: [], rejections: [split as HmisRejection] };
  const header = ((split[0]?.record ?? []) as readonly string[]).map((name) => spellings?.get(name.trim()) ?? name.trim());
  const unfit = [
    ...required.filter((column) => !header.includes(column)).map((column) => ({ file, line: 1, column, reason: 'COLUMN_MISSING' as const })),
    ...[...new Set(header.filter((column, index) => header.indexOf(column) !== index))]
      .map((column) => ({ file, line: 1, column, reason: 'COLUMN_TWICE' as const })),
  ];
  if (unfit.length > 0) return { rows: [], rejections: unfit };
  const rows: T[] = [];
  const rejections: HmisRejection[] = [];
  for (const { record, line } of split.slice(1)) {
    if (record.length !== header.length) {
      rejections.push({ file, line, column: null, reason: 'WRONG_FIELD_COUNT' });
      continue;
    }
    try {
      rows.push(read(new HmisRow(new Map(header.map((column, index) => [column, record[index]!])), line)));
    } catch (error) {
      if (!(error instanceof CellRejected)) throw error;
      rejections.push({ file, line, column: error.column, reason: error.reason });
    }
  }
  return { rows, rejections };
}

interface Line { readonly record: readonly string[]; readonly line: number }

/** The records of a file with the lines on which they begin, or why there are none. */
function recordsOf(file: HmisFile, bytes: Uint8Array): readonly Line[] | HmisRejection {
  let text: string;
  try {
    // Within quotes the parser counts a return and a feed for two lines.
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes).replaceAll(/\r\n?/g, '\n');
  } catch {
    return { file, line: 1, column: null, reason: 'NOT_UTF8' };
  }
  try {
    const read = parse(text, { info: true, relax_column_count: true, skip_empty_lines: true, max_record_size: LONGEST_ROW }) as unknown as
      readonly { readonly record: readonly string[]; readonly info: { readonly lines: number } }[];
    return read.map(({ record, info }) => ({ record, line: info.lines - record.join('').split('\n').length + 1 }));
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return { file, line: typeof error['lines'] === 'number' ? error['lines'] : 1, column: null, reason: 'BROKEN_QUOTES' };
  }
}
