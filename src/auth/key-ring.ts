import type { KeyObject } from 'node:crypto';
import type { TokenAlgorithm } from './algorithm.js';

/** The public keys of one issuer. */
export interface KeyRing {
  /**
   * The one key for this algorithm and key id.
   * Errors: AUTH_TOKEN_INVALID when there is no such key or more than one; AUTH_KEYS_UNAVAILABLE when nobody can say.
   */
  keyFor(algorithm: TokenAlgorithm, keyId: string | null): Promise<KeyObject>;
}
