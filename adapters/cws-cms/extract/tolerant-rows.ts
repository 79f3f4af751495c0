import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import type { RejectionReason, RowRejection } from '../../../src/model/change.js';
import type { SourceRow } from '../source-row.js';
import type { CsvFormat } from './csv-format.js';
import { FixedWidth } from './fixed-width.js';
import type { Header } from './header.js';
import { LONGEST_LINE_BYTES, type TableFile } from './table-file.js';
import { unreadable } from './unreadable.js';

/** As many lines a quoted field may go over; one that never ends would take the rest of the file with it. */
const LONGEST_RECORD_LINES = 200;
const LINE_FEED = 0x0a;

/** One line of the file, its end aside. */
interface Line {
  readonly number: number;
  readonly bytes: Buffer;
  /** Nothing ended it: the file stops here. */
  readonly open: boolean;
}

/** How rows are told from damage. */
export interface TolerantReading {
  readonly format: CsvFormat;
  readonly header: Header;
  readonly onBytes: (bytes: number) => void;
  /** Asked of the last row of a file without a last line end: the column that cannot be read, null when all can. */
  readonly faultyColumn: (row: SourceRow) => string | null;
}

/**
 * The rows of a file in which something is damaged, line by line: what can be read is a row, what cannot is rejected with
 * its line and the reason, and reading goes on behind it. Memory does not grow with the file.
 * Errors: EXTRACT_UNREADABLE only when the bytes cannot be had, or a line is longer than any row.
 */
export async function* tolerantRows(source: TableFile, reading: TolerantReading): AsyncGenerator<SourceRow | RowRejection> {
  const records = new Records(source, reading);
  for await (const line of linesOf(source, reading)) {
    if (line.number === 1) continue;
    yield* records.take(line);
  }
  yield* records.end();
}

/** Puts lines together to records: a record with quotes may go over many lines, and a broken one must not take its followers along. */
class Records {
  private waiting: Line[] = [];
  /** So many of the lines that wait were put together already, and hold a quote that none of them closes. */
  private unclosed = 0;
  private readonly lastCell = new FixedWidth();
  private readonly indexes: readonly (readonly [string, number])[];

  constructor(private readonly source: TableFile, private readonly reading: TolerantReading) {
    this.indexes = Object.keys(source.layout.columns)
      .map((name) => [name, reading.header.columns.indexOf(name)] as const).filter(([, index]) => index >= 0);
  }

  *take(line: Line): Generator<SourceRow | RowRejection> {
    this.waiting.push(line);
    yield* this.settle(false);
  }

  *end(): Generator<SourceRow | RowRejection> {
    yield* this.settle(true);
  }

  /** Reads what waits as far as it goes. At the end of the file, or after too many lines, a quote that never closes is broken. */
  private *settle(atEnd: boolean): Generator<SourceRow | RowRejection> {
    while (this.waiting.length > 0) {
      const read = this.readFirst();
      if (read === 'MORE') {
        if (!atEnd && this.waiting.length < LONGEST_RECORD_LINES) return;
        this.unclosed = 0;
        yield this.reject(this.waiting.shift()!, atEnd && this.waiting.length === 0 ? 'TRUNCATED_LINE' : 'BROKEN_QUOTES');
        continue;
      }
      this.unclosed = 0;
      const [first] = this.waiting.splice(0, read.lines);
      if (read.outcome === 'EMPTY') continue;
      yield typeof read.outcome === 'string' ? this.reject(first!, read.outcome) : this.row(first!, read.outcome);
    }
  }

  private readFirst(): 'MORE' | { readonly lines: number; readonly outcome: readonly string[] | RejectionReason | 'EMPTY' } {
    const { format } = this.reading;
    const [first] = this.waiting;
    const text = textOf(first!.bytes, format);
    if (text === null) return { lines: 1, outcome: first!.open && breaksOff(first!.bytes) ? 'TRUNCATED_LINE' : 'NOT_UTF8' };
    if (text === '') return { lines: 1, outcome: 'EMPTY' };
    if (!text.includes(format.quote)) return { lines: 1, outcome: text.split(format.delimiter) };
    for (; this.unclosed < this.waiting.length; this.unclosed += 1) {
      const added = textOf(this.waiting[this.unclosed]!.bytes, format);
      if (added === null) return { lines: 1, outcome: 'BROKEN_QUOTES' };
      // A line without a quote closes none.
      if (this.unclosed > 0 && !added.includes(format.quote)) continue;
      const read = recordIn(this.waiting.slice(0, this.unclosed + 1).map(({ bytes }) => textOf(bytes, format)!), format);
      if (read !== 'MORE') return read;
    }
    return 'MORE';
  }

  private row(line: Line, cells: readonly string[]): SourceRow | RowRejection {
    const { header, faultyColumn } = this.reading;
    if (cells.length !== header.columns.length) return this.reject(line, line.open ? 'TRUNCATED_LINE' : 'WRONG_FIELD_COUNT');
    const byName: Record<string, string | undefined> = {};
    for (const [name, index] of this.indexes) {
      if (cells[index]!.includes('\u0000')) return this.reject(line, 'CHARACTER_INVALID', name);
      byName[name] = cells[index];
    }
    const row: SourceRow = { place: this.placeOf(line), cells: byName };
    const last = cells.at(-1)!;
    if (line.open && (this.lastCell.isShortened(last) || faultyColumn(row) === header.columns.at(-1))) return this.reject(line, 'TRUNCATED_LINE');
    this.lastCell.note(last);
    return row;
  }

  private reject(line: Line, reason: RejectionReason, column: string | null = null): RowRejection {
    return { place: this.placeOf(line), column, reason };
  }

  private placeOf(line: Line) {
    return { table: this.source.layout.table, file: this.source.file, line: line.number };
  }
}

/** The record that these lines hold, which has quotes; more where one of them is not closed. */
function recordIn(lines: readonly string[], { delimiter, quote }: CsvFormat) {
  try {
    const [cells] = parse(lines.join('\n'), { delimiter, quote, escape: quote, record_delimiter: ['\n'], relax_column_count: true });
    return cells === undefined ? { lines: lines.length, outcome: 'EMPTY' as const } : { lines: lines.length, outcome: cells };
  } catch (fault) {
    // The parser's message quotes the line, so nothing of it but the code is looked at.
    return (fault as { code?: string }).code === 'CSV_QUOTE_NOT_CLOSED' ? 'MORE' as const : { lines: 1, outcome: 'BROKEN_QUOTES' as const };
  }
}

async function* linesOf(source: TableFile, { onBytes }: TolerantReading): AsyncGenerator<Line> {
  let rest: Buffer = Buffer.alloc(0);
  let number = 0;
  for await (const chunk of source.open(onBytes)) {
    const block = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let start = 0;
    for (let end = block.indexOf(LINE_FEED); end >= 0; end = block.indexOf(LINE_FEED, start)) {
      number += 1;
      yield { number, bytes: block.subarray(start, end > start && block[end - 1] === 0x0d ? end - 1 : end), open: false };
      start = end + 1;
    }
    rest = Buffer.from(block.subarray(start));
    if (rest.length > LONGEST_LINE_BYTES) throw unreadable('LINE_TOO_LONG', { table: source.layout.table, file: source.file, line: number + 1 });
  }
  if (rest.length > 0) yield { number: number + 1, bytes: rest, open: true };
}

function textOf(bytes: Buffer, { encoding }: CsvFormat): string | null {
  if (encoding === 'LATIN1') return bytes.toString('latin1');
  return isUtf8(bytes) ? bytes.toString('utf8') : null;
}

/** Says whether the bytes are UTF-8 that stops within a character. */
function breaksOff(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}
