import { HIGHEST_PUBLISHED_SCORE, LARGEST_SMALL_COUNT, leastToldTotal } from '../law/disclosure-control.js';
import type { ReleasedTable, ReportCell, ReportScope } from '../model/program-report.js';
import { auditTables } from './audit.js';
import { knowledgeOf, type Knowledge } from './known.js';
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
 * Makes of true counts a table that may be signed. No count of 1 to 10 is in it, and the same counts and earlier tables
 * make the same table. Guaranteed to whoever reads this code: a table alone, or beside an earlier one that told or masked
 * the very total of its parts, leaves each small cell all of 0 to 10 (a lone one where zeros may be told 1 to 10) and each other masked
 * one eleven numbers or more, and so does its being withheld. For the counts a reader can think of are exactly those that
 * the table, its orders and the earlier tables allow, and the audit goes through these; whatever rests on a masked number
 * is decided by the earlier tables alone. Not guaranteed: that a table withheld by the last audit, for what two
 * variables, or several tables, places or times tell together, tells nothing by being withheld; nor anything between two countings of records
 * that changed in between, beyond D-08. Nothing is guaranteed to whoever knows true counts from elsewhere.
 * Authority: CALHHS_DDG; the stricter reading of each rule is in `DISCLOSURE_CONTROLS`.
 */
export function protectedTable(scope: ReportScope, counts: Counts, { earlier, stateTablesTellZeros }: Protection): ReleasedTable {
  const plan = planOf(scope);
  const known = knowledgeOf(earlier).quantities;
  const totals = totalsKnown(plan, known);
  const zerosTold = stateTablesTellZeros && scope.county === null && scope.table !== 'VICTIMS_BY_COUNTY' && zerosApart(plan, counts, known);
  const withheld = () => nothingOf(scope, plan, zerosTold);
  if (totals.some(({ number, least }) => number < least)) return withheld();
  const masking = new Masking(plan, counts, { known, told: toldIn(earlier), zerosTold });
  const table = tableOf(scope, plan, { counts, masking, zerosTold });
  if (!mayBeSmall(table, earlier)) return withheld();
  const finding = auditTables([...earlier, table]);
  if (!finding.consistent || finding.narrow.length > 0) return withheld();
  return table.score !== null && table.score > HIGHEST_PUBLISHED_SCORE ? withheld() : table;
}

/** Each total of this table's parts that was told before, and the least at which no part can be narrowed down (D-07). */
function totalsKnown({ sums, base }: TablePlan, known: Knowledge['quantities']): readonly { readonly number: number; readonly least: number }[] {
  const lines = [...sums, ...(base === null ? [] : [{ total: base.key, parts: [...base.rows.slice(0, 1), base.key] }])];
  return lines.flatMap(({ total, parts }) => {
    const before = known.get(total);
    return before === undefined || before.masked ? [] : [{ number: before.low, least: leastToldTotal(parts.length) }];
  });
}

/**
 * Whether a zero may be told beside these counts. Not where anything of the table is known before; nor beside a small
 * count, for a lone small one among zeros is the total too.
 */
function zerosApart({ cells, sums }: TablePlan, counts: Counts, known: Knowledge['quantities']): boolean {
  if (cells.some(({ key }) => known.has(key))) return false;
  const few = cells.filter(({ key }) => !sums.some(({ total }) => total === key) && (counts.get(key) ?? 0) <= LARGEST_SMALL_COUNT);
  const zeros = few.filter(({ key }) => (counts.get(key) ?? 0) === 0).length;
  return zeros === few.length || few.length === 1;
}

/** Whether a table of one cell could be told if the cell were small: if it could not, its being withheld would tell that it is. */
function mayBeSmall(table: ReleasedTable, earlier: readonly ReleasedTable[]): boolean {
  const [only, ...more] = table.cells;
  if (more.length > 0) return true;
  const finding = auditTables([...earlier, { ...table, orders: [], cells: [{ ...only!, state: 'SMALL', number: null, percent: null }] }]);
  return !finding.consistent || finding.narrow.length === 0;
}

/** The table of which nothing is told, nor why. */
function nothingOf(scope: ReportScope, { cells }: TablePlan, zerosTold: boolean): ReleasedTable {
  const { table, county, period } = scope;
  return {
    table, county, period, zerosTold, orders: [], score: null, screened: false,
    cells: cells.map(({ row, column }) => ({ row, column, state: 'WITHHELD', number: null, percent: null })),
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
    table, county, period, cells, orders: masking.orders, score: publicationScore(scope, cells), screened: passesScreen(scope, cells), zerosTold,
  };
}
