import { LARGEST_SMALL_COUNT } from '../law/disclosure-control.js';
import type { CellState, KnownOrder } from '../model/program-report.js';
import type { QuantityKey, TablePlan } from './plan.js';

/** The true counts of a table's quantities. They leave this room masked, or not at all. */
export type Counts = ReadonlyMap<QuantityKey, number>;

/** Parts that add up to a total, or are held together by one, so that all but one of them give the last away. */
interface Line {
  readonly total: QuantityKey;
  readonly parts: readonly QuantityKey[];
  readonly addsUp: boolean;
}

const isSmall = (count: number): boolean => count >= 1 && count <= LARGEST_SMALL_COUNT;

/**
 * A table being masked: which of its quantities are told, and what the choice of the others gives away. Masks are only
 * ever added, so that masking what is masked changes nothing.
 */
export class Masking {
  readonly #states = new Map<QuantityKey, CellState>();
  readonly #orders: KnownOrder[] = [];
  readonly #lines: readonly Line[];

  constructor(private readonly plan: TablePlan, private readonly counts: Counts) {
    for (const { key } of plan.cells) this.#states.set(key, 'TOLD');
    const { base } = plan;
    this.#lines = [
      ...plan.sums.map((sum) => ({ ...sum, addsUp: true })),
      ...(base === null ? [] : [{ total: base.key, parts: base.rows, addsUp: false }]),
    ];
  }

  get orders(): readonly KnownOrder[] {
    return this.#orders;
  }

  stateOf(key: QuantityKey): CellState {
    return this.#states.get(key)!;
  }

  has(key: QuantityKey): boolean {
    return this.#states.has(key);
  }

  /** Masks 1 to 10, zero unless it may be told, and what is 1 to 10 less than its total (D-03, D-04, D-05). */
  maskSmall(zerosTold: boolean): void {
    for (const key of this.#states.keys()) {
      const count = this.#count(key);
      if (isSmall(count) || (count === 0 && !zerosTold)) this.#states.set(key, 'SMALL');
    }
    for (const { total, parts } of this.#lines) {
      for (const part of parts) if (isSmall(this.#count(total) - this.#count(part))) this.mask(part);
    }
  }

  /** Masks what was told before, and has changed since by 1 to 10 (D-08). */
  maskChanged(toldBefore: ReadonlyMap<QuantityKey, readonly number[]>): void {
    for (const key of this.#states.keys()) {
      if ((toldBefore.get(key) ?? []).some((before) => isSmall(Math.abs(before - this.#count(key))))) this.mask(key);
    }
  }

  /** Masks a told quantity that is not small; of any other it changes nothing. */
  mask(key: QuantityKey): boolean {
    if (!this.#maskable(key)) return false;
    this.#states.set(key, 'MASKED');
    return true;
  }

  /** Masks the smallest other one in each sum with exactly one masked, until no sum has only one (D-06). */
  complement(): void {
    const alone = ({ total, parts, addsUp }: Line): boolean => addsUp
      && [total, ...parts].filter((key) => this.stateOf(key) !== 'TOLD').length === 1;
    let exposed = this.#lines.filter(alone);
    while (exposed.some((line) => this.#maskMore(line))) exposed = this.#lines.filter(alone);
  }

  /** Masks the total of a table in which anything is masked (D-06): a county's youths are few, and its total is one more way to them. */
  dropTotal(): void {
    if (this.plan.cells.some(({ key }) => this.stateOf(key) !== 'TOLD')) this.mask(this.plan.total);
  }

  /** Masks one more quantity of the lines of that one, of any line where it is none of this table's. False: nothing is left. */
  maskBeside(key: QuantityKey): boolean {
    const own = this.#lines.filter(({ total, parts }) => total === key || parts.includes(key));
    return own.some((line) => this.#maskMore(line)) || this.#lines.some((line) => this.#maskMore(line))
      || this.plan.cells.some((cell) => this.mask(cell.key));
  }

  /** The smallest told part, else the total. That it is the smallest is what the choice gives away. */
  #maskMore({ total, parts }: Line): boolean {
    const told = parts.filter((part) => this.#maskable(part));
    const [chosen] = told.toSorted((a, b) => this.#count(a) - this.#count(b));
    if (chosen === undefined) return this.mask(total);
    for (const other of told) if (other !== chosen) this.#orders.push({ lesser: chosen, greater: other });
    return this.mask(chosen);
  }

  #maskable(key: QuantityKey): boolean {
    return this.#states.get(key) === 'TOLD' && this.#count(key) > LARGEST_SMALL_COUNT;
  }

  #count(key: QuantityKey): number {
    return this.counts.get(key) ?? 0;
  }
}
