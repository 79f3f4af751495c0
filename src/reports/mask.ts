import { LARGEST_COMPANION, LARGEST_SMALL_COUNT } from '../law/disclosure-control.js';
import type { CellState, KnownOrder } from '../model/program-report.js';
import type { Known } from './known.js';
import { isTotal, type PlannedSum, type QuantityKey, type TablePlan } from './plan.js';

/** The true counts of a table's quantities. They leave this room masked, or not at all. */
export type Counts = ReadonlyMap<QuantityKey, number>;

/** What a table is masked against. */
export interface Standing {
  /** What readers know of each quantity. */
  readonly known: ReadonlyMap<QuantityKey, Known>;
  /** Every number that was told of a quantity before. */
  readonly told: ReadonlyMap<QuantityKey, readonly number[]>;
  readonly zerosTold: boolean;
}

/**
 * A table being masked: which of its quantities are told, and what the choice of the others gives away. Every choice
 * rests on which parts are small and on what `orders` records, never on a number that is then masked: so what a reader
 * can think the counts to be is exactly what the table and its orders allow. Masks are only ever added.
 */
export class Masking {
  readonly #states = new Map<QuantityKey, CellState>();
  readonly #orders: KnownOrder[] = [];
  /** The sums of parts that are no sums themselves. */
  readonly #lines: readonly PlannedSum[];

  constructor(private readonly plan: TablePlan, private readonly counts: Counts, private readonly standing: Standing) {
    for (const { key } of plan.cells) this.#states.set(key, 'TOLD');
    this.#lines = plan.sums.filter(({ parts }) => !parts.some((part) => isTotal(plan, part)));
    this.#maskSmall();
    this.#maskStanding();
    this.#maskBesideBase();
    this.#dropTotals();
    while (this.#lines.some((line) => this.#complement(line))) this.#dropTotals();
  }

  /** What the choice gave away of what is masked; what is told says more itself. Sorted, for the order of choosing tells too. */
  get orders(): readonly KnownOrder[] {
    const hidden = (key: QuantityKey | null) => key !== null && this.stateOf(key) !== 'TOLD';
    const word = ({ lesser, greater }: KnownOrder) => `${lesser ?? ''} ${greater ?? ''}`;
    return this.#orders.filter(({ lesser, greater }) => hidden(lesser) || hidden(greater))
      .toSorted((a, b) => (word(a) < word(b) ? -1 : 1));
  }

  stateOf(key: QuantityKey): CellState {
    return this.#states.get(key)!;
  }

  /** Masks 1 to 10, and zero unless it may be told (D-03, D-04). A sum is masked with its parts. */
  #maskSmall(): void {
    const { plan, standing: { zerosTold } } = this;
    for (const key of this.#states.keys()) {
      const count = this.#count(key);
      const sum = plan.sums.some(({ total }) => total === key);
      if (!sum && count <= LARGEST_SMALL_COUNT && (count > 0 || !zerosTold)) this.#states.set(key, 'SMALL');
    }
  }

  /** Masks what was masked before (D-06), and what was told before and has changed since by 1 to 10 (D-08). */
  #maskStanding(): void {
    const { known, told } = this.standing;
    for (const key of this.#states.keys()) {
      const before = known.get(key);
      const held = before?.masked === true && !before.small;
      const changed = (told.get(key) ?? []).some((number) => number !== this.#count(key) && Math.abs(number - this.#count(key)) <= LARGEST_SMALL_COUNT);
      if (held || (changed && this.#states.get(key) === 'TOLD')) this.#states.set(key, 'MASKED');
    }
  }

  /** Masks a factor that all but ten at most of those counted have (D-05). */
  #maskBesideBase(): void {
    const { base } = this.plan;
    for (const row of base?.rows ?? []) {
      if (this.#count(row) <= LARGEST_SMALL_COUNT) continue;
      const near = this.#count(base!.key) - this.#count(row) <= LARGEST_SMALL_COUNT;
      this.#orders.push(near ? { lesser: base!.key, greater: row, by: -LARGEST_SMALL_COUNT } : { lesser: row, greater: base!.key, by: LARGEST_SMALL_COUNT + 1 });
      if (near) this.#mask(row);
    }
  }

  /** Masks every total of which anything is masked, whatever its size (D-06). */
  #dropTotals(): void {
    const { base, sums } = this.plan;
    const all = base === null ? sums : [{ total: base.key, parts: base.rows }];
    const exposed = ({ total, parts }: PlannedSum) => this.stateOf(total) !== 'MASKED' && parts.some((part) => this.stateOf(part) !== 'TOLD');
    for (let sum = all.find(exposed); sum !== undefined; sum = all.find(exposed)) this.#states.set(sum.total, 'MASKED');
  }

  /** Masks more in a sum that needs it (D-05, D-06). False: it needs nothing, or nothing is left. */
  #complement({ total, parts }: PlannedSum): boolean {
    const masked = parts.filter((part) => this.stateOf(part) !== 'TOLD');
    const told = parts.filter((part) => this.#maskable(part));
    if (told.length === 0 || this.stateOf(total) === 'TOLD') return false;
    const before = this.standing.known.get(total);
    const onlyLarge = told.length === 1 && masked.every((part) => this.stateOf(part) === 'SMALL');
    if ((before !== undefined && !before.masked) || onlyLarge) {
      told.forEach((part) => { this.#mask(part); });
      return true;
    }
    if (masked.length > 1) return false;
    this.#maskSmallest(told);
    return true;
  }

  /**
   * Masks the smallest with every other up to 21. Alone it may be anything up to the least that is told, and that is 22 or
   * more; among several each may be anything from 11 to 21: eleven numbers either way.
   */
  #maskSmallest(told: readonly QuantityKey[]): void {
    const [smallest, ...others] = told.toSorted((a, b) => this.#count(a) - this.#count(b));
    const near = others.filter((other) => this.#count(other) <= LARGEST_COMPANION);
    const company = [smallest!, ...near];
    for (const other of others) if (!near.includes(other)) this.#orders.push({ lesser: null, greater: other, by: LARGEST_COMPANION + 1 });
    if (near.length > 0) for (const one of company) this.#orders.push({ lesser: one, greater: null, by: -LARGEST_COMPANION });
    // Of two that are equal the first is taken, so the first is known to be less than any before it.
    else for (const other of others) this.#orders.push({ lesser: smallest!, greater: other, by: told.indexOf(other) < told.indexOf(smallest!) ? 1 : 0 });
    for (const one of company) this.#mask(one);
  }

  #mask(key: QuantityKey): void {
    if (this.#maskable(key)) this.#states.set(key, 'MASKED');
  }

  /** Whether masking it hides anything: a number told before is known. */
  #maskable(key: QuantityKey): boolean {
    return this.#states.get(key) === 'TOLD' && this.#count(key) > LARGEST_SMALL_COUNT && !(this.standing.told.get(key) ?? []).includes(this.#count(key));
  }

  #count(key: QuantityKey): number {
    return this.counts.get(key) ?? 0;
  }
}
