import { createPrivateKey, createPublicKey, hkdfSync, randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Clock } from '../kernel/clock.js';
import { millisOf, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { Purpose } from '../law/purpose.js';
import type { SettledClient } from './client-settings.js';
import { STRONG_ACR } from './caller-claims.js';
import { openIssuers, type Issuers } from './issuers.js';
import { proveClient, type AssertionRegister, type Clients } from './client-assertion.js';
import { bothScopes, readSystemScopes, scopesInWords } from './smart-scopes.js';

/** Who signs the access tokens of clients: this gateway, and every other that keeps the same secret. */
export const TOKEN_SERVICE = 'urn:csec-gateway:token-service';

/** What those tokens are for: the FHIR façade. The GraphQL endpoint does not trust them, for it knows no scopes. */
const FHIR_AUDIENCE = 'urn:csec-gateway:fhir';

export const ACCESS_TOKEN_SECONDS = 300;

/** A token request, as its form says. */
export interface TokenRequest {
  readonly grantType: string | null;
  readonly assertionType: string | null;
  readonly assertion: string | null;
  readonly scope: string | null;
}

/** Why no token is given (RFC 6749, 5.2). */
export type TokenRefusal = 'invalid_request' | 'unsupported_grant_type' | 'invalid_client' | 'invalid_scope' | 'temporarily_unavailable';

export type TokenAnswer =
  | { readonly accessToken: string; readonly expiresIn: number; readonly scope: string }
  /** `fault` is for the log: the client is not told which check failed. */
  | { readonly refusal: TokenRefusal; readonly fault: GatewayError | null };

/** Gives access tokens to clients that prove who they are, and says whom the façade trusts. */
export interface TokenService {
  grant(request: TokenRequest, audience: string): Promise<TokenAnswer>;
  /** This gateway as an issuer of access tokens. */
  readonly issuers: Issuers;
}

export interface TokenServiceParts {
  /** The secret that all gateways of one database share. */
  readonly secret: string;
  readonly clients: Clients;
  readonly register: AssertionRegister;
  readonly clock: Clock;
}

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** Opens the token service. Its Ed25519 key follows from the shared secret, so every gateway takes every other's tokens. */
export function openTokenService(parts: TokenServiceParts): TokenService {
  const key = signingKeyOf(parts.secret);
  const issuer = {
    issuer: TOKEN_SERVICE, audience: FHIR_AUDIENCE, algorithms: ['EdDSA' as const], clockSkewSeconds: 0, maxLifetimeSeconds: ACCESS_TOKEN_SECONDS,
    keys: { kind: 'static' as const, jwks: [{ ...createPublicKey(key).export({ format: 'jwk' }) }] },
  };
  return {
    issuers: openIssuers([issuer], parts.clock),
    grant: (request, audience) => grant(request, audience, parts, (claims, asOf) => {
      const issuedAt = Math.floor(millisOf(asOf) / 1000);
      return new SignJWT({ ...claims }).setProtectedHeader({ alg: 'EdDSA', typ: 'at+jwt' }).setIssuer(TOKEN_SERVICE).setAudience(FHIR_AUDIENCE)
        .setJti(randomUUID()).setIssuedAt(issuedAt).setExpirationTime(issuedAt + ACCESS_TOKEN_SECONDS).sign(key);
    }),
  };
}

type Sign = (claims: Readonly<Record<string, unknown>>, asOf: Instant) => Promise<string>;

async function grant(request: TokenRequest, audience: string, parts: TokenServiceParts, sign: Sign): Promise<TokenAnswer> {
  if (request.grantType === null) return refused('invalid_request');
  if (request.grantType !== 'client_credentials') return refused('unsupported_grant_type');
  if (request.assertionType !== JWT_BEARER || request.assertion === null) return refused('invalid_request');
  const asOf = parts.clock.now();
  try {
    const { client, purposes } = await proveClient(request.assertion, { ...parts, audience, asOf });
    const scopes = bothScopes(readSystemScopes(request.scope ?? ''), readSystemScopes(client.scopes));
    if (scopes.length === 0) return refused('invalid_scope');
    const within = purposes === null ? client.purposes : purposes.filter((one) => client.purposes.includes(one));
    if (within.length === 0) return refused('invalid_scope');
    const scope = scopesInWords(scopes);
    return { accessToken: await sign({ ...claimsOf(client, within), scope }, asOf), expiresIn: ACCESS_TOKEN_SECONDS, scope };
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    return refused(fault.status === 503 ? 'temporarily_unavailable' : fault.status < 500 ? 'invalid_client' : 'temporarily_unavailable', fault);
  }
}

const refused = (refusal: TokenRefusal, fault: GatewayError | null = null): TokenAnswer => ({ refusal, fault });

/** A key of the partner's system counts as more than a password. */
function claimsOf({ clientId, agencyId, personId, role, county }: SettledClient, purposes: readonly Purpose[]): Readonly<Record<string, unknown>> {
  return { sub: personId, agency_id: agencyId, role, ...(county !== undefined && { county }), acr: STRONG_ACR, purposes, client_id: clientId };
}

/** DER of an Ed25519 private key (RFC 8410) before its 32 bytes. */
const ED25519_PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');

function signingKeyOf(secret: string) {
  const seed = Buffer.from(hkdfSync('sha256', secret, '', 'csec-gateway access tokens', 32));
  return createPrivateKey({ key: Buffer.concat([ED25519_PKCS8, seed]), format: 'der', type: 'pkcs8' });
}
