import { GATEWAY_DUTIES, type ObligationId } from '../law/obligation.js';
import type { Agency } from '../model/agency.js';

/**
 * The duties that an agency can honour with what is of a county's youth, null for all that there are: those that it declared
 * to that county; to a county to which it declared none, and of a youth of no county, those alone that it declared to every
 * other. An agency that declared nothing at all took on every duty with its agreement.
 */
export function dutiesTowards({ dutiesHonoured, dutiesByCounty }: Agency, county: string | null): readonly ObligationId[] | null {
  return (county === null ? undefined : dutiesByCounty?.[county]) ?? dutiesHonoured ?? null;
}

/**
 * Says whether these duties are enough for what binds their agency as recipient (step 7): one that it did not declare it
 * cannot honour. What the gateway does itself is asked of nobody.
 */
export function honours(declared: readonly ObligationId[] | null, owed: readonly ObligationId[]): boolean {
  return declared === null || owed.every((id) => GATEWAY_DUTIES.includes(id) || declared.includes(id));
}
