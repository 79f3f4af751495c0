import { createHash } from 'node:crypto';
import { compactVerify, createLocalJWKSet, decodeJwt, decodeProtectedHeader, errors, type CompactVerifyGetKey } from 'jose';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.js';
import { instant, millisOf, plusSeconds, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { purposeOf, type Purpose } from '../law/purpose.js';
import { CLIENT_ALGORITHMS, type SettledClient } from './client-settings.js';
import { remoteKeySet } from './remote-keys.js';
import { LONGEST_TOKEN_CHARACTERS } from './request-headers.js';
import { tokenFault, type TokenCheck } from './token-fault.js';

/** Where it is kept which assertions were used: one place for every gateway, so that none takes one twice. */
export interface AssertionRegister {
  /** True the first time; false when the client's assertion of that id was taken before. `until` is when it may be forgotten. */
  takeOnce(assertion: { readonly clientId: string; readonly idHash: string; readonly until: Instant; readonly at: Instant }): Promise<boolean>;
}

/** A client with its keys at hand. */
export interface Client {
  readonly settings: SettledClient;
  readonly keyFor: CompactVerifyGetKey;
}

/** The registered clients, by the exact text of their id. */
export type Clients = ReadonlyMap<string, Client>;

/** A client that proved who it is, and the purposes that it named; null where it named none. */
export interface ProvenClient {
  readonly client: SettledClient;
  readonly purposes: readonly Purpose[] | null;
}

/** The longest that an assertion may be good for (SMART App Launch 2.0, backend services). */
export const MAX_ASSERTION_SECONDS = 300;

/** How far a client's clock may be ahead of ours. */
const CLOCK_SKEW_SECONDS = 30;

/** Opens the registered clients. Nothing is fetched yet. */
export function openClients(list: readonly SettledClient[], clock: Clock): Clients {
  return new Map(list.map((settings) => [settings.clientId, {
    settings,
    keyFor: settings.keys.kind === 'static' ? createLocalJWKSet({ keys: settings.keys.jwks as never }) : remoteKeySet(settings.keys, clock),
  }]));
}

const numericDate = z.number().min(0).max(253_402_300_799);
const payloadSchema = z.object({
  iss: z.string(), sub: z.string(), aud: z.union([z.string(), z.array(z.string()).length(1)]), exp: numericDate, nbf: numericDate.optional(),
  iat: numericDate.optional(), jti: z.string().min(1).max(256),
  extensions: z.object({ 'hl7-b2b': z.object({ purpose_of_use: z.array(z.string()).min(1).max(16) }).optional() }).optional(),
});

/**
 * Proves a client by its assertion (RFC 7523; SMART Backend Services): signed by a key of the client's own with RS384 or
 * ES384, for this very token endpoint, good for five minutes at most, and never seen before.
 * Errors: AUTH_TOKEN_INVALID (details.check, for the log and not for the client), AUTH_TOKEN_EXPIRED,
 * AUTH_KEYS_UNAVAILABLE, STORE_UNAVAILABLE.
 */
export async function proveClient(
  assertion: string, parts: { readonly clients: Clients; readonly register: AssertionRegister; readonly audience: string; readonly asOf: Instant },
): Promise<ProvenClient> {
  const { keyFor, settings } = claimedClient(assertion, parts.clients);
  const payload = await verifiedPayload(assertion, keyFor);
  if (payload.iss !== settings.clientId || payload.sub !== settings.clientId) throw tokenFault('ISSUER');
  if ((typeof payload.aud === 'string' ? payload.aud : payload.aud[0]) !== parts.audience) throw tokenFault('AUDIENCE');
  requireTimes(payload, parts.asOf);
  const used = {
    clientId: settings.clientId, idHash: createHash('sha256').update(payload.jti, 'utf8').digest('hex'),
    until: plusSeconds(instant('1970-01-01T00:00:00Z'), Math.ceil(payload.exp) + CLOCK_SKEW_SECONDS), at: parts.asOf,
  };
  if (!await parts.register.takeOnce(used)) throw tokenFault('REPEATED');
  return { client: settings, purposes: purposesIn(payload) };
}

/** What the assertion says of its client, before anything is believed: enough to choose the keys. */
function claimedClient(assertion: string, clients: Clients): Client {
  if (assertion.length > LONGEST_TOKEN_CHARACTERS) throw tokenFault('SIZE');
  let claimed: unknown;
  try {
    const { alg, kid, typ } = decodeProtectedHeader(assertion);
    if (!(CLIENT_ALGORITHMS as readonly unknown[]).includes(alg)) throw tokenFault('ALGORITHM');
    if (typeof kid !== 'string' || (typ !== undefined && typ.toUpperCase() !== 'JWT')) throw tokenFault('HEADER');
    claimed = decodeJwt(assertion).iss;
  } catch (fault) {
    throw fault instanceof GatewayError ? fault : tokenFault('FORMAT');
  }
  const client = typeof claimed === 'string' ? clients.get(claimed) : undefined;
  if (client === undefined) throw tokenFault('ISSUER');
  return client;
}

async function verifiedPayload(assertion: string, keyFor: CompactVerifyGetKey): Promise<z.output<typeof payloadSchema>> {
  try {
    const { payload } = await compactVerify(assertion, keyFor, { algorithms: [...CLIENT_ALGORITHMS] });
    return payloadSchema.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(payload)));
  } catch (fault) {
    throw refusalOf(fault);
  }
}

function refusalOf(fault: unknown): GatewayError {
  const check = (name: TokenCheck): GatewayError => tokenFault(name);
  if (fault instanceof z.ZodError || fault instanceof SyntaxError) return check('FORMAT');
  if (fault instanceof errors.JWSSignatureVerificationFailed) return check('SIGNATURE');
  if (fault instanceof errors.JWKSNoMatchingKey || fault instanceof errors.JWKSMultipleMatchingKeys) return check('KEY');
  // A key that is too short for its algorithm is refused by a TypeError; any other fault is of fetching the keys.
  if (fault instanceof errors.JOSEError && !(fault instanceof errors.JWKSTimeout) && !(fault instanceof errors.JWKSInvalid)) return check('HEADER');
  if (fault instanceof TypeError && /modulusLength|key/i.test(fault.message)) return check('KEY');
  return new GatewayError('AUTH_KEYS_UNAVAILABLE', 'The client\'s keys cannot be fetched.', {}, { cause: fault });
}

function requireTimes({ exp, nbf, iat }: z.output<typeof payloadSchema>, asOf: Instant): void {
  const now = millisOf(asOf) / 1000;
  const outOfTime = (claim: string): GatewayError => new GatewayError('AUTH_TOKEN_EXPIRED', 'The assertion is expired or not valid yet.', { claims: [claim] });
  if (now >= exp) throw outOfTime('exp');
  if (exp - now > MAX_ASSERTION_SECONDS + CLOCK_SKEW_SECONDS) throw outOfTime('exp');
  if (nbf !== undefined && nbf > now + CLOCK_SKEW_SECONDS) throw outOfTime('nbf');
  if (iat !== undefined && (iat > now + CLOCK_SKEW_SECONDS || exp - iat > MAX_ASSERTION_SECONDS)) throw outOfTime('iat');
}

/** The purposes of the UDAP extension `hl7-b2b`, by name or HL7 code. Errors: AUTH_PURPOSE_UNKNOWN. */
function purposesIn({ extensions }: z.output<typeof payloadSchema>): readonly Purpose[] | null {
  const named = extensions?.['hl7-b2b']?.purpose_of_use;
  if (named === undefined) return null;
  return named.map((text) => {
    const known = purposeOf(text.slice(text.lastIndexOf('#') + 1));
    if (known === undefined) throw new GatewayError('AUTH_PURPOSE_UNKNOWN', 'The purpose of use is not one of the closed list.', { claims: ['extensions'] });
    return known;
  });
}
