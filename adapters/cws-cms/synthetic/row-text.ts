import type { ColumnFormat } from './column-format.js';
import type { Cell, SyntheticRow } from './synthetic-row.js';
import { columnsOf, type TableName } from './table-layouts.js';

/** How each table spells "no value" where blank is not enough; a county's unloads differ by table. */
const NULL_TOKENS: Partial<Record<TableName, string>> = { CLIENT_T: 'NULL', CSECHIST: 'NULL', REFERL_T: '[NULL]', CASE_T: 'null' };

/** Tables in DB2's spelling of a timestamp and in JDBC's; the others mix both from row to row. */
const DB2_TABLES: ReadonlySet<TableName> = new Set(['SYS_CD_C', 'STFPERST', 'CLIENT_T', 'REFERL_T', 'ALLGTN_T', 'PLC_EPST', 'DL_SVC_T']);
const JDBC_TABLES: ReadonlySet<TableName> = new Set(['STFCSLDT', 'SPC_PRJT', 'CHLD_CLT', 'REFR_CLT', 'IJHM_DET', 'O_HM_PLT', 'IDV_SVCT']);

/** The header line of a table's file. */
export function headerText(table: TableName): string {
  return `${columnsOf(table).map(([name]) => name).join(',')}\n`;
}

/** A row as its line of the file: CHAR padded, codes 0 for none, quotes where a comma needs them. */
export function rowText(row: SyntheticRow): string {
  const token = NULL_TOKENS[row.table] ?? '';
  const cells = columnsOf(row.table).map(([name, format]) => cellText(row.cells[name], format, { table: row.table, token }));
  return `${cells.join(',')}\n`;
}

function cellText(cell: Cell, format: ColumnFormat, { table, token }: { readonly table: TableName; readonly token: string }): string {
  if (cell === null) return token;
  switch (format.kind) {
    case 'CHAR': return charText(`${cell ?? ''}`, format.length);
    case 'NUMBER': return `${cell ?? 0}`;
    case 'TIMESTAMP': return cell === undefined ? token : timestampText(table, `${cell}`);
    case 'DATE':
    case 'TIME': return cell === undefined ? token : `${cell}`;
  }
}

function charText(text: string, length: number): string {
  const padded = text.length < length ? text + blanks(length - text.length) : text;
  return /[",\r\n]/.test(text) ? `"${padded.replaceAll('"', '""')}"` : padded;
}

const BLANKS = Array.from({ length: 255 }, (_, length) => ' '.repeat(length));

function blanks(length: number): string {
  return BLANKS[length] ?? ' '.repeat(length);
}

/** One of the two spellings of a moment that is given as `yyyy-MM-dd HH:mm:ss.ffffff`. */
function timestampText(table: TableName, moment: string): string {
  const lastDigit = moment.charCodeAt(moment.length - 1);
  const db2 = DB2_TABLES.has(table) || (!JDBC_TABLES.has(table) && lastDigit % 2 === 0);
  if (db2) return `${moment.slice(0, 10)}-${moment.slice(11).replaceAll(':', '.')}`;
  // JDBC cuts the fraction to milliseconds where a driver rounds.
  return lastDigit % 5 === 0 ? moment.slice(0, -3) : moment;
}
