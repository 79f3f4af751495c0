import { HIGHEST_PUBLISHED_SCORE } from '../law/disclosure-control.js';
import type { ReleasedTable, ReportCell, ReportScope } from '../model/program-report.js';
import { auditTables } from './audit.js';
import { Masking, type Counts } from './mask.js';
import { planOf, type QuantityKey, type TablePlan } from './plan.js';
import { passesScreen, publicationScore } from './score.js';

/** What a table is protected against. */
export interface Protection {
  /** Every table that anybody was told or shown before. */
  readonly earlier: readonly ReleasedTable[];
  /** Counsel had it confirmed that statewide zeros may be told. */
  readonly stateTablesTellZeros: boolean;
}

/**
 * Makes of true counts a table that may be signed: no count of 1 to 10 is in it, and whoever holds all earlier tables and
 * knows these rules can narrow no masked count down. The same counts and earlier tables make the same table.
 * Authority: CALHHS_DDG; the stricter reading of each rule is in `DISCLOSURE_CONTROLS`.
 */
export function protectedTable(scope: ReportScope, counts: Counts, { earlier, stateTablesTellZeros }: Protection): ReleasedTable {
  const plan = planOf(scope);
  const zerosTold = stateTablesTellZeros && scope.county === null && scope.table !== 'VICTIMS_BY_COUNTY';
  const masking = new Masking(plan, counts);
  masking.maskSmall(zerosTold);
  masking.maskChanged(toldIn(earlier));
  masking.complement();
  if (scope.county !== null) masking.dropTotal();
  const draft = (): ReleasedTable => tableOf(scope, plan, { counts, masking, zerosTold });
  let table = draft();
  for (let finding = auditTables([...earlier, table]); ; finding = auditTables([...earlier, table])) {
    if (!finding.consistent) return withheldTable(table);
    const [narrow] = finding.narrow.toSorted((a, b) => Number(masking.has(b)) - Number(masking.has(a)));
    if (narrow === undefined) break;
    if (!masking.maskBeside(narrow)) return withheldTable(table);
    masking.complement();
    table = draft();
  }
  return table.score !== null && table.score > HIGHEST_PUBLISHED_SCORE ? withheldTable(table) : table;
}

/** The table of which nothing is told, nor why. */
export function withheldTable(table: ReleasedTable): ReleasedTable {
  return {
    ...table, score: null, screened: false, orders: [],
    cells: table.cells.map(({ row, column }) => ({ row, column, state: 'WITHHELD', number: null, percent: null })),
  };
}

/** Every number that was told of each quantity. */
function toldIn(tables: readonly ReleasedTable[]): ReadonlyMap<QuantityKey, readonly number[]> {
  const told = new Map<QuantityKey, number[]>();
  for (const table of tables) {
    const { cells } = planOf(table);
    table.cells.forEach(({ number }, at) => {
      const { key } = cells[at]!;
      if (number !== null) told.set(key, [...(told.get(key) ?? []), number]);
    });
  }
  return told;
}

interface Drafting {
  readonly counts: Counts;
  readonly masking: Masking;
  readonly zerosTold: boolean;
}

function tableOf(scope: ReportScope, plan: TablePlan, { counts, masking, zerosTold }: Drafting): ReleasedTable {
  const whole = masking.stateOf(plan.total) === 'TOLD' ? counts.get(plan.total) ?? 0 : 0;
  const cells = plan.cells.map(({ row, column, key }): ReportCell => {
    const state = masking.stateOf(key);
    if (state !== 'TOLD') return { row, column, state, number: null, percent: null };
    const number = counts.get(key) ?? 0;
    return { row, column, state, number, percent: whole === 0 || key === plan.total ? null : Math.round((100 * number) / whole) };
  });
  const { table, county, period } = scope;
  return {
    table, county, period, cells, orders: [...masking.orders], score: publicationScore(scope, cells), screened: passesScreen(scope, cells), zerosTold,
  };
}
