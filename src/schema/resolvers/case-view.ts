import type { Decision } from '../../policy/decision.js';
import type { ReleasedView } from '../../release/released-view.js';
import type { GatewayContext } from '../gateway-context.js';
import { caseFields } from '../types/case.type.js';
import { viewOf } from '../view.js';

/** The case of an admitted subject as released; null when the youth's row is gone. */
export async function caseView(context: GatewayContext, decision: Decision): Promise<ReleasedView | null> {
  const youth = await context.loaders.youth.load(decision.subjectId);
  if (youth === null) return null;
  const { __typename, ...fields } = caseFields(youth, () => context.pseudonymOf(decision.subjectId));
  return Object.defineProperty(viewOf(context, 'Case', fields, decision), '__typename', { value: __typename });
}
