import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NARROWEST_RANGE } from '../../src/law/disclosure-control.js';
import { REPORT_TABLE_NAMES, reportTable, type ReportTableName } from '../../src/law/programme-tables.js';
import type { ReleasedTable } from '../../src/model/program-report.js';
import type { Counts } from '../../src/reports/mask.js';
import { planOf } from '../../src/reports/plan.js';
import { protectedTable } from '../../src/reports/protect.js';
import { countsFor, shown } from './counting.js';

/*
 * The oracle of the report: it runs the rules themselves over every truth of a small world, as a reader may who has them,
 * puts together the truths that come out alike, and looks how far each masked count can still lie. It knows nothing of
 * how the rules decide. Orders count as published, though no reader is shown them.
 */

const YEAR = { year: 2024, quarter: null, years: 1 } as const;

interface World {
  readonly county: string | null;
  readonly zeros: boolean;
  /** The tables in the order of their release, each with how its inner counts follow from a truth. */
  readonly releases: readonly { readonly table: ReportTableName; readonly inner: (truth: readonly number[]) => readonly number[] }[];
  readonly truths: Iterable<readonly number[]>;
}

const told = (tables: readonly ReleasedTable[], key: string) => tables.some((table) => (
  planOf(table).cells.some((cell, at) => cell.key === key && table.cells[at]!.number !== null)));

/** What can be narrowed down in any table of any output: none, if the rules hold. Also how many outputs there are. */
function narrowed({ county, zeros, releases, truths }: World): { readonly outputs: number; readonly narrow: readonly string[] } {
  const groups = new Map<string, { readonly tables: readonly ReleasedTable[]; readonly seen: (readonly Counts[])[] }>();
  for (const truth of truths) {
    const tables: ReleasedTable[] = [];
    const counted = releases.map(({ table, inner }) => {
      const scope = { table, county, period: YEAR };
      const counts = countsFor(scope, inner(truth));
      tables.push(protectedTable(scope, counts, { earlier: [...tables], stateTablesTellZeros: zeros }));
      return counts;
    });
    const output = JSON.stringify(tables);
    const group = groups.get(output) ?? { tables, seen: [] };
    group.seen.push(counted);
    groups.set(output, group);
  }
  const narrow = [...groups.values()].flatMap(({ tables, seen }) => tables.flatMap((table, at) => table.cells.flatMap(({ state }, index) => {
    const { key } = planOf(table).cells[index]!;
    if (state === 'TOLD' || told(tables, key)) return [];
    const values = seen.map((counted) => counted[at]!.get(key)!);
    const [least, most] = values.reduce(([low, high], value) => [Math.min(low, value), Math.max(high, value)], [Infinity, -Infinity]);
    const anySmall = least! <= (zeros ? 1 : 0) && most! >= NARROWEST_RANGE;
    const wide = state === 'SMALL' ? anySmall && (table.zerosTold || least === 0) : anySmall || most! - least! >= NARROWEST_RANGE;
    return wide ? [] : [`${tables.map(shown).join(' then ')}: ${key} is ${least} to ${most}`];
  })));
  return { outputs: groups.size, narrow: [...new Set(narrow)] };
}

function* every(lists: readonly (readonly number[])[]): Generator<readonly number[]> {
  const [first, ...rest] = lists;
  if (first === undefined) { yield []; return; }
  for (const value of first) for (const more of every(rest)) yield [value, ...more];
}

/** Both sides of each bound of the rules. Truths that are left out can only make a range narrower here than it is. */
const AROUND = [0, 1, 10, 11, 12, 21, 22, 23, 33];
const fewer = (zeros: boolean) => (zeros ? [0, 1, 10, 11, 21, 22] : [0, 10, 11, 21, 22]);
const thrice = <T>(one: T): readonly T[] => [one, one, one];
const total = (truth: readonly number[]) => [truth.reduce((sum, count) => sum + count, 0)];
const own = (truth: readonly number[]) => truth;
const SEX = { table: 'VICTIMS_BY_SEX', inner: own } as const;
const VICTIMS = { table: 'VICTIMS', inner: total } as const;
const PLACES = [['34', false], [null, true]] as const;

/** Every table of three parts whose sum is that, for totals around every bound of the rules. A told zero tells its parts. */
function* everySplit(zeros: boolean): Generator<readonly number[]> {
  for (const sum of [...(zeros ? [] : [0]), 1, 9, 10, 11, 20, 21, 22, 30, 31, 32, 33]) {
    for (let f = 0; f <= sum; f += 1) for (let m = 0; f + m <= sum; m += 1) yield [f, m, sum - f - m];
  }
}

describe.each(PLACES)('whoever has the rules and the tables of %s (zeros told: %s)', (county, zeros) => {
  const among = (releases: World['releases'], truths: World['truths']) => {
    const { outputs, narrow } = narrowed({ county, zeros, releases, truths });
    expect(narrow).toEqual([]);
    return outputs;
  };

  it('narrows no masked count of one table down', () => {
    expect(among([SEX], every(thrice(AROUND)))).toBeGreaterThan(100);
    expect(among([{ ...SEX, table: 'YOUTHS_BY_STATUS' }], every([AROUND, AROUND]))).toBeGreaterThan(20);
    expect(among([VICTIMS], every([AROUND]))).toBeGreaterThan(5);
  });

  it('nor with the total told first: every split of every total', () => {
    expect(among([VICTIMS, SEX], everySplit(zeros))).toBeGreaterThan(10);
  });

  it('nor with the total asked for afterwards, nor with the total as a part of another table, before or after', () => {
    const status = { table: 'YOUTHS_BY_STATUS', inner: ([f, m, other, atRisk]: readonly number[]) => [f! + m! + other!, atRisk!] } as const;
    const sex = { ...SEX, inner: (truth: readonly number[]) => truth.slice(0, 3) };
    const truths = () => every([...thrice(fewer(zeros)), [0, 1, 10, 11, 21, 22]]);
    expect(among([SEX, VICTIMS], every(thrice(AROUND)))).toBeGreaterThan(100);
    expect(among([sex, status], truths())).toBeGreaterThan(20);
    // A told status tells the total as VICTIMS does; with few at risk it is masked.
    const masked = [...every([...thrice(fewer(zeros)), [0, 1, 10]])].filter(([f, m, other, atRisk]) => !zeros || atRisk! > 0 || (f! + m! + other! > 0 && f! + m! + other! <= 10));
    expect(among([status, sex], masked)).toBeGreaterThan(5);
    expect(among([status, sex], [...everySplit(zeros)].filter((split) => total(split)[0]! > 30).map((split) => [...split, 15]))).toBeGreaterThan(5);
  });
});

it('narrows no masked count of five groups down', () => {
  const truths = every(Array.from({ length: 5 }, () => [0, 10, 11, 21, 22]));
  expect(narrowed({ county: '34', zeros: false, releases: [{ ...SEX, table: 'VICTIMS_BY_AGE' }], truths }).narrow).toEqual([]);
});

describe.each([false, true])('whoever has the rules and the State\'s table of factors (zeros told: %s)', (zeros) => {
  function* truths(totals: readonly number[], rows: (all: number) => readonly number[]): Generator<readonly number[]> {
    for (const all of totals) {
      const within = [...new Set(rows(all))].filter((count) => count >= 0 && count <= all);
      for (const one of within) for (const other of within) yield [one, other, all];
    }
  }
  const factors = { table: 'BARRIERS', inner: own } as const;
  const counted = { table: 'VICTIMS', inner: ([, , all]: readonly number[]) => [all!] } as const;

  it('narrows no masked count of it alone down', () => {
    // A row that is told is 23 at most, so that a number of all counted eleven beyond the least is gone through.
    const near = [...truths([0, 1, 5, 10, 11, 12, 20, 21, 22, 23, 30, 32, 33, 34, 43, 44, 50], () => [...AROUND, 34, 36, 44, 46])];
    const alone = near.filter(([one, other, all]) => [one!, other!].every((row) => row <= 23 || all! - row <= NARROWEST_RANGE));
    expect(narrowed({ county: null, zeros, releases: [factors], truths: alone }).narrow).toEqual([]);
  });

  it('nor with the number of all counted told first', () => {
    const rows = (all: number) => [0, 1, 10, 11, 12, all - 12, all - 11, all - 10, all - 9, all - 1, all];
    const totals = [...(zeros ? [] : [0]), ...Array.from({ length: 10 }, (_, at) => at + 1), 11, 20, 21, 22, 30, 46];
    expect(narrowed({ county: null, zeros, releases: [counted, factors], truths: truths(totals, rows) }).narrow).toEqual([]);
  });
});

describe('any table', () => {
  const scope = fc.constantFrom(...REPORT_TABLE_NAMES).map((table) => ({ table, county: null, period: YEAR }));
  const drawn = scope.chain((one) => {
    const { rows, columns } = reportTable(one.table);
    const size = rows.length * (columns?.length ?? 1) + 1;
    return fc.record({ scope: fc.constant(one), inner: fc.array(fc.oneof(fc.nat(14), fc.integer({ min: 11, max: 150 })), { minLength: size, maxLength: size }), at: fc.nat(size - 2), other: fc.nat(10) });
  });

  it('comes out the same whatever a small count of it is, so that nothing else in it tells that', () => {
    fc.assert(fc.property(drawn, ({ scope: one, inner, at, other }) => {
      const all = [...inner.slice(0, -1), 400];
      const of = (count: number) => protectedTable(one, countsFor(one, all.with(at, count)), { earlier: [], stateTablesTellZeros: false });
      expect(of(other)).toEqual(of(0));
    }), { numRuns: 60 });
  });
});
