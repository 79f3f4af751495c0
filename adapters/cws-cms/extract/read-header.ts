import { isUtf8 } from 'node:buffer';
import { parse, type Options } from 'csv-parse/sync';
import type { CsvFormat } from './csv-format.js';
import { checkHeader, type Header } from './header.js';
import { LONGEST_LINE_BYTES, type TableFile } from './table-file.js';
import { unreadable } from './unreadable.js';

/** The header line of a file, checked against its table. Errors: EXTRACT_UNREADABLE at line 1. */
export async function readHeader(source: TableFile, format: CsvFormat): Promise<Header> {
  const place = { table: source.layout.table, file: source.file, line: 1 };
  const line = await firstLine(source.open(), place);
  if (format.encoding === 'UTF8' && !isUtf8(line)) throw unreadable('NOT_UTF8', place);
  const cells = headerCells(line.toString(format.encoding === 'UTF8' ? 'utf8' : 'latin1'), format, place);
  return checkHeader(source.layout, cells, source.file);
}

interface Place {
  readonly table: string;
  readonly file: string;
  readonly line: number;
}

async function firstLine(chunks: AsyncIterable<Buffer>, place: Place): Promise<Buffer> {
  let line: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    line = Buffer.concat([line, chunk]);
    const end = line.indexOf(0x0a);
    if (end >= 0) return line.subarray(0, end);
    if (line.length > LONGEST_LINE_BYTES) throw unreadable('LINE_TOO_LONG', place);
  }
  if (line.length === 0) throw unreadable('HEADER_MISSING', place);
  return line;
}

function headerCells(line: string, { delimiter, quote }: CsvFormat, place: Place): readonly string[] {
  const [cells] = parsed(line.replace(/\r$/, ''), { delimiter, quote, escape: quote, bom: true, to: 1, relax_column_count: true }, place);
  if (cells === undefined) throw unreadable('HEADER_MISSING', place);
  return cells;
}

function parsed(line: string, options: Options, place: Place): readonly (readonly string[])[] {
  try {
    return parse(line, options) as unknown as readonly (readonly string[])[];
  } catch {
    // The parser's message quotes the line.
    throw unreadable('BROKEN_QUOTES', place);
  }
}
