import { createHmac, generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { millisOf } from '../../../src/kernel/dates.js';
import { askForToken, assertionFor, CLIENTS, CLINIC, formWith, JWT_BEARER, OTHER, tokenFor } from '../../support/fhir-client.js';
import { NOON, startTestGateway, type Answer, type Parsed, type TestGateway } from '../../support/gateway.js';

let gateway: TestGateway;
/** Another gateway over the same database. */
let second: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ variables: { CLIENTS } });
  second = await startTestGateway({ databaseUrl: gateway.databaseUrl, variables: { CLIENTS, PUBLIC_URL: 'https://gateway.example' } });
});
afterAll(async () => {
  await second.stop();
  await gateway.stop();
});

const NOW = millisOf(NOON) / 1000;
const segment = (json: object): string => Buffer.from(JSON.stringify(json)).toString('base64url');
const told = ({ status, text }: Answer): [number, string] => [status, text];
const REFUSED: [number, string] = [401, '{"error":"invalid_client"}'];
const unsigned = (alg: string, changes: object = {}): string => `${segment({ alg, kid: CLINIC.kid, typ: 'JWT' })}.${segment({
  iss: CLINIC.clientId, sub: CLINIC.clientId, aud: `${gateway.address}/oauth/token`, jti: randomUUID(), exp: NOW + 300, ...changes,
})}`;

describe('a client of the token endpoint', () => {
  it('gets a token of five minutes for the scopes that it asks and has, whichever of the two algorithms it signs with', async () => {
    for (const [client, scope, granted] of [
      [CLINIC, 'system/Patient.rs', 'system/Patient.rs'], [CLINIC, 'system/Patient.read system/Condition.s launch', 'system/Patient.rs system/Condition.s'],
      [OTHER, 'system/*.rs', 'system/Patient.r'], [OTHER, 'system/Patient.cruds', 'system/Patient.r'],
    ] as const) {
      const { status, body, headers } = await askForToken(gateway, formWith(await assertionFor(gateway, client), scope));
      expect([status, { ...body, access_token: 'given' }]).toEqual([200, { access_token: 'given', token_type: 'bearer', expires_in: 300, scope: granted }]);
      expect(headers.get('cache-control')).toContain('no-store');
    }
  });

  it('is refused a scope that it does not have, or that is none', async () => {
    for (const scope of ['user/Patient.rs', 'system/Condition.rs', 'patient/Patient.rs', 'system/Patient.c', '', 'system/Patient.rs?name=x', `system/${'x'.repeat(5000)}.rs`]) {
      expect(told(await askForToken(gateway, formWith(await assertionFor(gateway, OTHER), scope)))).toEqual([400, '{"error":"invalid_scope"}']);
    }
  });

  it('is told of a request that is none', async () => {
    const honest = formWith(await assertionFor(gateway, CLINIC));
    const { grant_type: _grant, ...ungranted } = honest;
    const { client_assertion: _assertion, ...unproven } = honest;
    expect(told(await askForToken(gateway, ungranted))).toEqual([400, '{"error":"invalid_request"}']);
    expect(told(await askForToken(gateway, unproven))).toEqual([400, '{"error":"invalid_request"}']);
    expect(told(await askForToken(gateway, { ...honest, grant_type: 'password' }))).toEqual([400, '{"error":"unsupported_grant_type"}']);
    expect(told(await askForToken(gateway, { ...honest, client_assertion_type: `${JWT_BEARER}-x` }))).toEqual([400, '{"error":"invalid_request"}']);
    const twice = `${new URLSearchParams(honest)}&scope=x`;
    expect(told(await gateway.send('/oauth/token', { method: 'POST', body: twice, headers: { 'content-type': 'application/x-www-form-urlencoded' } }))).toEqual([400, '{"error":"invalid_request"}']);
    const json = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } };
    expect(told(await gateway.send('/oauth/token', json))).toEqual([400, '{"error":"invalid_request"}']);
  });

  it('who shows an assertion again is refused, also at another gateway of the same database', async () => {
    const audience = { aud: 'https://gateway.example/oauth/token' };
    for (const [first, then] of [[second, second], [second, second]] as const) {
      const again = formWith(await assertionFor(second, CLINIC, audience));
      expect((await askForToken(first, again)).status).toBe(200);
      expect(told(await askForToken(then, again))).toEqual(REFUSED);
    }
    // The same id, signed for either gateway: the two agree on what was used.
    const jti = randomUUID();
    expect((await askForToken(second, formWith(await assertionFor(second, CLINIC, { ...audience, jti })))).status).toBe(200);
    expect(told(await askForToken(gateway, formWith(await assertionFor(gateway, CLINIC, { jti }))))).toEqual(REFUSED);
    // Another client may happen to use the same id.
    expect((await askForToken(gateway, formWith(await assertionFor(gateway, OTHER, { jti })))).status).toBe(200);
  });

  it('who shows one assertion many times at once gets one token', async () => {
    const form = formWith(await assertionFor(gateway, CLINIC));
    const answers = await Promise.all(Array.from({ length: 8 }, () => askForToken(gateway, form)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 401, 401, 401, 401, 401, 401, 401]);
  });

  it('gives a token that every gateway of the database takes, and that the GraphQL endpoint does not', async () => {
    const token = await tokenFor(gateway);
    expect((await second.send('/fhir/Patient?_count=1', { headers: { authorization: `Bearer ${token}` } })).status).toBe(200);
    const graphql = await gateway.ask('mental-health', '{ me { role } }', {}, { headers: { authorization: `Bearer ${token}` } });
    expect([graphql.status, graphql.body.errors?.[0]?.extensions]).toEqual([401, { code: 'AUTH_TOKEN_INVALID', details: { check: 'ISSUER' } }]);
  });
});

describe('a forged assertion', () => {
  const stranger = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
  const forgeries: readonly (readonly [string, string, () => Promise<string>])[] = [
    ['for another audience', 'AUDIENCE', () => assertionFor(gateway, CLINIC, { aud: 'https://other.example/token' })],
    ['for two audiences', 'FORMAT', () => assertionFor(gateway, CLINIC, { aud: [`${gateway.address}/oauth/token`, 'https://other.example'] })],
    ['for the FHIR address in place of the token endpoint', 'AUDIENCE', () => assertionFor(gateway, CLINIC, { aud: `${gateway.address}/fhir` })],
    ['with no algorithm', 'ALGORITHM', async () => `${unsigned('none')}.`],
    ['with a secret that is the public key', 'ALGORITHM', async () => {
      const input = unsigned('HS384');
      return `${input}.${createHmac('sha384', CLIENTS).update(input).digest('base64url')}`;
    }],
    ['that has expired', 'exp', () => assertionFor(gateway, CLINIC, { iat: NOW - 400, exp: NOW - 1 })],
    ['that expires this very second', 'exp', () => assertionFor(gateway, CLINIC, { iat: NOW - 300, exp: NOW })],
    ['that is good for longer than five minutes', 'exp', () => assertionFor(gateway, CLINIC, { exp: NOW + 3600 })],
    ['that was good for longer than five minutes', 'iat', () => assertionFor(gateway, CLINIC, { iat: NOW - 290, exp: NOW + 60 })],
    ['of a time to come', 'nbf', () => assertionFor(gateway, CLINIC, { nbf: NOW + 120 })],
    ['without an end', 'FORMAT', () => assertionFor(gateway, CLINIC, { exp: undefined })],
    ['without an id', 'FORMAT', () => assertionFor(gateway, CLINIC, { jti: undefined })],
    ['signed by another client\'s key', 'KEY', () => assertionFor(gateway, { ...OTHER, clientId: CLINIC.clientId })],
    ['signed by another client\'s key under the right name of it', 'SIGNATURE', () => assertionFor(gateway, { ...CLINIC, key: stranger })],
    ['that names no key', 'HEADER', () => assertionFor(gateway, { ...CLINIC, kid: undefined as never })],
    ['that names a key that the client has not', 'KEY', () => assertionFor(gateway, { ...CLINIC, kid: 'clinic-2' })],
    ['of another subject', 'ISSUER', () => assertionFor(gateway, CLINIC, { sub: OTHER.clientId })],
    ['of a client that is not registered', 'ISSUER', () => assertionFor(gateway, { ...CLINIC, clientId: 'nobody' })],
    ['of no form', 'FORMAT', async () => 'canary'],
    ['that is too long', 'SIZE', async () => 'x'.repeat(9000)],
  ];

  it.each(forgeries)('%s is refused like every other, and the log alone says why', async (_what, check, forge) => {
    gateway.takeLog();
    expect(told(await askForToken(gateway, formWith(await forge())))).toEqual(REFUSED);
    const line = gateway.takeLog().map((text) => JSON.parse(text) as Parsed).find(({ msg }) => msg === 'a client was given no token');
    expect(line.details.check ?? line.details.claims[0]).toBe(check);
  });

  it('uses up no id: the honest one after it is taken', async () => {
    const jti = randomUUID();
    expect(told(await askForToken(gateway, formWith(await assertionFor(gateway, { ...CLINIC, key: stranger }, { jti }))))).toEqual(REFUSED);
    expect((await askForToken(gateway, formWith(await assertionFor(gateway, CLINIC, { jti })))).status).toBe(200);
  });
});

describe('the purposes of a client', () => {
  it('are its own, or those of them that it names', async () => {
    const purposesOf = async (extensions: unknown): Promise<unknown> => {
      const { status, body } = await askForToken(gateway, formWith(await assertionFor(gateway, CLINIC, { extensions })));
      return status === 200 ? (JSON.parse(Buffer.from((body as Parsed).access_token.split('.')[1], 'base64url').toString()) as Parsed).purposes : [status, body];
    };
    expect(await purposesOf(undefined)).toEqual(['TREATMENT']);
    expect(await purposesOf({ 'hl7-b2b': { purpose_of_use: ['urn:oid:2.16.840.1.113883.5.8#TREAT'] } })).toEqual(['TREATMENT']);
    expect(await purposesOf({ 'hl7-b2b': { purpose_of_use: ['MDT'] } })).toEqual([400, { error: 'invalid_scope' }]);
    expect(await purposesOf({ 'hl7-b2b': { purpose_of_use: ['canary'] } })).toEqual([401, { error: 'invalid_client' }]);
  });
});
