import { createReadStream } from 'node:fs';
import { Readable, pipeline } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { CsvFormat } from './csv-format.js';
import { unreadable } from './unreadable.js';
import { LONGEST_LINE_BYTES, wholeLines, type FileEnd } from './whole-lines.js';

const BLOCK_BYTES = 262_144;

/** A file as the table that it is named after. */
export interface NamedFile {
  readonly table: string;
  /** The name without the folder. */
  readonly file: string;
  readonly path: string;
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
  const parser = parse({
    delimiter: format.delimiter,
    quote: format.quote,
    escape: format.quote,
    record_delimiter: ['\r\n', '\n'],
    bom: true,
    info: true,
    relax_column_count: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_LINE_BYTES,
  });
  const lines = wholeLines(counted(createReadStream(source.path, { highWaterMark: BLOCK_BYTES }), onBytes), source, end);
  // The parser is destroyed with the source's error, and the source when the parser is left early: the loop below meets both.
  pipeline(Readable.from(lines), parser, () => undefined);
  let lastLine = 0;
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { lines: number } }>) {
      lastLine = info.lines;
      yield { cells: record, line: info.lines - lineEndsWithin(record) };
    }
  } catch (error) {
    throw faultOf(error, { source, end, line: lastLine + 1 });
  }
}

async function* counted(chunks: AsyncIterable<Buffer>, onBytes: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of chunks) {
    onBytes(chunk.length);
    yield chunk;
  }
}

function lineEndsWithin(cells: readonly string[]): number {
  let lines = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf('\n'); at >= 0; at = cell.indexOf('\n', at + 1)) lines += 1;
  }
  return lines;
}

/** The parser's own messages quote the text of the file, so nothing of them is kept, not even as a cause. */
function faultOf(error: unknown, at: { source: NamedFile; end: FileEnd; line: number }): unknown {
  const place = { table: at.source.table, file: at.source.file, line: at.line };
  if (error instanceof GatewayError) return error;
  if (error instanceof CsvError) {
    const brokeOff = error.code === 'CSV_QUOTE_NOT_CLOSED' && at.end.unterminated && error['lines'] === at.line;
    return unreadable(brokeOff ? 'TRUNCATED_LINE' : 'BROKEN_QUOTES', place);
  }
  if (isSystemError(error)) return unreadable(error.code === 'ENOENT' ? 'FILE_MISSING' : 'FILE_UNREADABLE', { ...place, line: 1 });
  return error;
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
