import { createHmac, createPublicKey, generateKeyPairSync, sign, type JsonWebKey, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { demoClaims, type DemoChoice } from '../../src/auth/demo-claims.js';
import { DEMO_AUDIENCE } from '../../src/auth/demo-issuer.js';
import { DEMO_ISSUER } from '../../src/auth/issuer-settings.js';
import { millisOf } from '../../src/kernel/dates.js';
import { NOON, startTestGateway, type TestGateway } from '../support/gateway.js';
import { AGENCY, CALLERS, caseId, YOUTHS } from '../support/seed-county.js';

/** An identity provider of a partner beside the demo's own, with keys of two kinds. */
const PARTNER = { issuer: 'https://identity.partner.example', audience: 'https://gateway.county.example' };
const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 });
const EC = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const FOREIGN = generateKeyPairSync('rsa', { modulusLength: 2048 });
const STRANGER = generateKeyPairSync('ed25519');

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({
    variables: {
      ISSUERS: JSON.stringify([{
        ...PARTNER, algorithms: ['RS256', 'ES256'],
        keys: { kind: 'static', jwks: [{ ...RSA.publicKey.export({ format: 'jwk' }), kid: 'rsa-1' }, { ...EC.publicKey.export({ format: 'jwk' }), kid: 'ec-1' }] },
      }]),
    },
  });
});
afterAll(async () => { await gateway.stop(); });

const SECONDS = millisOf(NOON) / 1000;
const CANARY = 'canary-9d2f';

function claims(changes: Readonly<Record<string, unknown>> = {}, of: DemoChoice = CALLERS.clinician): Record<string, unknown> {
  return { ...demoClaims(of), iss: PARTNER.issuer, aud: PARTNER.audience, iat: SECONDS - 60, exp: SECONDS + 600, jti: CANARY, ...changes };
}
const segment = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function token(header: Readonly<Record<string, unknown>>, payload: unknown, key: KeyObject | string | null): string {
  const input = `${segment({ typ: 'JWT', ...header })}.${segment(payload)}`;
  if (key === null) return `${input}.`;
  if (typeof key === 'string') return `${input}.${createHmac('sha256', key).update(input).digest('base64url')}`;
  const hash = key.asymmetricKeyType === 'ed25519' ? null : 'sha256';
  return `${input}.${sign(hash, Buffer.from(input), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`;
}
const good = (changes = {}, of?: DemoChoice): string => token({ alg: 'RS256', kid: 'rsa-1' }, claims(changes, of), RSA.privateKey);

async function asked(authorization: string | null, purpose: string | null = 'TREATMENT', headers: Readonly<Record<string, string>> = {}) {
  gateway.takeLog();
  const answer = await gateway.send('/graphql', {
    method: 'POST', body: JSON.stringify({ query: `{ case(id: "${caseId(YOUTHS.ALMA)}") { youth { firstName } } }` }),
    headers: {
      'content-type': 'application/json', ...(authorization === null ? {} : { authorization }), ...(purpose === null ? {} : { 'x-purpose-of-use': purpose }), ...headers,
    },
  });
  const log = gateway.takeLog().join('');
  expect(`${answer.text}${[...answer.headers].join()}${log}`).not.toContain(CANARY);
  if (authorization) expect(log).not.toContain(authorization.slice(-40));
  return answer;
}

describe('a good token', () => {
  it.each([
    ['RS256', () => good()], ['ES256', () => token({ alg: 'ES256', kid: 'ec-1' }, claims(), EC.privateKey)],
    ['a clock fifty seconds behind', () => good({ exp: SECONDS - 50 })],
  ])('of %s is taken', async (_, made) => {
    const { status, body } = await asked(`Bearer ${made()}`);
    expect([status, body.data]).toEqual([200, { case: { youth: { firstName: 'A-First' } } }]);
  });
});

describe('a forged or foreign token', () => {
  const demoKey = (): string => {
    const { settings: { keys } } = gateway.issuer;
    const jwk = (keys as { jwks: JsonWebKey[] }).jwks[0]!;
    return createPublicKey({ key: jwk, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString();
  };
  const demo = (header: Readonly<Record<string, unknown>>, key: KeyObject | string | null) => token(header, claims({ iss: DEMO_ISSUER, aud: DEMO_AUDIENCE }), key);
  const pem = RSA.publicKey.export({ type: 'spki', format: 'pem' }).toString();
  it.each([
    ['alg none', () => token({ alg: 'none' }, claims(), null), 'AUTH_TOKEN_INVALID'],
    ['alg none of the demo issuer', () => demo({ alg: 'none' }, null), 'AUTH_TOKEN_INVALID'],
    ['HS256 with the public key', () => token({ alg: 'HS256', kid: 'rsa-1' }, claims(), pem), 'AUTH_TOKEN_INVALID'],
    ['HS256 with the demo\'s public key', () => demo({ alg: 'HS256' }, demoKey()), 'AUTH_TOKEN_INVALID'],
    ['another audience', () => good({ aud: `${PARTNER.audience}/other` }), 'AUTH_TOKEN_INVALID'],
    ['no audience', () => good({ aud: undefined }), 'AUTH_TOKEN_INVALID'],
    ['an issuer nobody trusts', () => good({ iss: 'https://elsewhere.example' }), 'AUTH_TOKEN_INVALID'],
    ['the demo\'s issuer under the partner\'s key', () => token({ alg: 'RS256', kid: 'rsa-1' }, claims({ iss: DEMO_ISSUER, aud: DEMO_AUDIENCE }), RSA.privateKey), 'AUTH_TOKEN_INVALID'],
    ['a key nobody knows', () => token({ alg: 'RS256', kid: 'rsa-9' }, claims(), RSA.privateKey), 'AUTH_TOKEN_INVALID'],
    ['the key of a stranger', () => demo({ alg: 'EdDSA' }, STRANGER.privateKey), 'AUTH_TOKEN_INVALID'],
    ['a key that it brings itself', () => token({ alg: 'RS256', jwk: FOREIGN.publicKey.export({ format: 'jwk' }) }, claims(), FOREIGN.privateKey), 'AUTH_TOKEN_INVALID'],
    ['a changed claim', () => { const [head, , tail] = good().split('.'); return `${head}.${segment(claims({ role: 'COUNTY_WORKER' }))}.${tail}`; }, 'AUTH_TOKEN_INVALID'],
    ['an expiry that is past', () => good({ exp: SECONDS - 61 }), 'AUTH_TOKEN_EXPIRED'],
    ['no expiry', () => good({ exp: undefined }), 'AUTH_CLAIM_INVALID'],
    ['a beginning that is yet to come', () => good({ nbf: SECONDS + 120 }), 'AUTH_TOKEN_EXPIRED'],
    ['a role that no token may claim', () => good({ role: 'OTHER_COUNTY_WORKER' }), 'AUTH_CLAIM_INVALID'],
    ['a role that its agency does not have', () => good({ role: 'LAW_ENFORCEMENT' }), 'AUTH_CLAIM_INVALID'],
    ['the county of another', () => good({ county: '33' }), 'AUTH_CLAIM_INVALID'],
    ['no purposes', () => good({ purposes: [] }), 'AUTH_CLAIM_INVALID'],
    ['privileges of CWS/CMS for a clinician', () => good({ privileges: ['SEALED'] }), 'AUTH_CLAIM_INVALID'],
    ['no form', () => CANARY, 'AUTH_TOKEN_INVALID'],
  ])('with %s is 401 with a challenge, and nothing is read', async (_, made, code) => {
    const { status, body, headers } = await asked(`Bearer ${made()}`);
    expect([status, body.data ?? null, body.errors?.map(({ extensions }) => extensions.code)]).toEqual([401, null, [code]]);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer realm="csec-gateway", error="invalid_token", error_description="[A-Za-z .]+"$/);
  });

  it('is asked for where there is none, or another scheme', async () => {
    for (const authorization of [null, 'Basic Y2FuYXJ5', '']) {
      const { status, body, headers } = await asked(authorization);
      expect([status, body.errors?.[0]?.extensions.code, headers.get('www-authenticate')]).toEqual([401, 'AUTH_TOKEN_MISSING', 'Bearer realm="csec-gateway"']);
    }
  });

  it('of an agency that is not known here is 403', async () => {
    const { status, body, headers } = await asked(`Bearer ${good({ agency_id: '00000000-0000-4000-8000-00000000dead' })}`);
    expect([status, body.errors?.[0]?.extensions, headers.get('www-authenticate')]).toEqual([403, { code: 'AUTH_AGENCY_UNKNOWN', details: { claims: ['agency_id'] } }, null]);
  });
});

describe('the purpose of use', () => {
  it.each([
    ['is missing', null, {}, 400, { code: 'AUTH_PURPOSE_MISSING', details: { header: 'x-purpose-of-use' } }],
    ['is none of the list', CANARY, {}, 400, { code: 'AUTH_PURPOSE_UNKNOWN', details: { header: 'x-purpose-of-use' } }],
    ['is two', 'TREATMENT, CARE_COORDINATION', {}, 400, { code: 'AUTH_PURPOSE_UNKNOWN', details: { header: 'x-purpose-of-use' } }],
    ['is outside the token', 'CASE_MANAGEMENT', { purposes: ['TREATMENT'] }, 403, { code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound: 'TOKEN' } }],
    ['is outside the role', 'INVESTIGATION', { purposes: ['INVESTIGATION'] }, 403, { code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound: 'ROLE' } }],
    ['is outside the agreement', 'TREATMENT', { agency_id: AGENCY.lapsed }, 403, { code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound: 'AGREEMENT' } }],
  ])('that %s is refused before anything is read', async (_, purpose, changes, status, extensions) => {
    const answer = await asked(`Bearer ${good(changes)}`, purpose);
    expect([answer.status, answer.body.data ?? null, answer.body.errors?.map((error) => error.extensions)]).toEqual([status, null, [extensions]]);
    expect(answer.headers.get('www-authenticate')).toBeNull();
  });

  it('may be written as HL7 has it', async () => {
    expect((await asked(`Bearer ${good()}`, 'TREAT')).body.data).toEqual({ case: { youth: { firstName: 'A-First' } } });
  });

  it('for which a token may not be used opens nothing, though another would', async () => {
    const emergency = await asked(`Bearer ${good()}`, 'EMERGENCY_TREATMENT');
    expect(emergency.text).toBe('{"data":{"case":null},"extensions":{}}\n');
  });
});
