import { z } from 'zod';
import { instant, millisOf, plusSeconds, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { claimFault } from './token-fault.js';

/** When a verified token was issued, and the moment from which it no longer counts. */
export interface TokenTimes {
  readonly issuedAt: Instant | null;
  /** Without the allowance for clock skew: an open stream ends here. */
  readonly expiresAt: Instant;
}

/** What an issuer's settings say of time. */
export interface TimeBounds {
  readonly clockSkewSeconds: number;
  readonly maxLifetimeSeconds: number;
}

const LAST_SECOND = 253_402_300_799;
const numericDate = z.number().min(0).max(LAST_SECOND);
const timesSchema = z.object({ exp: numericDate, nbf: numericDate.nullish(), iat: numericDate.nullish() });

/**
 * Checks `exp`, `nbf` and `iat` of a token at one instant, allowing for the issuer's clock skew.
 * A token counts while now < exp + skew, nbf <= now + skew and iat <= now + skew. Its lifetime runs from `iat`, or from
 * now where it has none, and may not exceed the issuer's limit.
 * Errors: AUTH_TOKEN_EXPIRED; AUTH_CLAIM_INVALID naming the claims.
 */
export function tokenTimes(payload: Readonly<Record<string, unknown>>, bounds: TimeBounds, asOf: Instant): TokenTimes {
  const parsed = timesSchema.safeParse(payload);
  if (!parsed.success) throw claimFault(...parsed.error.issues.map((issue) => String(issue.path[0])));
  const { exp, nbf, iat } = parsed.data;
  const now = millisOf(asOf) / 1000;
  if (now >= exp + bounds.clockSkewSeconds) throw outOfTime('exp');
  if (nbf != null && nbf > now + bounds.clockSkewSeconds) throw outOfTime('nbf');
  if (iat != null && iat > now + bounds.clockSkewSeconds) throw outOfTime('iat');
  if (iat != null && iat >= exp) throw claimFault('exp', 'iat');
  if (exp - (iat ?? now) > bounds.maxLifetimeSeconds) throw claimFault('exp');
  return { issuedAt: iat == null ? null : epochInstant(iat), expiresAt: epochInstant(exp) };
}

function outOfTime(claim: string): GatewayError {
  return new GatewayError('AUTH_TOKEN_EXPIRED', 'The token is expired or not valid yet.', { claims: [claim] });
}

function epochInstant(seconds: number): Instant {
  return plusSeconds(instant('1970-01-01T00:00:00Z'), seconds);
}
