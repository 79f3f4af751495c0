import { idOfType } from '../kernel/ids.js';
import { mayAdminister } from '../policy/administration.js';
import type { Decision } from '../policy/decision.js';
import type { GatewayContext } from './gateway-context.js';
import type { UserErrorType } from './types/payload.type.js';

/** What a person must mend in one field of the input. */
export function userError(code: string, field: string, message: string): UserErrorType {
  return { code, field, message };
}

/** There is no such thing for this caller, whether or not there is one at all. */
export function noSuch(field: string): UserErrorType {
  return userError('NOT_FOUND', field, 'There is no such thing for this caller.');
}

/**
 * The case, for a worker of the youth's county who carries it; else what is to mend. To everybody but a worker of the
 * county there is no case.
 */
export async function carriedCase(
  context: GatewayContext, caseId: string,
): Promise<{ readonly decision: Decision } | { readonly error: UserErrorType }> {
  const decision = await context.gate.admit(idOfType('Case', caseId, 'input.caseId'));
  if (decision?.role !== 'COUNTY_WORKER') return { error: noSuch('input.caseId') };
  if (mayAdminister(decision)) return { decision };
  return { error: userError('FORBIDDEN', 'input.caseId', 'Only a worker of the youth\'s county who carries the case may do this.') };
}
