import { GatewayError } from '../kernel/gateway-error.js';

/** The step at which a token failed. It names what was looked at, never what was found. */
export type TokenCheck =
  | 'FORMAT' | 'SIZE' | 'REPEATED' | 'HEADER' | 'ISSUER' | 'ALGORITHM' | 'KEY' | 'SIGNATURE' | 'AUDIENCE' | 'ISSUER_SCOPE';

/** The refusal of a token that cannot be verified. */
export function tokenFault(check: TokenCheck): GatewayError {
  return new GatewayError('AUTH_TOKEN_INVALID', 'The token cannot be verified.', { check });
}

/** The refusal of claims that are missing or not understood, by their names in alphabetical order. */
export function claimFault(...claims: readonly string[]): GatewayError {
  const names = [...new Set(claims)].sort();
  return new GatewayError('AUTH_CLAIM_INVALID', `Missing or not understood: ${names.join(', ')}.`, { claims: names });
}
