import { reportTable } from '../../src/law/programme-tables.js';
import type { ReleasedTable, ReportScope } from '../../src/model/program-report.js';
import type { Counts } from '../../src/reports/mask.js';
import { planOf } from '../../src/reports/plan.js';

/**
 * True counts of a table from those of its inner cells, row by row; sums follow. Of a table of factors the last number
 * is that of everybody counted.
 */
export function countsFor(scope: ReportScope, inner: readonly number[]): Counts {
  const { rows, columns, factors } = reportTable(scope.table);
  const width = columns?.length ?? 1;
  const at = (row: string, column: string | null) => inner[rows.findIndex(({ word }) => word === row) * width
    + (column === null ? 0 : columns!.findIndex(({ word }) => word === column))]!;
  const sum = (row: string | null, column: string | null): number => rows.filter(({ word }) => row === null || word === row)
    .flatMap(({ word }) => (columns === null ? [at(word, null)] : columns.filter((one) => column === null || one.word === column).map((one) => at(word, one.word))))
    .reduce((all, one) => all + one, 0);
  return new Map(planOf(scope).cells.map(({ row, column, key }) => [
    key, factors && row === null ? inner.at(-1)! : sum(row, column)]));
}

/** The cells of a table as a reader sees them, in one line. */
export function shown({ cells }: ReleasedTable): string {
  return cells.map(({ row, column, state, number }) => (
    `${[row ?? 'all', column].filter((word) => word !== null).join('/')} ${number ?? { SMALL: '<11', MASKED: '*', WITHHELD: '-', TOLD: '!' }[state]}`)).join(', ');
}
