import type { TableLayout } from '../layout/table-layout.js';
import { unreadable } from './unreadable.js';

/** A header line that fits its table. */
export interface Header {
  /** The column names in upper case, in the order of the file. */
  readonly columns: readonly string[];
  /** Columns that the file has and the gateway does not read. */
  readonly ignoredColumns: readonly string[];
  /** Optional columns that the file lacks. */
  readonly absentColumns: readonly string[];
}

const COLUMN_NAME = /^[A-Z][A-Z0-9_]{0,29}$/;

/**
 * Checks a header line against the table. Case does not matter; a column that the gateway does not read is ignored and
 * named. A first line that is no header may hold a person, so nothing of it is repeated.
 * Errors: EXTRACT_UNREADABLE at line 1 with the columns that are missing or doubled, or the positions of what is no name.
 */
export function checkHeader(layout: TableLayout, cells: readonly string[], file: string): Header {
  const place = { table: layout.table, file, line: 1 };
  const columns = cells.map((cell) => cell.trim().toUpperCase());
  const read = Object.entries(layout.columns);
  const missing = read.filter(([name, column]) => column.inHeader === 'required' && !columns.includes(name)).map(([name]) => name);
  if (missing.length > 0) throw unreadable('COLUMNS_MISSING', { ...place, columns: missing });
  const unnamed = columns.flatMap((name, index) => (COLUMN_NAME.test(name) ? [] : [index + 1]));
  if (unnamed.length > 0) throw unreadable('COLUMN_UNKNOWN', { ...place, positions: unnamed });
  const doubled = [...new Set(columns.filter((name, index) => columns.indexOf(name) !== index))];
  if (doubled.length > 0) throw unreadable('COLUMN_DUPLICATE', { ...place, columns: doubled });
  const known = new Set(read.map(([name]) => name));
  return {
    columns,
    ignoredColumns: columns.filter((name) => !known.has(name)),
    absentColumns: [...known].filter((name) => !columns.includes(name)),
  };
}
