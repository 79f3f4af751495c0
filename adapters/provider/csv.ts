import { stringify } from 'csv-stringify/sync';

/** A row by its columns; what is absent is an empty cell. */
export type CsvRow<Column extends string> = Readonly<Partial<Record<Column, string | number | boolean | readonly string[] | undefined>>>;

/**
 * A CSV file of RFC 4180 that spreadsheets read: UTF-8 with its mark, each row on a line of its own, several values of a cell
 * parted by ` | `. A text that a spreadsheet would run as a formula begins with an apostrophe, so that it stays a text.
 */
export function csvOf<Column extends string>(columns: readonly Column[], rows: readonly CsvRow<Column>[]): string {
  const cells = rows.map((row) => columns.map((column) => cellOf(row[column])));
  return stringify([[...columns], ...cells], { bom: true, escape_formulas: true, record_delimiter: 'windows' });
}

function cellOf(value: CsvRow<string>[string]): string {
  if (value === undefined) return '';
  return (typeof value === 'object' ? value.join(' | ') : String(value)).replaceAll(/\s+/g, ' ').trim();
}
