import type { Classification } from '../law/classification.js';
import type { Regime } from '../law/regime.js';
import type { Decision } from '../policy/decision.js';
import { releasedView, type ReleasedView } from './released-view.js';

/** The leaf fields of one schema type with the law of each. */
export interface FieldLaw {
  readonly field: string;
  /** `Youth.bornOn`: how a consent names the field. */
  readonly coordinate: string;
  readonly classification: Classification;
}

/**
 * Drops from a row every field that the decision does not release, once, as the row enters the graph. A value that costs
 * to make may be given as a function: it is called when the field is read.
 */
export type Project = (row: Readonly<Record<string, unknown>>, decision: Decision, regime?: Regime) => ReleasedView;

/**
 * Compiles the projection of one type. A field of kind `row` passes because its row was fetched under the row's own
 * category; a field of kind `operations` or `caller` has no place in a record of a youth and is dropped.
 */
export function compileProjection(fields: readonly FieldLaw[]): Project {
  // Decisions that share their cells release the same, so they are asked once for all their rows.
  const released = new WeakMap<Decision['cells'], Map<Regime, readonly string[]>>();
  const releasedBy = (decision: Decision, regime: Regime): readonly string[] => {
    const byRegime = released.get(decision.cells) ?? new Map<Regime, readonly string[]>();
    const known = byRegime.get(regime);
    if (known !== undefined) return known;
    const found = fields.filter(({ coordinate, classification }) => mayRelease(classification, decision, regime, coordinate)).map(({ field }) => field);
    released.set(decision.cells, byRegime.set(regime, found));
    return found;
  };
  return (row, decision, regime = 'CHILD_WELFARE') => {
    const view = releasedView({} as Record<string, unknown>, decision);
    for (const field of releasedBy(decision, regime)) {
      const value = row[field];
      if (typeof value === 'function') Object.defineProperty(view, field, { enumerable: true, get: () => value() as unknown });
      else view[field] = value;
    }
    return view;
  };
}

/** Says whether one field may leave under this decision. */
export function mayRelease(classification: Classification, decision: Decision, regime: Regime, coordinate: string): boolean {
  switch (classification.kind) {
    case 'open':
    case 'admitted':
    case 'row':
      return true;
    case 'category':
      return decision.permits(classification.category, classification.extent, regime, coordinate)
        && (classification.also === undefined || classification.also.every(({ category, extent, needed }) => !needed || decision.permits(category, extent, regime)));
    default:
      return false;
  }
}
