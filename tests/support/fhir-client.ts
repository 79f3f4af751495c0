import { generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { demoPersona } from '../../src/auth/demo-identities.js';
import { millisOf } from '../../src/kernel/dates.js';
import { NOON, type Answer, type Parsed, type TestGateway } from './gateway.js';

/** What a partner's system signs, and with what. */
export interface Assertion {
  readonly clientId: string;
  readonly key: KeyObject;
  readonly kid: string;
  readonly alg: string;
}

const NOON_SECONDS = millisOf(NOON) / 1000;
export const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

const CLINIC_KEY = generateKeyPairSync('ec', { namedCurve: 'P-384' });
const OTHER_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 });
const PROVIDER_KEY = generateKeyPairSync('ec', { namedCurve: 'P-384' });

/** The system of the clinic, and another of the same agency with a key of its own. */
export const CLINIC: Assertion = { clientId: 'clinic-ehr', key: CLINIC_KEY.privateKey, kid: 'clinic-1', alg: 'ES384' };
export const OTHER: Assertion = { clientId: 'clinic-analytics', key: OTHER_KEY.privateKey, kid: 'other-1', alg: 'RS384' };

/** The system of a community provider. */
export const PROVIDER: Assertion = { clientId: 'provider-cms', key: PROVIDER_KEY.privateKey, kid: 'provider-1', alg: 'ES384' };

function settingsOf({ clientId, kid }: Assertion, publicKey: KeyObject, scopes: string) {
  const [name, role, purpose] = clientId === PROVIDER.clientId ? ['provider', 'PROVIDER', 'SERVICES'] as const : ['mental-health', 'MENTAL_HEALTH', 'TREATMENT'] as const;
  const { agencyId, personId } = demoPersona(name);
  return { clientId, agencyId, personId, role, purposes: [purpose], scopes, keys: { kind: 'static', jwks: [{ ...publicKey.export({ format: 'jwk' }), kid }] } };
}

/** The registry of them, as `CLIENTS` has it. */
export const CLIENTS = JSON.stringify([
  settingsOf(CLINIC, CLINIC_KEY.publicKey, 'system/*.rs'), settingsOf(OTHER, OTHER_KEY.publicKey, 'system/Patient.r'),
  settingsOf(PROVIDER, PROVIDER_KEY.publicKey, 'system/*.rs'),
]);

/** A signed assertion for a gateway's token endpoint, with any claim changed. */
export function assertionFor(gateway: TestGateway, { clientId, key, kid, alg }: Assertion, changes: Readonly<Record<string, unknown>> = {}): Promise<string> {
  return new SignJWT({
    iss: clientId, sub: clientId, aud: `${gateway.address}/oauth/token`, jti: randomUUID(), iat: NOON_SECONDS, exp: NOON_SECONDS + 300, ...changes,
  }).setProtectedHeader({ alg, kid, typ: 'JWT' }).sign(key);
}

/** Asks the token endpoint with a form. */
export function askForToken(gateway: TestGateway, form: Readonly<Record<string, string>>): Promise<Answer> {
  return gateway.send('/oauth/token', { method: 'POST', body: new URLSearchParams(form) });
}

/** The form of an honest token request. */
export const formWith = (assertion: string, scope = 'system/*.rs') => ({
  grant_type: 'client_credentials', scope, client_assertion_type: JWT_BEARER, client_assertion: assertion,
});

/** An access token for a client. */
export async function tokenFor(gateway: TestGateway, client: Assertion = CLINIC, scope?: string): Promise<string> {
  const { body } = await askForToken(gateway, formWith(await assertionFor(gateway, client), scope));
  return (body as Parsed).access_token as string;
}

/** Asks the façade. */
export function askFhir(gateway: TestGateway, path: string, token: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> {
  return gateway.send(`/fhir/${path}`, { headers: { authorization: `Bearer ${token}`, ...headers } });
}
