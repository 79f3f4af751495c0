import { KeyObject } from 'node:crypto';
import { createRemoteJWKSet, customFetch, errors, type FetchImplementation } from 'jose';
import type { Clock } from '../kernel/clock.js';
import { plusSeconds, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { algorithmOfKey } from './algorithm.js';
import type { RemoteKeySettings } from './issuer-settings.js';
import type { KeyRing } from './key-ring.js';
import { tokenFault } from './token-fault.js';

/** No set of keys is larger; a longer answer is not one. */
const LARGEST_KEY_SET_BYTES = 256 * 1024;

/** How long a failed fetch stands for those that follow, so that an outage is not met with a fetch for every request. */
const RETRY_AFTER_SECONDS = 1;

/**
 * The ring of keys that the issuer publishes: kept for `cacheSeconds`, fetched again for a key id not yet known unless
 * the last fetch is younger than `cooldownSeconds`.
 * Errors: AUTH_KEYS_UNAVAILABLE when keys are needed and cannot be had. A stale key is never used instead.
 */
export function remoteKeyRing(settings: RemoteKeySettings, clock: Clock): KeyRing {
  const lookUp = remoteKeySet(settings, clock);
  return {
    keyFor: async (algorithm, keyId) => {
      const found = await lookUp(keyId === null ? { alg: algorithm } : { alg: algorithm, kid: keyId }).catch(refuse);
      const key = KeyObject.from(found);
      if (algorithmOfKey(key) !== algorithm) throw tokenFault('KEY');
      return key;
    },
  };
}

/** The keys that somebody publishes, as `jose` looks them up. */
export function remoteKeySet(settings: RemoteKeySettings, clock: Clock) {
  return createRemoteJWKSet(new URL(settings.url), {
    timeoutDuration: settings.timeoutMillis,
    cooldownDuration: settings.cooldownSeconds * 1000,
    cacheMaxAge: settings.cacheSeconds * 1000,
    [customFetch]: fetchWithRest(clock),
  });
}

function refuse(fault: unknown): never {
  if (fault instanceof errors.JWKSNoMatchingKey || fault instanceof errors.JWKSMultipleMatchingKeys) throw tokenFault('KEY');
  throw new GatewayError('AUTH_KEYS_UNAVAILABLE', 'The issuer\'s keys cannot be fetched.', {}, { cause: fault });
}

/** A fetch that rests after a failure, and takes only a complete JSON answer of bounded size. */
function fetchWithRest(clock: Clock): FetchImplementation {
  let restsUntil: Instant | null = null;
  return async (url, options) => {
    if (restsUntil !== null && clock.now() < restsUntil) throw new Error('The last fetch of the key set failed.');
    try {
      const response = await fetch(url, options);
      const text = await boundedText(response);
      JSON.parse(text);
      restsUntil = null;
      return new Response(text, { status: 200 });
    } catch (fault) {
      restsUntil = plusSeconds(clock.now(), RETRY_AFTER_SECONDS);
      throw fault;
    }
  };
}

async function boundedText(response: Response): Promise<string> {
  if (response.status !== 200 || response.body === null) {
    await response.body?.cancel();
    throw new Error('The key set was not answered with 200.');
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body) {
    size += chunk.byteLength;
    if (size > LARGEST_KEY_SET_BYTES) throw new Error('The key set is larger than any key set.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
