import { reportTable, type ReportTableName } from '../law/programme-tables.js';
import type { ReportPeriod, ReportScope } from '../model/program-report.js';

/** Names a quantity whatever table tells it: the same youths, grouped, placed and timed alike, have the same key. */
export type QuantityKey = string;

/** One cell of a plan, and what it counts. */
export interface PlannedCell {
  readonly row: string | null;
  readonly column: string | null;
  readonly key: QuantityKey;
}

/** That the parts add up to the total. */
export interface PlannedSum {
  readonly total: QuantityKey;
  readonly parts: readonly QuantityKey[];
}

/** The cells of a table, and what is known of them before any is counted. */
export interface TablePlan {
  readonly cells: readonly PlannedCell[];
  readonly sums: readonly PlannedSum[];
  /** Of a table of factors: every row is at most this, and with `covers` they are together at least this. */
  readonly base: { readonly key: QuantityKey; readonly rows: readonly QuantityKey[]; readonly covers: boolean } | null;
  /** The table's total. */
  readonly total: QuantityKey;
}

const VICTIM = 'VICTIM';

/** `2025`, `2025Q2` or `2025Y4`, the four years that end with 2025. */
export function periodWord({ year, quarter, years }: ReportPeriod): string {
  return quarter === null ? `${year}${years === 4 ? 'Y4' : ''}` : `${year}Q${quarter}`;
}

/** The key of a group of youths in a place over a period. */
export function keyFor(groups: string, county: string | null, period: ReportPeriod): QuantityKey {
  return `${groups}|${county ?? 'CA'}|${periodWord(period)}`;
}

/** What the rows of a table count; the key of the row, and of a cell of it. */
const GROUPS: Readonly<Record<ReportTableName, { readonly all: string; readonly of: (row: string | null, column: string | null) => string }>> = {
  VICTIMS: { all: VICTIM, of: () => VICTIM },
  YOUTHS_BY_STATUS: { all: 'YOUTH', of: (row) => row ?? 'YOUTH' },
  VICTIMS_BY_AGE: { all: VICTIM, of: (row) => grouped(row && `age=${row}`) },
  VICTIMS_BY_SEX: { all: VICTIM, of: (row) => grouped(row && `sex=${row}`) },
  VICTIMS_BY_AGE_AND_SEX: { all: VICTIM, of: (row, column) => grouped(row && `age=${row}`, column && `sex=${column}`) },
  VICTIMS_BY_COUNTY: { all: VICTIM, of: () => VICTIM },
  VICTIMS_BY_GRID_TYPE: { all: VICTIM, of: (row) => grouped(row && `grid=${row}`) },
  RISK_FACTORS: { all: VICTIM, of: (row) => grouped(row && `risk=${row}`) },
  SERVICE_TYPES: { all: VICTIM, of: (row) => grouped(row && `service=${row}`) },
  BARRIERS: { all: VICTIM, of: (row) => grouped(row && `barrier=${row}`) },
};

function grouped(...by: readonly (string | null)[]): string {
  return [VICTIM, ...by.filter((one) => one !== null)].join(':');
}

/** Lays a table out. Shape: cells by row and column in their order, each row's sum behind it, the sums of columns last. */
export function planOf({ table: name, county, period }: ReportScope): TablePlan {
  const { rows, columns, factors, covers } = reportTable(name);
  const { all, of } = GROUPS[name];
  const cell = (row: string | null, column: string | null): PlannedCell => {
    const place = name === 'VICTIMS_BY_COUNTY' && row !== null ? row : county;
    return { row, column, key: keyFor(of(row, column), place, period) };
  };
  const total = keyFor(all, county, period);
  const rowWords = rows.map(({ word }) => word);
  if (columns !== null) return crossed(rowWords, columns.map(({ word }) => word), cell, total);
  const cells = rowWords.map((row) => cell(row, null));
  const keys = cells.map(({ key }) => key);
  // A table of one row is its own total.
  if (keys.length === 1) return { cells, sums: [], base: null, total };
  return {
    cells: [...cells, { row: null, column: null, key: total }], total,
    sums: factors ? [] : [{ total, parts: keys }], base: factors ? { key: total, rows: keys, covers } : null,
  };
}

/** Whether a quantity is a sum of this table, or what its factors or its only cell count: one of which masking says no size. */
export function isTotal({ total, sums }: TablePlan, key: QuantityKey): boolean {
  return key === total || sums.some((sum) => sum.total === key);
}

function crossed(rows: readonly string[], columns: readonly string[], cell: (row: string | null, column: string | null) => PlannedCell, total: QuantityKey): TablePlan {
  const keyOf = (row: string | null, column: string | null) => cell(row, column).key;
  return {
    cells: [...rows, null].flatMap((row) => [...columns, null].map((column) => cell(row, column))), total, base: null,
    sums: [
      ...rows.map((row) => ({ total: keyOf(row, null), parts: columns.map((column) => keyOf(row, column)) })),
      ...columns.map((column) => ({ total: keyOf(null, column), parts: rows.map((row) => keyOf(row, column)) })),
      { total, parts: rows.map((row) => keyOf(row, null)) }, { total, parts: columns.map((column) => keyOf(null, column)) },
    ],
  };
}
