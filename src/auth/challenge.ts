import { ERROR_CODES } from '../kernel/error-codes.js';
import type { GatewayError } from '../kernel/gateway-error.js';
import { STRONG_ACR } from './caller-claims.js';

/**
 * The `WWW-Authenticate` text for an error (RFC 6750, section 3; RFC 9470, section 3). Nothing of the request is in it.
 * Absent: null for an error that no other token of the caller would mend; only a 401 asks for one.
 */
export function challengeFor(error: GatewayError): string | null {
  if (error.status !== 401) return null;
  const realm = 'Bearer realm="csec-gateway"';
  // A request without a token is told only how to ask, not what was wrong (RFC 6750, 3.1).
  if (error.code === 'AUTH_TOKEN_MISSING') return realm;
  if (error.code === 'AUTH_STEP_UP_REQUIRED') {
    return `${realm}, error="insufficient_user_authentication", error_description="${ERROR_CODES[error.code].says}", acr_values="${STRONG_ACR}"`;
  }
  return `${realm}, error="invalid_token", error_description="${ERROR_CODES[error.code].says}"`;
}
