import type { KeyObject } from 'node:crypto';
import { compactVerify } from 'jose';
import jsonwebtoken from 'jsonwebtoken';
import { algorithmOfKey, type TokenAlgorithm } from './algorithm.js';
import { tokenFault } from './token-fault.js';

/**
 * Returns only if the key signed the token with that algorithm, which must be the one the key's own type calls for.
 * EdDSA goes to `jose`, which alone of the two knows it.
 * Errors: AUTH_TOKEN_INVALID.
 */
export async function verifySignature(token: string, algorithm: TokenAlgorithm, key: KeyObject): Promise<void> {
  if (algorithmOfKey(key) !== algorithm) throw tokenFault('KEY');
  try {
    if (algorithm === 'EdDSA') await compactVerify(token, key, { algorithms: [algorithm] });
    // Times are checked once for both libraries, in token-times.
    else jsonwebtoken.verify(token, key, { algorithms: [algorithm], ignoreExpiration: true, ignoreNotBefore: true });
  } catch {
    throw tokenFault('SIGNATURE');
  }
}
