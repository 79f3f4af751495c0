import { InvariantError } from '../kernel/invariant.js';
import type { Regime } from '../law/regime.js';
import type { Decision } from '../policy/decision.js';
import type { ReleasedView } from '../release/released-view.js';
import type { GatewayContext } from './gateway-context.js';

/** Releases one row as a view of a schema type. Errors: InvariantError when the type has no projection. */
export function viewOf(
  context: GatewayContext, typeName: string, row: object, decision: Decision, regime?: Regime,
): ReleasedView {
  const project = context.projections.get(typeName);
  if (!project) throw new InvariantError(`${typeName} has no projection.`);
  return project(row as Readonly<Record<string, unknown>>, decision, regime);
}

/** Releases each row of a list. */
export function viewsOf(
  context: GatewayContext, typeName: string, rows: readonly object[], decision: Decision,
): readonly ReleasedView[] {
  return rows.map((row) => viewOf(context, typeName, row, decision));
}
