import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditKnowledge } from '../../src/reports/audit.js';
import type { Known, Relation } from '../../src/reports/known.js';
import { Solver, type Linear, type LinearSystem } from '../../src/reports/solver.js';

/** Every whole table within the bounds, gone through one by one: slow, and beyond doubt. */
function* everyAssignment(low: readonly number[], high: readonly number[], at = 0): Generator<readonly number[]> {
  if (at === low.length) { yield []; return; }
  for (let value = low[at]!; value <= high[at]!; value += 1) for (const rest of everyAssignment(low, high, at + 1)) yield [value, ...rest];
}

const holds = ({ terms, low, high }: Linear, values: readonly number[]): boolean => {
  const sum = terms.reduce((all, { of, sign }) => all + sign * values[of]!, 0);
  return sum >= low && sum <= high;
};

const solutions = ({ low, high, constraints }: LinearSystem) => [...everyAssignment(low, high)].filter((values) => constraints.every((one) => holds(one, values)));

const UNKNOWNS = 4;
const linear = fc.record({
  terms: fc.array(fc.record({ of: fc.nat(UNKNOWNS - 1), sign: fc.constantFrom<1 | -1>(1, -1) }), { minLength: 1, maxLength: 4 }),
  low: fc.integer({ min: -9, max: 9 }), wide: fc.nat(6),
}).map(({ terms, low, wide }): Linear => ({ terms: [...new Map(terms.map((term) => [term.of, term])).values()], low, high: low + wide }));
const system = fc.record({
  bounds: fc.array(fc.record({ from: fc.nat(3), wide: fc.nat(5) }), { minLength: UNKNOWNS, maxLength: UNKNOWNS }), constraints: fc.array(linear, { maxLength: 4 }),
}).map(({ bounds, constraints }): LinearSystem => ({ low: bounds.map(({ from }) => from), high: bounds.map(({ from, wide }) => from + wide), constraints }));

describe('the solver, beside going through every table', () => {
  it('finds a solution exactly where there is one, within any demand, and never a wrong one', () => {
    fc.assert(fc.property(system, fc.nat(UNKNOWNS - 1), fc.nat(8), (drawn, of, high) => {
      const all = solutions(drawn);
      const solver = new Solver(drawn);
      for (const [demand, wanted] of [[[], all], [[{ of, high }], all.filter((values) => values[of]! <= high)]] as const) {
        const found = solver.solve(demand);
        expect(found === null).toBe(wanted.length === 0);
        if (found !== null) expect(wanted).toContainEqual(found);
      }
    }), { numRuns: 300 });
  });
});

/** Two rows and two columns with their sums, the cells and sums masked as drawn: small ones, and larger ones up to 19. */
const masked = fc.record({
  cells: fc.array(fc.oneof(fc.nat(12), fc.integer({ min: 8, max: 19 })), { minLength: 4, maxLength: 4 }),
  hidden: fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }),
});
const MOST = 40;

describe('the audit, beside going through every table', () => {
  it('finds narrow exactly the masked cells that a reader can narrow', () => {
    fc.assert(fc.property(masked, ({ cells: [a, b, c, d], hidden }) => {
      const values: Readonly<Record<string, number>> = { a: a!, b: b!, c: c!, d: d!, top: a! + b!, low: c! + d!, left: a! + c!, right: b! + d! };
      const names = Object.keys(values);
      const known = (name: string, at: number): Known => {
        const value = values[name]!;
        if (value > 10 && !hidden[at]) return { low: value, high: value, masked: false, small: false };
        return value <= 10 ? { low: 0, high: 10, masked: true, small: true } : { low: 11, high: MOST, masked: true, small: false };
      };
      const quantities = new Map(names.map((name, at) => [name, known(name, at)]));
      const sum = (total: string, parts: readonly string[]): Relation => ({ terms: [{ key: total, sign: -1 }, ...parts.map((key) => ({ key, sign: 1 as const }))], low: 0, high: 0 });
      const finding = auditKnowledge({ quantities, relations: [sum('top', ['a', 'b']), sum('low', ['c', 'd']), sum('left', ['a', 'c']), sum('right', ['b', 'd'])] });
      expect(finding).toEqual({ consistent: true, narrow: names.filter((name) => narrowByHand(name, quantities)) });
    }), { numRuns: 30 });
  });
});

/** Goes through the four cells, takes the sums of each and keeps what fits all that is known. */
function narrowByHand(name: string, quantities: ReadonlyMap<string, Known>): boolean {
  const { masked: isMasked, small } = quantities.get(name)!;
  if (!isMasked) return false;
  const within = (of: string, value: number) => value >= quantities.get(of)!.low && value <= quantities.get(of)!.high;
  const seen = new Set<number>();
  const span = (of: string) => Array.from({ length: quantities.get(of)!.high - quantities.get(of)!.low + 1 }, (_, at) => quantities.get(of)!.low + at);
  for (const a of span('a')) for (const b of span('b')) {
    if (!within('top', a + b)) continue;
    for (const c of span('c')) {
      if (!within('left', a + c)) continue;
      for (const d of span('d')) {
        if (within('low', c + d) && within('right', b + d)) seen.add({ a, b, c, d, top: a + b, low: c + d, left: a + c, right: b + d }[name]!);
      }
    }
  }
  return small ? !(seen.has(0) && seen.has(10)) : Math.max(...seen) - Math.min(...seen) < 10;
}
