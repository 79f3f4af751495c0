import type { Clock } from '../kernel/clock.js';
import type { Instant } from '../kernel/dates.js';
import { callerClaims, type CallerClaims } from './caller-claims.js';
import type { SettledIssuer } from './issuer-settings.js';
import type { Issuer, Issuers } from './issuers.js';
import { bearerToken, type RequestHeaders } from './request-headers.js';
import { tokenFault } from './token-fault.js';
import { tokenParts } from './token-parts.js';
import { tokenTimes } from './token-times.js';
import { verifySignature } from './verify-signature.js';

/** A token whose signature, issuer, audience and times were verified, and what it says of its caller. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly issuedAt: Instant | null;
  /** The moment at which everything held open under this token ends. */
  readonly expiresAt: Instant;
  readonly claims: CallerClaims;
  /** What it says of its scope (RFC 8693, 4.2). Absent: it says nothing. */
  readonly scope?: string;
}

/**
 * Verifies the bearer token of a request against the trusted issuers.
 * Errors: AUTH_TOKEN_MISSING, AUTH_TOKEN_INVALID (details.check), AUTH_TOKEN_EXPIRED and AUTH_CLAIM_INVALID
 * (details.claims), AUTH_KEYS_UNAVAILABLE. None carries a value of the token.
 */
export async function authenticate(headers: RequestHeaders, issuers: Issuers, clock: Clock): Promise<VerifiedToken> {
  return verifyToken(bearerToken(headers), issuers, clock.now());
}

/** Verifies a compact token that came by another way than a header, such as the first message of a stream. */
export async function verifyToken(token: string, issuers: Issuers, asOf: Instant): Promise<VerifiedToken> {
  const { algorithm, keyId, payload } = tokenParts(token);
  const { settings, keys } = trustedIssuer(payload['iss'], issuers);
  if (!settings.algorithms.includes(algorithm)) throw tokenFault('ALGORITHM');
  await verifySignature(token, algorithm, await keys.keyFor(algorithm, keyId));
  if (!namesAudience(payload['aud'], settings.audience)) throw tokenFault('AUDIENCE');
  const times = tokenTimes(payload, settings, asOf);
  const claims = callerClaims(payload);
  if (!speaksFor(settings, claims)) throw tokenFault('ISSUER_SCOPE');
  const scope = payload['scope'];
  return { issuer: settings.issuer, ...times, claims, ...(typeof scope === 'string' && { scope }) };
}

/** Whether the issuer is trusted to say that somebody is of that agency and role. */
function speaksFor({ agencies, roles }: SettledIssuer, claims: CallerClaims): boolean {
  return (agencies === undefined || agencies.includes(claims.agencyId)) && (roles === undefined || roles.includes(claims.role));
}

function trustedIssuer(claimed: unknown, issuers: Issuers): Issuer {
  const issuer = typeof claimed === 'string' ? issuers.get(claimed) : undefined;
  if (issuer === undefined) throw tokenFault('ISSUER');
  return issuer;
}

function namesAudience(claimed: unknown, ours: string): boolean {
  return Array.isArray(claimed) ? claimed.includes(ours) : claimed === ours;
}
