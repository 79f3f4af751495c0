import { createPrivateKey, randomUUID, type KeyObject } from 'node:crypto';
import jsonwebtoken from 'jsonwebtoken';
import { z } from 'zod';
import { millisOf, type Instant } from '../kernel/dates.js';
import { MAX_ASSERTION_SECONDS } from './client-assertion.js';
import type { CLIENT_ALGORITHMS } from './client-settings.js';

const LEAST_RSA_BITS = 2048;

/** A private key of the gateway's own, and how it signs. */
export interface AssertionKey {
  readonly keyId: string;
  readonly algorithm: (typeof CLIENT_ALGORITHMS)[number];
  readonly key: KeyObject;
}

/** A private key as a JWK: RSA of 2048 bits or more signs by RS384, a key of the curve P-384 by ES384. No fault holds a part of it. */
export const assertionKeySchema = z.record(z.string(), z.unknown(), { error: 'must be a private key as a JWK' }).transform((jwk, check): AssertionKey => {
  const { kid } = jwk;
  const key = privateKeyOf(jwk);
  const algorithm = key === null ? null : algorithmOf(key);
  if (typeof kid === 'string' && kid !== '' && key !== null && algorithm !== null) return { keyId: kid, algorithm, key };
  check.addIssue({ code: 'custom', message: 'must be a private key as a JWK with a kid, RSA of 2048 bits or more or one of the curve P-384' });
  return z.NEVER;
});

function privateKeyOf(jwk: Readonly<Record<string, unknown>>): KeyObject | null {
  try {
    return createPrivateKey({ key: jwk, format: 'jwk' });
  } catch {
    return null;
  }
}

function algorithmOf({ asymmetricKeyType, asymmetricKeyDetails }: KeyObject): AssertionKey['algorithm'] | null {
  if (asymmetricKeyType === 'rsa') return (asymmetricKeyDetails?.modulusLength ?? 0) >= LEAST_RSA_BITS ? 'RS384' : null;
  return asymmetricKeyType === 'ec' && asymmetricKeyDetails?.namedCurve === 'secp384r1' ? 'ES384' : null;
}

/** How the gateway proves itself to a token endpoint (RFC 7523; SMART Backend Services): for it alone, once, and for five minutes. */
export function signAssertion({ clientId, audience }: { readonly clientId: string; readonly audience: string }, { keyId, algorithm, key }: AssertionKey, at: Instant): string {
  const now = Math.floor(millisOf(at) / 1000);
  const claims = { iss: clientId, sub: clientId, aud: audience, jti: randomUUID(), iat: now, exp: now + MAX_ASSERTION_SECONDS };
  return jsonwebtoken.sign(claims, key, { algorithm, keyid: keyId });
}
