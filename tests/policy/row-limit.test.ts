import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { localDate, plusDays, type LocalDate } from '../../src/kernel/dates.js';
import { bothOf, daysThrough, eitherOf, limitOf, reachesRow, withoutRows, type RowLimit, type RowLimits, type RowMarks } from '../../src/policy/evaluation/row-limit.js';

const day = (number: number): LocalDate => plusDays(localDate('2025-01-01'), number);
const on = (number: number | null, sourceAgencyId: string | null = null): RowMarks => ({ on: number === null ? null : day(number), sourceAgencyId });
const limit = (from: number | null, to: number | null, sources: readonly string[] | null = null): RowLimit =>
  ({ from: from === null ? null : day(from), to: to === null ? null : day(to), sources });

const ends = fc.option(fc.integer({ min: 0, max: 6 }), { nil: null });
const oneLimit = fc.record({ from: ends, to: ends, sources: fc.option(fc.subarray(['a', 'b', 'c']), { nil: null }) })
  .map(({ from, to, sources }) => limit(from, to, sources));
const limits: fc.Arbitrary<RowLimits> = fc.option(fc.array(oneLimit, { maxLength: 3 }), { nil: null });
const ROWS = [null, -1, 0, 1, 2, 3, 4, 5, 6, 7].flatMap((at) => [null, 'a', 'b', 'c', 'd'].map((source) => on(at, source)));

describe('row limits', () => {
  it('take the first day and leave the last', () => {
    expect([1, 2, 3, 4].map((at) => reachesRow([limit(2, 4)], on(at)))).toEqual([false, true, true, false]);
    expect(daysThrough(day(2), day(3))).toEqual({ from: day(2), to: day(4) });
  });

  it('reach no undated row by days, and no row of the county by sources', () => {
    expect(reachesRow([limit(2, null)], on(null))).toBe(false);
    expect(reachesRow([limit(null, null, ['a'])], on(null, 'a'))).toBe(true);
    expect(reachesRow([limit(null, null, ['a'])], on(2, null))).toBe(false);
    expect(reachesRow(null, on(null))).toBe(true);
    expect(reachesRow([], on(2))).toBe(false);
  });

  it('are never joined for one row', () => {
    const days = limit(2, 4);
    const source = limit(null, null, ['a']);
    expect(reachesRow([limit(2, 4, ['b']), limit(8, 9, ['a'])], on(2, 'a'))).toBe(false);
    expect(reachesRow([days, source], on(7, 'a'))).toBe(true);
  });

  it('come from days and sources, and from neither when neither is stated', () => {
    expect(limitOf({ from: null, to: null }, [])).toBeNull();
    expect(limitOf({ from: day(1), to: null }, ['a'])).toEqual([limit(1, null, ['a'])]);
  });

  it('reach with another what either reaches, and together what both reach', () => {
    fc.assert(fc.property(limits, limits, (one, other) => {
      for (const row of ROWS) {
        expect(reachesRow(eitherOf(one, other), row)).toBe(reachesRow(one, row) || reachesRow(other, row));
        if (reachesRow(bothOf(one, other), row)) expect(reachesRow(one, row) && reachesRow(other, row)).toBe(true);
        if (row.on !== null) expect(reachesRow(bothOf(one, other), row)).toBe(reachesRow(one, row) && reachesRow(other, row));
      }
    }), { numRuns: 300 });
  });

  it('without what is refused reach nothing refused and nothing new', () => {
    fc.assert(fc.property(limits, fc.array(oneLimit, { maxLength: 3 }), (open, refused) => {
      for (const row of ROWS) {
        if (!reachesRow(withoutRows(open, refused), row)) continue;
        expect(reachesRow(open, row)).toBe(true);
        expect(reachesRow(refused, row)).toBe(false);
      }
    }), { numRuns: 300 });
  });

  it('keep the days around a refusal, and other sources within it where sources are named', () => {
    expect(withoutRows(null, [limit(2, 4)])).toEqual([limit(null, 2), limit(4, null)]);
    expect(withoutRows([limit(null, null, ['a', 'b'])], [limit(2, 4, ['a'])]))
      .toEqual([limit(null, 2, ['a', 'b']), limit(2, 4, ['b']), limit(4, null, ['a', 'b'])]);
    expect(withoutRows(null, [limit(2, 4, ['a'])])).toEqual([limit(null, 2), limit(4, null)]);
    expect(withoutRows([limit(0, 2)], [limit(2, 4)])).toEqual([limit(0, 2)]);
  });
});
