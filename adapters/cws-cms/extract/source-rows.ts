import type { TableLayout } from '../layout/table-layout.js';
import type { SourceRow } from '../source-row.js';
import { csvRecords, type CsvRecord } from './csv-records.js';
import type { CsvFormat } from './csv-format.js';
import { FixedWidth } from './fixed-width.js';
import { checkHeader, type Header } from './header.js';
import { unreadable } from './unreadable.js';
import type { FileEnd } from './whole-lines.js';

/** One file of an extract and the layout of the table that it is named after. */
export interface TableFile {
  readonly layout: TableLayout;
  /** The name without the folder. */
  readonly file: string;
  readonly open: (onBytes?: (bytes: number) => void) => AsyncGenerator<Buffer>;
}

/** Told while a file is read. */
export interface ReadingWatch {
  readonly onHeader?: (header: Header) => void;
  /** The number of bytes of each block read. */
  readonly onBytes?: (bytes: number) => void;
}

/**
 * The rows of a file, one by one, in memory that does not grow with the file. A row holds only the columns of the
 * layout: what the gateway does not read never leaves this function.
 * Errors: EXTRACT_UNREADABLE with file, line and reason when the file is damaged as a file: bytes, quotes, field
 * count, header, a last line that breaks off. What a cell means is not looked at here.
 */
export async function* sourceRows(source: TableFile, format: CsvFormat, watch: ReadingWatch = {}): AsyncGenerator<SourceRow> {
  const named = { table: source.layout.table, file: source.file, open: source.open };
  const end: FileEnd = { unterminated: false };
  const lastCell = new FixedWidth();
  let rows: RowMaker | undefined;
  let held: CsvRecord | undefined;
  for await (const record of csvRecords(named, { format, end, onBytes: watch.onBytes ?? (() => undefined) })) {
    if (rows === undefined) {
      const header = checkHeader(source.layout, record.cells, source.file);
      watch.onHeader?.(header);
      rows = rowMaker(source, header);
      continue;
    }
    // One record is held back: that it is the last, and perhaps cut off, is known only once no other comes.
    if (held) {
      yield rows.rowOf(held, 'WRONG_FIELD_COUNT');
      lastCell.note(held.cells.at(-1) ?? '');
    }
    held = record;
  }
  if (rows === undefined) throw unreadable('HEADER_MISSING', { table: named.table, file: named.file, line: 1 });
  if (!held) return;
  if (!end.unterminated) return yield rows.rowOf(held, 'WRONG_FIELD_COUNT');
  const last = rows.rowOf(held, 'TRUNCATED_LINE');
  if (lastCell.isShortened(held.cells.at(-1) ?? '')) throw unreadable('TRUNCATED_LINE', last.place);
  yield { ...last, openEnd: rows.lastColumn };
}

interface RowMaker {
  readonly lastColumn: string;
  /** Errors: EXTRACT_UNREADABLE with that reason when the number of fields is not the header's. */
  readonly rowOf: (record: CsvRecord, reason: 'WRONG_FIELD_COUNT' | 'TRUNCATED_LINE') => SourceRow;
}

function rowMaker({ layout, file }: TableFile, header: Header): RowMaker {
  const read = Object.keys(layout.columns)
    .map((name) => [name, header.columns.indexOf(name)] as const)
    .filter(([, index]) => index >= 0);
  return {
    lastColumn: header.columns.at(-1) ?? '',
    rowOf: ({ cells, line }, reason) => {
      const place = { table: layout.table, file, line };
      if (cells.length !== header.columns.length) throw unreadable(reason, place);
      const byName: Record<string, string | undefined> = {};
      for (const [name, index] of read) byName[name] = cells[index];
      return { place, cells: byName };
    },
  };
}
