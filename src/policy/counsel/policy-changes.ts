import type { Basis } from '../../law/basis.js';
import { CATEGORIES, type Category } from '../../law/category.js';
import { EXTENTS, type Extent } from '../../law/extent.js';
import type { ObligationId } from '../../law/obligation.js';
import type { Purpose } from '../../law/purpose.js';
import type { Regime } from '../../law/regime.js';
import { ROLES, type Role } from '../../law/role.js';
import type { Holding } from './diff-situations.js';
import { cellOnBasis, type Difference, type Found, type Reach } from './policy-diff.js';

/**
 * How a cell changes. `opened`: in no situation open before on the basis. `closed`: in none after. `wider`, `narrower`:
 * further or less far, or in more or fewer situations. `basis`: as far, on another basis. `duties`: as far, with other
 * obligations.
 */
export const CHANGE_KINDS = ['opened', 'wider', 'closed', 'narrower', 'basis', 'duties'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

/** One change: category, role and basis, for these purposes and from these sources, with the rules responsible. */
export interface CellChange {
  readonly change: ChangeKind;
  readonly category: Category;
  readonly role: Role;
  /** Of what is open after; where nothing is, or less, of what was open before. */
  readonly basis: Basis;
  /** The basis it had, for `basis`. */
  readonly instead: Basis | null;
  readonly purposes: readonly Purpose[];
  readonly regimes: readonly Regime[];
  /** How far before and after; null: not at all. */
  readonly from: Extent | null;
  readonly to: Extent | null;
  /** Duties that come with it, and that went. */
  readonly owed: readonly ObligationId[];
  readonly noLongerOwed: readonly ObligationId[];
  /** The smallest sets of facts under which it happens. */
  readonly when: readonly Holding[];
  readonly rules: readonly string[];
}

type Step = Pick<CellChange, 'change' | 'basis' | 'instead' | 'from' | 'to' | 'owed' | 'noLongerOwed'>;

const rank = (reach: Reach): number => (reach === null ? -1 : EXTENTS.indexOf(reach.extent));

const kindOf = (difference: Difference, found: Found): ChangeKind => {
  const { before, after } = difference;
  if (before === null) return after !== null && found.openBefore.has(cellOnBasis(difference, after.basis)) ? 'wider' : 'opened';
  if (after === null) return found.openAfter.has(cellOnBasis(difference, before.basis)) ? 'narrower' : 'closed';
  if (rank(after) !== rank(before)) return rank(after) > rank(before) ? 'wider' : 'narrower';
  return before.basis === after.basis ? 'duties' : 'basis';
};

/** What changed in one situation. */
function stepOf(difference: Difference, found: Found): Step {
  const { before, after } = difference;
  const change = kindOf(difference, found);
  const [was, is] = [before?.obligations ?? [], after?.obligations ?? []];
  const compared = change === 'basis' || change === 'duties';
  return {
    change, from: before?.extent ?? null, to: after?.extent ?? null,
    basis: (rank(after) < rank(before) ? before : after)!.basis, instead: change === 'basis' ? before!.basis : null,
    owed: compared ? is.filter((id) => !was.includes(id)) : [], noLongerOwed: compared ? was.filter((id) => !is.includes(id)) : [],
  };
}

/** Groups by a key, in the order of first appearance. */
function grouped<T>(items: readonly T[], keyOf: (item: T) => unknown): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const key = JSON.stringify(keyOf(item));
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups.values()];
}

const within = (small: Holding, large: Holding): boolean => small.length < large.length && small.every((name) => large.includes(name));

/** One change for each cell, purpose and source; of its situations the smallest, and the rules of those. */
function oneByOne(found: Found): readonly CellChange[] {
  const steps = found.differences.map((difference) => ({ difference, step: stepOf(difference, found) }));
  return grouped(steps, ({ difference: { cell, role, purpose }, step }) => [cell, role, purpose, step]).map((group) => {
    const [{ difference: { cell, role, purpose }, step }] = group;
    const smallest = group.filter(({ difference: one }) => !group.some(({ difference: other }) => within(other.holding, one.holding)));
    const when = new Map(smallest.map(({ difference: { holding } }) => [holding.join(), holding]));
    return {
      ...step, category: cell.category, role, purposes: [purpose], regimes: [cell.regime],
      when: [...when.keys()].sort().map((key) => when.get(key)!), rules: [...new Set(smallest.flatMap((one) => one.difference.rules))].sort(),
    };
  });
}

/** Merges changes that differ in one list alone. */
function merged<K extends 'purposes' | 'regimes'>(changes: readonly CellChange[], list: K): readonly CellChange[] {
  return grouped(changes, ({ [list]: _, ...rest }) => rest).map((group) => ({ ...group[0], [list]: group.flatMap((one) => one[list]) }));
}

const inOrder = (a: CellChange, b: CellChange): number => CATEGORIES.indexOf(a.category) - CATEGORIES.indexOf(b.category)
  || ROLES.indexOf(a.role) - ROLES.indexOf(b.role) || CHANGE_KINDS.indexOf(a.change) - CHANGE_KINDS.indexOf(b.change)
  || (a.basis < b.basis ? -1 : a.basis > b.basis ? 1 : 0);

/** The changes of cells that a comparison amounts to, by category and role. */
export function cellChanges(found: Found): readonly CellChange[] {
  return [...merged(merged(oneByOne(found), 'regimes'), 'purposes')].sort(inOrder);
}
