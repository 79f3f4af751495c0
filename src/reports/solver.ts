/** That a sum of unknowns, each taken once or taken away once, lies between two numbers. */
export interface Linear {
  readonly terms: readonly { readonly of: number; readonly sign: 1 | -1 }[];
  readonly low: number;
  readonly high: number;
}

/** Whole unknowns within bounds, and what is known of them together. */
export interface LinearSystem {
  readonly low: readonly number[];
  readonly high: readonly number[];
  readonly constraints: readonly Linear[];
}

/** A whole solution; null: there is none, proven; `UNPROVEN`: not found out within the effort allowed. */
export type Solution = readonly number[] | null | 'UNPROVEN';

/** Narrower bounds for some unknowns. */
export type Demand = readonly { readonly of: number; readonly low?: number; readonly high?: number }[];

/** Looks at constraints before a search gives up. */
const EFFORT = 400_000;

class GaveUp extends Error {}

/**
 * Finds whole solutions, exactly: bounds are drawn together by each constraint until nothing moves, and where that
 * settles nothing, the narrowest unknown is halved and both halves are tried. No rounding, so "none" is a proof. A
 * library of linear programming would answer in fractions and floating point, and neither proves anything of counts.
 */
export class Solver {
  readonly #touching: readonly (readonly number[])[];
  #effort = 0;

  constructor(private readonly system: LinearSystem) {
    const touching: number[][] = system.low.map(() => []);
    system.constraints.forEach(({ terms }, at) => terms.forEach(({ of }) => touching[of]!.push(at)));
    this.#touching = touching;
  }

  /** One solution within the bounds of the system and of the demand. */
  solve(demand: Demand = []): Solution {
    const low = Float64Array.from(this.system.low);
    const high = Float64Array.from(this.system.high);
    for (const wish of demand) {
      low[wish.of] = Math.max(low[wish.of]!, wish.low ?? -Infinity);
      high[wish.of] = Math.min(high[wish.of]!, wish.high ?? Infinity);
      if (low[wish.of]! > high[wish.of]!) return null;
    }
    this.#effort = EFFORT;
    try {
      return this.#search(low, high, this.system.constraints.map((_, at) => at));
    } catch (fault) {
      if (fault instanceof GaveUp) return 'UNPROVEN';
      throw fault;
    }
  }

  #search(low: Float64Array, high: Float64Array, changed: readonly number[]): readonly number[] | null {
    if (!this.#drawTogether(low, high, changed)) return null;
    const at = narrowestOpen(low, high);
    if (at === -1) return [...low];
    const middle = Math.floor((low[at]! + high[at]!) / 2);
    for (const [from, to] of [[low[at]!, middle], [middle + 1, high[at]!]] as const) {
      const [lower, upper] = [low.slice(), high.slice()];
      [lower[at], upper[at]] = [from, to];
      const found = this.#search(lower, upper, this.#touching[at]!);
      if (found !== null) return found;
    }
    return null;
  }

  /** Draws the bounds together; false when none are left. */
  #drawTogether(low: Float64Array, high: Float64Array, changed: readonly number[]): boolean {
    const waiting = new Set(changed);
    for (const at of waiting) {
      waiting.delete(at);
      this.#effort -= 1;
      if (this.#effort < 0) throw new GaveUp();
      const moved = draw(this.system.constraints[at]!, low, high);
      if (moved === null) return false;
      for (const of of moved) for (const next of this.#touching[of]!) waiting.add(next);
    }
    return true;
  }
}

/** The open unknown with the narrowest bounds; -1 when every one is settled. */
function narrowestOpen(low: Float64Array, high: Float64Array): number {
  let found = -1;
  for (let at = 0; at < low.length; at += 1) {
    const width = high[at]! - low[at]!;
    if (width > 0 && (found === -1 || width < high[found]! - low[found]!)) found = at;
  }
  return found;
}

/** Draws the bounds of the unknowns of one constraint together: those that moved, or null when it cannot hold. */
function draw({ terms, low: least, high: most }: Linear, low: Float64Array, high: Float64Array): readonly number[] | null {
  let sumLow = 0;
  let sumHigh = 0;
  for (const { of, sign } of terms) {
    sumLow += sign === 1 ? low[of]! : -high[of]!;
    sumHigh += sign === 1 ? high[of]! : -low[of]!;
  }
  if (sumLow > most || sumHigh < least) return null;
  const moved: number[] = [];
  for (const { of, sign } of terms) {
    const [own, ownHigh] = sign === 1 ? [low[of]!, high[of]!] : [-high[of]!, -low[of]!];
    // Bounds only ever draw together, so those of the sum stay valid while it is gone through.
    const upper = Math.min(ownHigh, most - (sumLow - own));
    const lower = Math.max(own, least - (sumHigh - ownHigh));
    if (lower > upper) return null;
    if (upper === ownHigh && lower === own) continue;
    [low[of], high[of]] = sign === 1 ? [lower, upper] : [-upper, -lower];
    moved.push(of);
  }
  return moved;
}
