import type { Instant } from '../../kernel/dates.js';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Agreement } from '../../model/agency.js';
import type { AccessContext } from '../access-context.js';
import { dayBegins, dayEnds } from './county-calendar.js';
import { NO, anyOf, earlier, yesUntil, type Finding } from '../evaluation/finding.js';

/**
 * Says whether the caller's agency has an agreement in force with that county for the purpose of the request.
 * Shape: the last day of an agreement is a day in force, to its midnight. A county of null has no agreements.
 * Authority: WIC_16521_6; rules R-13, K30.
 */
export function agreementInForce(context: AccessContext, county: string | null, protocolVersion?: string): Finding {
  const { agreements, caller, purpose, asOf } = context;
  if (county === null) return NO;
  return anyOf(agreements
    .filter((agreement) => agreement.agencyId === caller.agency.id && agreement.county === county)
    .filter((agreement) => agreement.purposes.includes(purpose))
    .filter((agreement) => protocolVersion === undefined || agreement.protocolVersion === protocolVersion)
    .map((agreement) => inForce(agreement, asOf)));
}

/** The refusal of a caller whose agency has no agreement in force for the purpose: the same wherever it is met. */
export function noAgreement(): GatewayError {
  return new GatewayError('AUTH_PURPOSE_NOT_ALLOWED', 'No agreement in force of the caller\'s agency covers this purpose.', { bound: 'AGREEMENT' });
}

/** Whether the agreement is in force at that moment, and until when. */
export function inForce(agreement: Agreement, asOf: Instant): Finding {
  if (agreement.signedAt > asOf || dayBegins(agreement.effectiveOn) > asOf) return NO;
  const expires = agreement.expiresOn === null ? null : dayEnds(agreement.expiresOn);
  const ends = earlier(expires, agreement.terminatedAt);
  return ends !== null && ends <= asOf ? NO : yesUntil(ends);
}
