import { NARROWEST_RANGE } from '../law/disclosure-control.js';
import type { ReleasedTable } from '../model/program-report.js';
import { knowledgeOf, type Knowledge, type Known } from './known.js';
import type { QuantityKey } from './plan.js';
import { Solver, type Demand, type Linear } from './solver.js';

/** What the audit finds: nothing contradicts, and these masked quantities can be narrowed down, or not proven wide. */
export type AuditFinding = { readonly consistent: true; readonly narrow: readonly QuantityKey[] } | { readonly consistent: false };

/**
 * Finds each masked quantity that a reader of all these tables together can narrow down to fewer than eleven numbers: a
 * small one must be able to be anything that is small. What cannot be proven wide counts as narrow.
 */
export function auditTables(tables: readonly ReleasedTable[]): AuditFinding {
  return auditKnowledge(knowledgeOf(tables));
}

/** The audit of what is known, wherever it comes from. */
export function auditKnowledge(knowledge: Knowledge): AuditFinding {
  const open = [...knowledge.quantities].filter(([, { low, high }]) => low < high);
  const index = new Map(open.map(([key], at) => [key, at]));
  const constraints = knowledge.relations.flatMap((relation) => linearOf(relation, knowledge.quantities, index));
  const solver = new Solver({ low: open.map(([, { low }]) => low), high: open.map(([, { high }]) => high), constraints });
  const first = solver.solve();
  if (first === null) return { consistent: false };
  if (first === 'UNPROVEN') return { consistent: true, narrow: open.filter(([, { masked }]) => masked).map(([key]) => key) };
  const ranges = new Ranges(solver, first);
  return { consistent: true, narrow: open.filter(([, known], at) => known.masked && !ranges.wide(at, known)).map(([key]) => key) };
}

/** A relation over what is open; what is told goes into its bounds. None when nothing in it is open. */
function linearOf(relation: Knowledge['relations'][number], quantities: Knowledge['quantities'], index: ReadonlyMap<QuantityKey, number>): readonly Linear[] {
  let told = 0;
  const terms: { of: number; sign: 1 | -1 }[] = [];
  for (const { key, sign } of relation.terms) {
    const of = index.get(key);
    if (of === undefined) told += sign * quantities.get(key)!.low;
    else terms.push({ of, sign });
  }
  // Told numbers that contradict one another tell that records changed, and nothing of any cell that is masked.
  return terms.length === 0 ? [] : [{ terms, low: relation.low - told, high: relation.high - told }];
}

/** Keeps the least and the greatest that each unknown was in any solution: one solution is a witness for all of them. */
class Ranges {
  readonly #least: number[];
  readonly #most: number[];

  constructor(private readonly solver: Solver, first: readonly number[]) {
    this.#least = [...first];
    this.#most = [...first];
  }

  wide(at: number, { small, low, high }: Known): boolean {
    if (small) return this.#reaches(at, { of: at, high: low }) && this.#reaches(at, { of: at, low: high });
    return this.#wideEnough(at) || this.#reaches(at, { of: at, low: this.#least[at]! + NARROWEST_RANGE })
      || this.#reaches(at, { of: at, high: this.#most[at]! - NARROWEST_RANGE }) || this.#fromItsLeast(at, low);
  }

  #wideEnough(at: number): boolean {
    return this.#most[at]! - this.#least[at]! >= NARROWEST_RANGE;
  }

  /** Between the ends that were seen the whole range may still lie, so its least is found by halving. */
  #fromItsLeast(at: number, bound: number): boolean {
    let [below, reached] = [bound, this.#least[at]!];
    while (below < reached) {
      const middle = Math.floor((below + reached) / 2);
      if (this.#reaches(at, { of: at, high: middle })) reached = this.#least[at]!;
      else below = middle + 1;
    }
    return this.#wideEnough(at) || this.#reaches(at, { of: at, low: reached + NARROWEST_RANGE });
  }

  #reaches(at: number, wish: Demand[number]): boolean {
    if (this.#least[at]! <= (wish.high ?? Infinity) && this.#most[at]! >= (wish.low ?? -Infinity)
      && (wish.high === undefined || wish.low === undefined)) return true;
    const found = this.solver.solve([wish]);
    if (found === null || found === 'UNPROVEN') return false;
    found.forEach((value, of) => {
      this.#least[of] = Math.min(this.#least[of]!, value);
      this.#most[of] = Math.max(this.#most[of]!, value);
    });
    return true;
  }
}
