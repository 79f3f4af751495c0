import { describe, expect, it } from 'vitest';
import { challengeFor } from '../../src/auth/challenge.js';
import { ERROR_CODES, type ErrorCode } from '../../src/kernel/error-codes.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { CANARY } from './forge.js';

const challenge = (code: ErrorCode) => challengeFor(new GatewayError(code, CANARY, { claims: [CANARY] }));

describe('WWW-Authenticate', () => {
  it('says only how to ask when no token came', () => {
    expect(challenge('AUTH_TOKEN_MISSING')).toBe('Bearer realm="csec-gateway"');
  });

  it('says what was wrong with a token, in words of the table alone', () => {
    expect(challenge('AUTH_TOKEN_INVALID')).toBe('Bearer realm="csec-gateway", error="invalid_token", error_description="The token cannot be verified."');
    expect(challenge('AUTH_TOKEN_EXPIRED')).toBe('Bearer realm="csec-gateway", error="invalid_token", error_description="The token is expired or not valid yet."');
    expect(challenge('AUTH_CLAIM_INVALID')).toBe('Bearer realm="csec-gateway", error="invalid_token", error_description="A claim of the token is missing or not understood."');
  });

  it('names the authentication that is needed where a stronger one is (RFC 9470)', () => {
    expect(challenge('AUTH_STEP_UP_REQUIRED')).toBe(
      'Bearer realm="csec-gateway", error="insufficient_user_authentication", error_description="A stronger authentication is needed for this role.", acr_values="verified"');
  });

  it('accompanies every 401 and nothing else, as one well-formed line', () => {
    for (const code of Object.keys(ERROR_CODES) as ErrorCode[]) {
      const line = challenge(code);
      expect(line === null).toBe(ERROR_CODES[code].status !== 401);
      if (line !== null) expect(line).toMatch(/^Bearer realm="csec-gateway"(, error="(invalid_token|insufficient_user_authentication)", error_description="[ !#-[\]-~]+"(, acr_values="verified")?)?$/);
    }
  });
});
