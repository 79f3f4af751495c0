import { parse } from 'csv-parse/sync';
import { isSourceTable, LAYOUTS } from '../layout/layouts.js';
import type { SourceTable } from '../../../src/model/records/index.js';
import type { CsvFormat } from './csv-format.js';
import type { NamedSource } from './named-sources.js';
import { unreadable } from './unreadable.js';

/** What the control file of an extract is named after: `CONTROL.csv`, packed or not. */
export const CONTROL_NAME = 'CONTROL';

/** What the county states of one table of its extract. */
export interface ControlLine {
  readonly table: SourceTable;
  /** Rows of the file, the header line aside. */
  readonly rows: bigint;
  /** The sum of a column of numbers, blank ones as nothing. */
  readonly sum: { readonly column: string; readonly total: Decimal } | null;
}

/** A decimal number, exactly: `units` of ten to the power of minus `scale`. */
export interface Decimal {
  readonly units: bigint;
  readonly scale: number;
}

const MOST_BYTES = 1_048_576;

/**
 * The lines of a control file: the header `TABLE,ROWS` or `TABLE,ROWS,SUM_COLUMN,SUM`, then a line for each table, or for
 * each column that is summed. It is separated and quoted as the extract is.
 * Errors: EXTRACT_UNREADABLE, CONTROL_INVALID with the line.
 */
export async function readControl(source: NamedSource, format: CsvFormat): Promise<readonly ControlLine[]> {
  const blocks: Buffer[] = [];
  let bytes = 0;
  for await (const block of source.open()) {
    bytes += block.length;
    if (bytes > MOST_BYTES) throw invalid(source, 1);
    blocks.push(block);
  }
  const [header, ...lines] = recordsOf(Buffer.concat(blocks).toString('utf8'), source, format);
  const named = header?.map((cell) => cell.trim().toUpperCase()).join(',');
  if (named !== 'TABLE,ROWS' && named !== 'TABLE,ROWS,SUM_COLUMN,SUM') throw invalid(source, 1);
  return lines.map((cells, place) => lineOf(cells) ?? (() => { throw invalid(source, place + 2); })());
}

function recordsOf(text: string, source: NamedSource, { delimiter, quote }: CsvFormat): readonly (readonly string[])[] {
  try {
    return parse(text, { delimiter, quote, escape: quote, bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch {
    // The parser's message quotes the line.
    throw invalid(source, 1);
  }
}

function lineOf([tableCell = '', rowsCell = '', columnCell = '', sumCell = '', ...more]: readonly string[]): ControlLine | null {
  const table = tableCell.trim().toUpperCase();
  const column = columnCell.trim().toUpperCase();
  const total = decimalOf(sumCell.trim());
  if (more.length > 0 || !isSourceTable(table) || !/^\d{1,18}$/.test(rowsCell.trim())) return null;
  const rows = BigInt(rowsCell.trim());
  if (column === '') return sumCell.trim() === '' ? { table, rows, sum: null } : null;
  return total === null || !Object.hasOwn(LAYOUTS[table].columns, column) ? null : { table, rows, sum: { column, total } };
}

/** A number as a cell spells it, exactly; null for what is none. */
export function decimalOf(text: string): Decimal | null {
  const [, sign, whole, part = ''] = /^([+-]?)(\d{1,30})(?:\.(\d{0,12}))?$/.exec(text) ?? [];
  if (whole === undefined) return null;
  const units = BigInt(whole + part);
  return { units: sign === '-' ? -units : units, scale: part.length };
}

/** The exact sum of two decimals. */
export function plus(a: Decimal, b: Decimal): Decimal {
  const scale = Math.max(a.scale, b.scale);
  return { units: atScale(a, scale) + atScale(b, scale), scale };
}

/** Whether two decimals are one number. */
export function sameNumber(a: Decimal, b: Decimal): boolean {
  const scale = Math.max(a.scale, b.scale);
  return atScale(a, scale) === atScale(b, scale);
}

/** A decimal as text, without zeros that say nothing. */
export function decimalText({ units, scale }: Decimal): string {
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const part = scale === 0 ? '' : digits.slice(-scale).replace(/0+$/, '');
  const whole = scale === 0 ? digits : digits.slice(0, -scale);
  return `${units < 0n ? '-' : ''}${whole}${part === '' ? '' : `.${part}`}`;
}

function atScale({ units, scale }: Decimal, to: number): bigint {
  return units * 10n ** BigInt(to - scale);
}

function invalid({ file }: NamedSource, line: number) {
  return unreadable('CONTROL_INVALID', { file, line });
}
