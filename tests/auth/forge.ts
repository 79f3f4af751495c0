import { createHmac, generateKeyPairSync, sign, type KeyObject } from 'node:crypto';
import { expect } from 'vitest';
import { openIssuers, type Issuers } from '../../src/auth/issuers.js';
import type { IssuerSettings } from '../../src/auth/issuer-settings.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant, millisOf, type Instant } from '../../src/kernel/dates.js';
import { GatewayError, type ErrorDetails } from '../../src/kernel/gateway-error.js';

/** The moment of these tests. */
export const NOW = instant('2026-03-02T18:00:00Z');
export const CLOCK = fixedClock(NOW);
export const NOW_SECONDS = millisOf(NOW) / 1000;

export const ISSUER = 'https://identity.partner.example';
export const AUDIENCE = 'https://gateway.county.example';
export const PERSON = '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0001';
export const AGENCY = '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0002';

/** Stands in every value that an error might repeat. */
export const CANARY = 'canary-5f1d';

export const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
export const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
export const ED = generateKeyPairSync('ed25519');

/** The public half as a JWK. */
export function jwkOf(key: KeyObject, kid?: string): Record<string, unknown> {
  return { ...key.export({ format: 'jwk' }), ...(kid === undefined ? {} : { kid }) };
}

export function pemOf(key: KeyObject): string {
  return key.export({ type: 'spki', format: 'pem' }).toString();
}

/** Claims of a clinician that are valid at NOW. */
export function goodClaims(changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return {
    iss: ISSUER, aud: AUDIENCE, iat: NOW_SECONDS - 60, exp: NOW_SECONDS + 600, jti: 'token-1',
    sub: PERSON, agency_id: AGENCY, role: 'MENTAL_HEALTH', county: '19', acr: 'verified', purposes: ['TREATMENT', 'COC'],
    ...changes,
  };
}

export interface Forgery {
  readonly header?: Readonly<Record<string, unknown>>;
  readonly claims?: Readonly<Record<string, unknown>>;
  /** A private key, a shared secret, or none. */
  readonly key: KeyObject | string | null;
}

/** A compact token signed as its header says, honest or not. */
export function forge({ header = {}, claims = goodClaims(), key }: Forgery): string {
  const full = { typ: 'JWT', ...header };
  const input = `${segment(full)}.${segment(claims)}`;
  return `${input}.${signatureOf(input, key)}`;
}

/** A good token of each algorithm, with changes. */
export function rsaToken(claims = goodClaims(), header: Readonly<Record<string, unknown>> = {}): string {
  return forge({ header: { alg: 'RS256', ...header }, claims, key: RSA.privateKey });
}
export function ecToken(claims = goodClaims(), header: Readonly<Record<string, unknown>> = {}): string {
  return forge({ header: { alg: 'ES256', ...header }, claims, key: EC.privateKey });
}
export function edToken(claims = goodClaims(), header: Readonly<Record<string, unknown>> = {}): string {
  return forge({ header: { alg: 'EdDSA', ...header }, claims, key: ED.privateKey });
}

export function segment(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

function signatureOf(input: string, key: KeyObject | string | null): string {
  if (key === null) return '';
  if (typeof key === 'string') return createHmac('sha256', key).update(input).digest('base64url');
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return sign(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
}

/** Issuers with one issuer; by default of all three algorithms with their keys. */
export function issuersOf(changes: Partial<IssuerSettings> = {}): Issuers {
  return openIssuers([{
    issuer: ISSUER, audience: AUDIENCE, algorithms: ['RS256', 'ES256', 'EdDSA'],
    keys: { kind: 'static', jwks: [jwkOf(RSA.publicKey, 'rsa-1'), jwkOf(EC.publicKey, 'ec-1'), jwkOf(ED.publicKey, 'ed-1')] },
    ...changes,
  }], CLOCK);
}

/** A clock that the test moves. */
export function movableClock(at: Instant): { now(): Instant; at: Instant } {
  return { at, now() { return this.at; } };
}

export interface Refusal {
  readonly code: string;
  readonly details: ErrorDetails;
}

/** The refusal of an attempt, which must be a GatewayError that repeats nothing it was given. */
export async function refusalOf(attempt: () => unknown): Promise<Refusal> {
  let result: unknown;
  try {
    result = await attempt();
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    const told = JSON.stringify([fault.message, fault.details]);
    for (const value of [CANARY, PERSON, AGENCY, ISSUER, AUDIENCE]) expect(told).not.toContain(value);
    return { code: fault.code, details: fault.details };
  }
  throw new Error(`nothing was refused: ${JSON.stringify(result)}`);
}
