import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { invariant } from '../kernel/invariant.js';
import type { Purpose } from '../law/purpose.js';
import { ROLE_AGENCY_KINDS, ROLE_PURPOSES, VERIFIED_IN_PERSON } from '../law/role-purposes.js';
import type { Agency, Agreement } from '../model/agency.js';
import type { AccessContext, Caller } from '../policy/access-context.js';
import { noAgreement } from '../policy/relations/agreement-in-force.js';
import type { AgencyDirectory, AgencyWithAgreements } from './agency-directory.js';
import { agencyMayState } from './agreement-cover.js';
import type { VerifiedToken } from './authenticate.js';
import { STRONG_ACR, type CallerClaims } from './caller-claims.js';
import { statedPurpose } from './request-headers.js';
import { claimFault } from './token-fault.js';

/** What an access context is made of. */
export interface AccessContextParts {
  readonly token: VerifiedToken;
  /** The value or values of `x-purpose-of-use`. */
  readonly purposeHeader: string | readonly string[] | undefined;
  readonly agency: Agency;
  readonly agreements: readonly Agreement[];
  readonly requestId: string;
  readonly asOf: Instant;
  readonly channel: AccessContext['channel'];
  /** Whether nothing is asked but what outlives an agreement. Absent: something else may be. */
  readonly asksOnlyNotices?: (() => boolean) | undefined;
}

/** The agency of the token with its agreements. Errors: AUTH_AGENCY_UNKNOWN. */
export async function agencyOfToken(token: VerifiedToken, directory: AgencyDirectory): Promise<AgencyWithAgreements> {
  const found = await directory.agencyWithAgreements(token.claims.agencyId);
  if (found === null) throw new GatewayError('AUTH_AGENCY_UNKNOWN', 'The agency of the token is not known here.', { claims: ['agency_id'] });
  return found;
}

/**
 * The frozen context of one request: caller, purpose, moment. The purpose is bounded by the token, by the role, and by
 * a live agreement of the agency. Who asks for nothing but what outlives an agreement is known without one, and marked so.
 * Errors: AUTH_PURPOSE_MISSING, AUTH_PURPOSE_UNKNOWN, AUTH_PURPOSE_NOT_ALLOWED (details.bound names which bound),
 * AUTH_STEP_UP_REQUIRED for a role that a password does not reach, before anything is asked about;
 * AUTH_CLAIM_INVALID when role or county do not fit the agency.
 */
export function accessContextFrom(parts: AccessContextParts): AccessContext {
  const { token, agency, agreements } = parts;
  invariant(agency.id === token.claims.agencyId, 'the agency is not the one of the token');
  const stated: AccessContext = {
    requestId: parts.requestId,
    purpose: statedPurpose(parts.purposeHeader),
    allowedPurposes: [],
    caller: callerAt(agency, token.claims),
    asOf: parts.asOf,
    channel: parts.channel,
    agreements: Object.freeze(agreements.map((agreement) => (
      Object.freeze({ ...agreement, purposes: Object.freeze([...agreement.purposes]) })
    ))),
  };
  const covered = agencyMayState(stated);
  requireBounds(stated, token.claims.purposes, () => covered || parts.asksOnlyNotices?.() === true);
  return Object.freeze({ ...stated, ...(!covered && { agreementLapsed: true }), allowedPurposes: Object.freeze(allowedPurposes(stated, token.claims.purposes)) });
}

function allowedPurposes(context: AccessContext, ofToken: readonly Purpose[]): readonly Purpose[] {
  return ofToken.filter((purpose) => ROLE_PURPOSES[context.caller.role].includes(purpose) && agencyMayState({ ...context, purpose }));
}

function requireBounds(context: AccessContext, ofToken: readonly Purpose[], covered: () => boolean): void {
  const { purpose, caller } = context;
  if (!ofToken.includes(purpose)) throw notAllowed('TOKEN', 'The token does not cover this purpose.');
  if (!ROLE_PURPOSES[caller.role].includes(purpose)) throw notAllowed('ROLE', 'The caller\'s role has no such purpose.');
  if (!covered()) throw noAgreement();
  if (caller.credential !== 'VERIFIED' && VERIFIED_IN_PERSON.includes(caller.role)) {
    throw new GatewayError('AUTH_STEP_UP_REQUIRED', 'This role is for callers identified by more than a password.', { acrValues: [STRONG_ACR] });
  }
}

function notAllowed(bound: 'TOKEN' | 'ROLE', message: string): GatewayError {
  return new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', message, { bound });
}

function callerAt(agency: Agency, claims: CallerClaims): Caller {
  if (!ROLE_AGENCY_KINDS[claims.role].includes(agency.kind)) throw claimFault('role');
  // A token cannot move its caller into a county where the agency is not.
  if (agency.county !== null && claims.county !== null && claims.county !== agency.county) throw claimFault('county');
  const county = agency.county ?? claims.county;
  if (county === null && agency.kind === 'CHILD_WELFARE') throw claimFault('county');
  return Object.freeze({
    personId: claims.personId,
    agency: Object.freeze({ ...agency }),
    role: claims.role,
    county,
    credential: claims.credential,
    staffKey: claims.staffKey,
    privileges: Object.freeze([...claims.privileges]),
  });
}
