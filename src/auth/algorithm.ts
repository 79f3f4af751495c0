import type { KeyObject } from 'node:crypto';

/** Every signature algorithm an issuer may be pinned to. `none` and the HMAC family cannot be named. */
export const TOKEN_ALGORITHMS = ['RS256', 'ES256', 'EdDSA'] as const;
export type TokenAlgorithm = (typeof TOKEN_ALGORITHMS)[number];

const LEAST_RSA_BITS = 2048;

export function isTokenAlgorithm(text: string): text is TokenAlgorithm {
  return (TOKEN_ALGORITHMS as readonly string[]).includes(text);
}

/**
 * The one algorithm that a key may verify, by the key's own type and curve.
 * Absent: null for a secret or private key, a weak RSA key, RSA-PSS, another curve: such a key verifies nothing.
 */
export function algorithmOfKey(key: KeyObject): TokenAlgorithm | null {
  if (key.type !== 'public') return null;
  const { modulusLength, namedCurve } = key.asymmetricKeyDetails ?? {};
  switch (key.asymmetricKeyType) {
    case 'rsa': return modulusLength !== undefined && modulusLength >= LEAST_RSA_BITS ? 'RS256' : null;
    case 'ec': return namedCurve === 'prime256v1' ? 'ES256' : null;
    case 'ed25519': return 'EdDSA';
    default: return null;
  }
}
