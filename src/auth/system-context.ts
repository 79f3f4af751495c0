import type { Instant } from '../kernel/dates.js';
import type { Purpose } from '../law/purpose.js';
import { ROLE_AGENCY_KINDS, ROLE_PURPOSES, type TokenRole } from '../law/role-purposes.js';
import type { AccessContext } from '../policy/access-context.js';
import type { AgencyWithAgreements } from './agency-directory.js';
import { agencyMayState } from './agreement-cover.js';

/** A partner's system that is told of something before it asks. */
export interface PartnerSystem {
  readonly personId: string;
  readonly role: TokenRole;
  readonly purpose: Purpose;
}

/**
 * The context in which a partner's system would ask now, made without its token: bounded by the role, the class of agency
 * and an agreement in force, as the token's would be; without one it is marked so, and nothing is told in it but what
 * outlives an agreement. Absent: null where it could not ask at all.
 */
export function systemContext(
  { agency, agreements }: AgencyWithAgreements, system: PartnerSystem, request: { readonly requestId: string; readonly asOf: Instant },
): AccessContext | null {
  const { personId, role, purpose } = system;
  if (!ROLE_PURPOSES[role].includes(purpose) || !ROLE_AGENCY_KINDS[role].includes(agency.kind)) return null;
  const context: AccessContext = {
    ...request, purpose, allowedPurposes: Object.freeze([purpose]), channel: 'MESSAGE', agreements: Object.freeze([...agreements]),
    caller: Object.freeze({
      personId, agency: Object.freeze({ ...agency }), role, county: agency.county, credential: 'VERIFIED', staffKey: null, privileges: Object.freeze([]),
    }),
  };
  return Object.freeze(agencyMayState(context) ? context : { ...context, agreementLapsed: true as const, allowedPurposes: Object.freeze([]) });
}
