import { LARGEST_SMALL_COUNT } from '../law/disclosure-control.js';
import type { KnownOrder, ReleasedTable, ReportCell } from '../model/program-report.js';
import { isTotal, periodWord, planOf, type QuantityKey, type TablePlan } from './plan.js';
import type { Linear } from './solver.js';

/** What a reader knows of one quantity: the bounds of what it may be. A told one has no width. */
export interface Known {
  readonly low: number;
  readonly high: number;
  /** Whether a table masks it, so that its range is to stay wide. */
  readonly masked: boolean;
  /** Of a masked one: as which. */
  readonly small: boolean;
}

/** More than any count can be. */
export const CEILING = 1_000_000;

/** Everything that readers of these tables know: each quantity, and what holds between them. */
export interface Knowledge {
  readonly quantities: ReadonlyMap<QuantityKey, Known>;
  readonly relations: readonly Relation[];
}

/** A sum of quantities that lies between two numbers. */
export interface Relation {
  readonly terms: readonly { readonly key: QuantityKey; readonly sign: Linear['terms'][number]['sign'] }[];
  readonly low: number;
  readonly high: number;
}

/** What a cell tells: of a small one, that it is ten at most; of another masked part, that it is more; of a masked total nothing. */
function knownOf({ state, number }: Pick<ReportCell, 'state' | 'number'>, { zerosTold, total }: { readonly zerosTold: boolean; readonly total: boolean }): Known {
  if (number !== null) return { low: number, high: number, masked: false, small: false };
  if (state === 'SMALL') return { low: zerosTold ? 1 : 0, high: LARGEST_SMALL_COUNT, masked: true, small: true };
  return { low: total ? 0 : LARGEST_SMALL_COUNT + 1, high: CEILING, masked: true, small: false };
}

const withheld = ({ cells }: ReleasedTable): boolean => cells.some(({ state }) => state === 'WITHHELD');

/** What the tables tell together, the earliest first. A table that is withheld tells nothing. */
export function knowledgeOf(tables: readonly ReleasedTable[]): Knowledge {
  const quantities = new Map<QuantityKey, Known>();
  const relations: Relation[] = [];
  tables.filter((table) => !withheld(table)).forEach((table, at) => {
    const plan = planOf(table);
    const renamed = new Map<QuantityKey, QuantityKey>();
    table.cells.forEach((cell, index) => {
      const { key } = plan.cells[index]!;
      const before = quantities.get(key);
      // Masked once is masked for good, whatever it is: the second time says nothing more.
      const again = cell.state === 'MASKED' && before?.masked === true && !before.small;
      const here = again ? before : knownOf(cell, { zerosTold: table.zerosTold, total: isTotal(plan, key) });
      const both = before ? merged(before, here) : here;
      // The records changed between the two countings: what this table tells is another quantity.
      if (both === null) renamed.set(key, `${key}|${at}`);
      quantities.set(both === null ? `${key}|${at}` : key, both ?? here);
    });
    const named = (key: QuantityKey) => renamed.get(key) ?? key;
    relations.push(...relationsWithin(plan, table, named));
  });
  return { quantities, relations: [...relations, ...relationsOfPlaces(quantities), ...relationsOfTimes(tables, quantities)] };
}

function merged(one: Known, other: Known): Known | null {
  const [low, high] = [Math.max(one.low, other.low), Math.min(one.high, other.high)];
  if (low > high) return null;
  const told = !one.masked || !other.masked;
  return { low, high, masked: !told, small: !told && (one.small || other.small) };
}

const one = (key: QuantityKey, sign: 1 | -1) => ({ key, sign });
/** That the lesser is at most the greater. */
const atMost = (lesser: QuantityKey, greater: QuantityKey): Relation => ({ terms: [one(lesser, 1), one(greater, -1)], low: -Infinity, high: 0 });

/** That the greater is at least so much above the lesser. */
const apart = ({ lesser, greater, by }: KnownOrder, named: (key: QuantityKey) => QuantityKey): Relation => ({
  terms: [...(greater === null ? [] : [one(named(greater), 1)]), ...(lesser === null ? [] : [one(named(lesser), -1)])], low: by, high: Infinity,
});

function relationsWithin(plan: TablePlan, { orders }: ReleasedTable, named: (key: QuantityKey) => QuantityKey): readonly Relation[] {
  const sums = plan.sums.map(({ total, parts }): Relation => (
    { terms: [one(named(total), -1), ...parts.map((part) => one(named(part), 1))], low: 0, high: 0 }));
  const known = orders.map((order) => apart(order, named));
  if (plan.base === null) return [...sums, ...known];
  const { key, rows, covers } = plan.base;
  const covering: Relation = { terms: [one(named(key), -1), ...rows.map((row) => one(named(row), 1))], low: 0, high: Infinity };
  return [...sums, ...known, ...rows.map((row) => atMost(named(row), named(key))), ...(covers ? [covering] : [])];
}

/** The counties together have no more than the State. */
function relationsOfPlaces(quantities: ReadonlyMap<QuantityKey, Known>): readonly Relation[] {
  const parts = new Map<QuantityKey, QuantityKey[]>();
  for (const key of quantities.keys()) {
    const [groups, place, period, again] = key.split('|');
    const whole = `${groups}|CA|${period}`;
    if (place === 'CA' || again !== undefined || !quantities.has(whole)) continue;
    parts.set(whole, [...(parts.get(whole) ?? []), key]);
  }
  return [...parts].map(([whole, keys]) => ({ terms: [one(whole, -1), ...keys.map((key) => one(key, 1))], low: -Infinity, high: 0 }));
}

/** Who was counted over a time was counted in some part of it; who was counted in a part is counted over the whole. */
function relationsOfTimes(tables: readonly ReleasedTable[], quantities: ReadonlyMap<QuantityKey, Known>): readonly Relation[] {
  const years = new Set(tables.map(({ period }) => period.year));
  const spans = [...years].flatMap((year) => [
    { whole: periodWord({ year, quarter: null, years: 1 }), parts: [1, 2, 3, 4].map((quarter) => periodWord({ year, quarter, years: 1 })) },
    { whole: periodWord({ year, quarter: null, years: 4 }), parts: [3, 2, 1, 0].map((back) => periodWord({ year: year - back, quarter: null, years: 1 })) },
    { whole: periodWord({ year, quarter: null, years: 4 }), parts: [3, 2, 1, 0].flatMap((back) => (
      [1, 2, 3, 4].map((quarter) => periodWord({ year: year - back, quarter, years: 1 })))) },
  ]);
  return [...quantities.keys()].flatMap((key) => {
    const [groups, place, period, again] = key.split('|');
    if (again !== undefined || !growsWithTime(groups!)) return [];
    return spans.filter(({ whole }) => whole === period).flatMap(({ parts }) => {
      const keys = parts.map((part) => `${groups}|${place}|${part}`);
      const told = keys.filter((part) => quantities.has(part));
      const together: Relation = { terms: [one(key, -1), ...keys.map((part) => one(part, 1))], low: 0, high: Infinity };
      return [...told.map((part) => atMost(part, key)), ...(told.length === keys.length && addsUpInTime(groups!) ? [together] : [])];
    });
  });
}

/** Who is in the group for a while is in it for the whole. Not so who is at risk: he may be a victim by then; nor an age. */
const growsWithTime = (groups: string): boolean => groups !== 'AT_RISK' && !groups.includes('age=');
/** Who is in the group for the whole is in it for some part. A risk or a service may have come when he was no longer a victim. */
const addsUpInTime = (groups: string): boolean => growsWithTime(groups) && !/(risk|service|barrier)=/.test(groups);
