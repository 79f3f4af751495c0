import { Readable, pipeline } from 'node:stream';
import { CsvError, parse, type Options } from 'csv-parse';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { CsvFormat } from './csv-format.js';
import { unreadable } from './unreadable.js';
import { LONGEST_LINE_BYTES, wholeLines, type FileEnd } from './whole-lines.js';

/** A file as the table that it is named after. */
export interface NamedFile {
  readonly table: string;
  /** The name without the folder. */
  readonly file: string;
  /** Its bytes from the beginning. */
  readonly open: (onBytes?: (bytes: number) => void) => AsyncIterable<Buffer>;
}

/** One record of a CSV file, of whatever length. */
export interface CsvRecord {
  readonly cells: readonly string[];
  /** The line on which it begins, 1 for the first of the file. */
  readonly line: number;
}

export interface CsvReading {
  readonly format: CsvFormat;
  /** Told the number of bytes of each block read. */
  readonly onBytes: (bytes: number) => void;
  /** Filled when the file has been read to its end. */
  readonly end: FileEnd;
}

/** The records of a CSV file, streaming; empty lines are nothing. Errors: EXTRACT_UNREADABLE with the line. */
export async function* csvRecords(source: NamedFile, reading: CsvReading): AsyncGenerator<CsvRecord> {
  const { format, onBytes, end } = reading;
  const progress: Progress = { parsedLines: 0 };
  const parser = parserOf(format, progress);
  const lines = wholeLines(source.open(onBytes), source, end);
  // The parser is destroyed with the source's error, and the source when the parser is left early: the loop below meets both.
  pipeline(Readable.from(lines), parser, () => undefined);
  try {
    yield* parser as AsyncIterable<CsvRecord>;
  } catch (error) {
    throw faultOf(error, { source, end, progress });
  }
}

interface Progress {
  /** The last line of the last record that the parser finished; records that wait to be read are counted. */
  parsedLines: number;
}

function parserOf(format: CsvFormat, progress: Progress) {
  const options: Options<CsvRecord, string[]> = {
    delimiter: format.delimiter,
    quote: format.quote,
    escape: format.quote,
    record_delimiter: ['\r\n', '\n'],
    bom: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE_BYTES,
    on_record: (cells, { lines }) => {
      progress.parsedLines = lines;
      return { cells, line: lines - lineEndsWithin(cells) };
    },
  };
  // The signature of parse knows only what on_record returns beside named columns.
  return parse(options as unknown as Options);
}

function lineEndsWithin(cells: readonly string[]): number {
  let lines = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines += 1;
  }
  return lines;
}

interface FaultSources {
  readonly source: NamedFile;
  readonly end: FileEnd;
  readonly progress: Progress;
}

/** The parser's own messages quote the text of the file, so nothing of them is kept, not even as a cause. */
function faultOf(error: unknown, { source, end, progress }: FaultSources): unknown {
  const place = { table: source.table, file: source.file };
  if (error instanceof GatewayError) return error;
  if (error instanceof CsvError) {
    const begun = progress.parsedLines + 1;
    const reached = typeof error['lines'] === 'number' ? error['lines'] : begun;
    if (error.code !== 'CSV_QUOTE_NOT_CLOSED') return unreadable('BROKEN_QUOTES', { ...place, line: reached });
    return unreadable(end.unterminated && reached === begun ? 'TRUNCATED_LINE' : 'BROKEN_QUOTES', { ...place, line: begun });
  }
  return error;
}
