import { GATEWAY_DUTIES, type ObligationId } from '../law/obligation.js';
import type { Agency } from '../model/agency.js';

/**
 * Says whether an agency can honour every duty that binds it as recipient (step 7): one that it did not declare it cannot.
 * What the gateway does itself is asked of nobody. An agency that declared nothing at all took on every duty with its agreement.
 */
export function honours({ dutiesHonoured }: Agency, owed: readonly ObligationId[]): boolean {
  if (dutiesHonoured === undefined || dutiesHonoured === null) return true;
  return owed.every((id) => GATEWAY_DUTIES.includes(id) || dutiesHonoured.includes(id));
}
