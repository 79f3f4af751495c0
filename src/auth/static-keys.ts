import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';
import { algorithmOfKey, type TokenAlgorithm } from './algorithm.js';
import type { StaticKeySettings } from './issuer-settings.js';
import type { KeyRing } from './key-ring.js';
import { tokenFault } from './token-fault.js';

interface RingKey {
  readonly keyId: string | null;
  readonly algorithm: TokenAlgorithm;
  readonly key: KeyObject;
}

/** Keys that could be read, and a sentence for each that could not. */
export interface ReadKeys {
  readonly keys: readonly RingKey[];
  readonly faults: readonly string[];
}

type Jwk = Readonly<Record<string, unknown>>;

/** Reads configured keys. Only public verification keys of the issuer's algorithms are taken; all faults are told at once. */
export function readStaticKeys(settings: StaticKeySettings, algorithms: readonly TokenAlgorithm[]): ReadKeys {
  const keys: RingKey[] = [];
  const faults: string[] = [];
  const sources = typeof settings.jwks === 'string' ? [settings.jwks] : settings.jwks;
  sources.forEach((source, index) => {
    const read = typeof source === 'string' ? ringKeyOfPem(source) : ringKeyOfJwk(source);
    const at = typeof source === 'string' ? 'jwks' : `jwks[${index}]`;
    if (typeof read === 'string') faults.push(`${at} ${read}`);
    else if (!algorithms.includes(read.algorithm)) faults.push(`${at} fits none of the issuer's algorithms`);
    else keys.push(read);
  });
  const keyIds = keys.flatMap((key) => (key.keyId === null ? [] : [key.keyId]));
  if (new Set(keyIds).size < keyIds.length) faults.push('jwks has two keys of one kid');
  return { keys, faults };
}

/** The ring of keys that stand in the configuration. */
export function staticKeyRing(keys: readonly RingKey[]): KeyRing {
  return {
    keyFor: async (algorithm, keyId) => {
      const named = keyId === null ? [] : keys.filter((key) => key.keyId === keyId);
      // A key without an id (a PEM) answers to any id; a key with an id only to its own.
      const candidates = named.length > 0 ? named : keys.filter((key) => keyId === null || key.keyId === null);
      const fitting = candidates.filter((key) => key.algorithm === algorithm);
      if (fitting.length !== 1) throw tokenFault('KEY');
      return fitting[0]!.key;
    },
  };
}

function ringKeyOfPem(pem: string): RingKey | string {
  // createPublicKey also takes private keys and certificates, whose presence here would be a mistake.
  if (!/^\s*-----BEGIN (RSA )?PUBLIC KEY-----/.test(pem)) return 'is not a PEM public key';
  return ringKey(null, () => createPublicKey(pem));
}

function ringKeyOfJwk(jwk: Jwk): RingKey | string {
  if ('d' in jwk || jwk['kty'] === 'oct') return 'is not a public key';
  if (jwk['use'] !== undefined && jwk['use'] !== 'sig') return 'is not a key for signatures';
  if (jwk['key_ops'] !== undefined && !(Array.isArray(jwk['key_ops']) && jwk['key_ops'].includes('verify'))) {
    return 'is not a key for verification';
  }
  const keyId = jwk['kid'] ?? null;
  if (keyId !== null && (typeof keyId !== 'string' || keyId === '')) return 'has a kid that is not a text';
  const read = ringKey(keyId, () => createPublicKey({ key: jwk as JsonWebKey, format: 'jwk' }));
  if (typeof read !== 'string' && jwk['alg'] !== undefined && jwk['alg'] !== read.algorithm) return 'has an alg that its type cannot do';
  return read;
}

function ringKey(keyId: string | null, open: () => KeyObject): RingKey | string {
  try {
    const key = open();
    const algorithm = algorithmOfKey(key);
    return algorithm === null ? 'is of a type, curve or length that is not accepted' : { keyId, algorithm, key };
  } catch {
    return 'cannot be read as a key';
  }
}
