import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReleasedTable, ReportScope } from '../../src/model/program-report.js';
import { auditTables } from '../../src/reports/audit.js';
import { protectedTable } from '../../src/reports/protect.js';
import { countsFor, shown } from './counting.js';

const Q2 = { year: 2025, quarter: 2, years: 1 } as const;
const YEAR = { year: 2025, quarter: null, years: 1 } as const;
const FOUR_YEARS = { year: 2024, quarter: null, years: 4 } as const;
const alone = { earlier: [], stateTablesTellZeros: false };

const of = (table: ReportScope['table'], county: string | null, period: ReportScope['period'] = YEAR): ReportScope => ({ table, county, period });
const told = (scope: ReportScope, inner: readonly number[], earlier: readonly ReleasedTable[] = []) =>
  protectedTable(scope, countsFor(scope, inner), { ...alone, earlier });

describe('a protected table', () => {
  it('T60 masks 7 youths of 12 to 14 and the next smallest, and tells no county total', () => {
    const table = told(of('VICTIMS_BY_AGE', '19', Q2), [0, 7, 45, 30, 0]);
    expect(shown(table)).toBe('UNDER_12 <11, FROM_12_TO_14 <11, FROM_15_TO_17 45, FROM_18 30, AGE_UNKNOWN <11, all *');
    // 12 is masked with 7, and with it every other up to 21: alone it would be known to lie between 11 and 14.
    const one = told(of('VICTIMS_BY_AGE', '19', Q2), [12, 7, 45, 30, 14]);
    expect(shown(one)).toBe('UNDER_12 *, FROM_12_TO_14 <11, FROM_15_TO_17 45, FROM_18 30, AGE_UNKNOWN *, all *');
  });

  it('T61 tells 240 over four years of a county of 1.6 million: screened, and scored 3 - 3 - 3 - 5', () => {
    const scope = of('VICTIMS', '34', FOUR_YEARS);
    expect(told(scope, [240])).toEqual({
      ...scope, cells: [{ row: 'VICTIM', column: null, state: 'TOLD', number: 240, percent: null }], orders: [], score: -8, screened: true, zerosTold: false,
    });
  });

  it('tells no count of 1 to 10 and no zero of a county, also where the guideline\'s score would let it', () => {
    expect([0, 1, 7, 10, 11].map((count) => shown(told(of('VICTIMS', '19'), [count])))).toEqual(
      ['VICTIM <11', 'VICTIM <11', 'VICTIM <11', 'VICTIM <11', 'VICTIM 11']);
  });

  it('tells a zero of the State alone, where counsel let it', () => {
    const zeros = (scope: ReportScope, inner: readonly number[]) => shown(protectedTable(scope, countsFor(scope, inner), { earlier: [], stateTablesTellZeros: true }));
    expect(zeros(of('BARRIERS', null), [0, 40, 300])).toBe('ABSENT_FROM_CARE 0, CONTACT_NOT_MADE 40, all 300');
    expect(zeros(of('VICTIMS', '19'), [0])).toBe('VICTIM <11');
    expect(shown(told(of('BARRIERS', null), [0, 40, 300]))).toBe('ABSENT_FROM_CARE <11, CONTACT_NOT_MADE 40, all *');
  });

  it('masks a count whose complement is small, in tables of factors too', () => {
    expect(shown(told(of('BARRIERS', null), [295, 40, 300]))).toBe('ABSENT_FROM_CARE *, CONTACT_NOT_MADE 40, all *');
    expect(shown(told(of('VICTIMS_BY_SEX', null), [500, 300, 4]))).toBe('F 500, M *, OTHER_OR_UNKNOWN <11, all *');
    expect(shown(told(of('YOUTHS_BY_STATUS', null), [795, 9]))).toBe('VICTIM *, AT_RISK <11, all *');
  });

  it('says percent only of what is told, of a total that is told, in whole numbers', () => {
    expect(told(of('VICTIMS_BY_SEX', null), [500, 300, 200]).cells.map(({ percent }) => percent)).toEqual([50, 30, 20, null]);
    expect(told(of('VICTIMS_BY_SEX', null), [500, 300, 4]).cells.map(({ percent }) => percent)).toEqual([null, null, null, null]);
    expect(told(of('VICTIMS_BY_SEX', '19'), [500, 300, 4]).cells.map(({ percent }) => percent)).toEqual([null, null, null, null]);
  });

  it('withholds the whole of a table that scores above 12, and says of no cell whether it is small', () => {
    // A quarter in Alpine, of 1,204 residents: 5 + 4 + 7 + 1 for the only variable + 5 for age.
    const table = told(of('VICTIMS_BY_AGE', '02', Q2), [20, 7, 45, 30, 14]);
    expect([new Set(table.cells.map(({ state }) => state)), table.score, table.orders]).toEqual([new Set(['WITHHELD']), null, []]);
  });
});

describe('a table beside earlier ones', () => {
  it('does not tell a total that narrows a masked cell of an earlier table', () => {
    const byAge = told(of('VICTIMS_BY_AGE', '19'), [12, 7, 45, 30, 14]);
    expect(shown(byAge)).toContain('all *');
    const total = told(of('VICTIMS', '19'), [102], [byAge]);
    const together = auditTables([byAge, { ...total, cells: [{ ...total.cells[0]!, state: 'TOLD', number: 102 }] }]);
    // The three masked would add up to 27, and two of them are 11 or more: the third is 5 at most, each of the two 16.
    expect(together).toEqual({ consistent: true, narrow: ['UNDER_12', 'FROM_12_TO_14', 'AGE_UNKNOWN'].map((age) => `VICTIM:age=${age}|19|2025`) });
    expect(shown(total)).toBe('VICTIM *');
  });

  it('does not tell the parts of a told total without their complement', () => {
    const total = told(of('VICTIMS', '19'), [52]);
    const bySex = (inner: readonly number[]) => shown(told(of('VICTIMS_BY_SEX', '19'), inner, [total]));
    expect([shown(total), bySex([30, 15, 7])]).toEqual(['VICTIM 52', 'F *, M *, OTHER_OR_UNKNOWN <11, all *']);
    // 45 told of 52 would leave the other two seven between them, and 30 told would leave 22 to the other two.
    expect(bySex([45, 7, 0])).toBe('F *, M <11, OTHER_OR_UNKNOWN <11, all *');
  });

  it('masks what was told before and changed since by 1 to 10, and tells what did not change', () => {
    const total = told(of('VICTIMS', '19'), [200]);
    const fewer = told(of('VICTIMS_BY_SEX', '19'), [99, 70, 30], [total]);
    expect(fewer.cells.at(-1)).toEqual({ row: null, column: null, state: 'MASKED', number: null, percent: null });
    expect(told(of('VICTIMS_BY_SEX', '19'), [100, 70, 30], [total]).cells.at(-1)?.number).toBe(200);
  });

  it('does not let a year less its quarters tell the last quarter', () => {
    const year = told(of('VICTIMS', '19'), [60]);
    const quarters = [1, 2, 3].map((quarter) => told(of('VICTIMS', '19', { year: 2025, quarter, years: 1 }), [15], [year]));
    expect(quarters.map(shown)).toEqual(['VICTIM 15', 'VICTIM 15', 'VICTIM 15']);
    const last = told(of('VICTIMS', '19', { year: 2025, quarter: 4, years: 1 }), [20], [year, ...quarters]);
    expect(shown(last)).toBe('VICTIM 20');
    // With 5 in the last it may be anything small only while the others leave room for it.
    const few = told(of('VICTIMS', '19', { year: 2025, quarter: 4, years: 1 }), [8], [told(of('VICTIMS', '19'), [50]), ...quarters]);
    expect(few.cells.map(({ state }) => state)).toEqual(['WITHHELD']);
  });

  it('does not let the State less its counties tell a county', () => {
    const state = told(of('VICTIMS', null), [45]);
    const counties = ['19', '30'].map((county) => told(of('VICTIMS', county), [20], [state]));
    const third = told(of('VICTIMS', '37'), [5], [state, ...counties]);
    // 45 less 40 leaves 5 at most, which is no range of eleven numbers.
    expect([...counties, third].map(shown)).toEqual(['VICTIM 20', 'VICTIM 20', 'VICTIM -']);
  });
});

const SCOPES = [of('VICTIMS', '19'), of('VICTIMS_BY_AGE', '19'), of('VICTIMS_BY_SEX', '19'), of('VICTIMS_BY_AGE_AND_SEX', '19'), of('VICTIMS', null), of('VICTIMS_BY_AGE', null), of('VICTIMS_BY_AGE_AND_SEX', null)];
const fewOrMany = fc.oneof(fc.nat(14), fc.integer({ min: 11, max: 120 }));

describe('any sequence of tables over the same youths', () => {
  const youths = fc.record({
    county: fc.array(fewOrMany, { minLength: 15, maxLength: 15 }), elsewhere: fc.array(fewOrMany, { minLength: 15, maxLength: 15 }),
    order: fc.shuffledSubarray(SCOPES, { minLength: 2, maxLength: 4 }),
  });
  const inner = ({ table, county }: ReportScope, here: readonly number[], elsewhere: readonly number[]): readonly number[] => {
    const cells = county === null ? here.map((count, at) => count + elsewhere[at]!) : here;
    const sums = (pick: (at: number) => number, groups: number) => Array.from({ length: groups }, (_, group) => cells.reduce((sum, count, at) => sum + (pick(at) === group ? count : 0), 0));
    if (table === 'VICTIMS') return sums(() => 0, 1);
    if (table === 'VICTIMS_BY_AGE') return sums((at) => Math.floor(at / 3), 5);
    return table === 'VICTIMS_BY_SEX' ? sums((at) => at % 3, 3) : cells;
  };
  const released = ({ county, elsewhere, order }: { county: number[]; elsewhere: number[]; order: ReportScope[] }) => order.reduce<readonly ReleasedTable[]>(
    (earlier, scope) => [...earlier, told(scope, inner(scope, county, elsewhere), earlier)], []);

  it('leaves no masked cell that all of them together narrow down, and no number of 1 to 10', () => {
    fc.assert(fc.property(youths, (drawn) => {
      const tables = released(drawn);
      expect(auditTables(tables)).toEqual({ consistent: true, narrow: [] });
      expect(tables.flatMap(({ cells }) => cells).filter(({ number }) => number !== null && number <= 10)).toEqual([]);
    }), { numRuns: 25 });
  });

  it('comes out the same when it is made again', () => {
    fc.assert(fc.property(youths, (drawn) => { expect(released(drawn)).toEqual(released(drawn)); }), { numRuns: 10 });
  });
});
