import { createHash, type KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { algorithmOfKey, type TokenAlgorithm } from './algorithm.js';
import { tokenFault } from './token-fault.js';

/** Tokens remembered of one key: a caller asks many times with one token. */
const MOST_REMEMBERED = 1000;

/** Digests of tokens that a key was found to have signed. A key that is rotated out takes its tokens along. */
const signedBy = new WeakMap<KeyObject, Set<string>>();

/**
 * Returns only if the key signed the token with that algorithm, which must be the one the key's own type calls for.
 * EdDSA goes to `jose`, which alone of the two knows it. A signature found good once is not computed again; times,
 * audience and claims are for the caller to check, every time.
 * Errors: AUTH_TOKEN_INVALID.
 */
export async function verifySignature(token: string, algorithm: TokenAlgorithm, key: KeyObject): Promise<void> {
  if (algorithmOfKey(key) !== algorithm) throw tokenFault('KEY');
  const signed = signedBy.get(key) ?? new Set<string>();
  const digest = createHash('sha256').update(token, 'utf8').digest('base64');
  if (signed.has(digest)) return;
  try {
    if (algorithm === 'EdDSA') await compactVerify(token, key, { algorithms: [algorithm] });
    // Times are checked once for both libraries, in token-times.
    else jsonwebtoken.verify(token, key, { algorithms: [algorithm], ignoreExpiration: true, ignoreNotBefore: true });
  } catch {
    throw tokenFault('SIGNATURE');
  }
  if (signed.size >= MOST_REMEMBERED) signed.clear();
  signedBy.set(key, signed.add(digest));
}
