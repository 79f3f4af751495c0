import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '../../src/auth/authenticate.js';
import { openIssuers, type Issuers } from '../../src/auth/issuers.js';
import type { RemoteKeySettings } from '../../src/auth/issuer-settings.js';
import { plusSeconds } from '../../src/kernel/dates.js';
import {
  AUDIENCE, EC, ED, ISSUER, NOW, PERSON, RSA, ecToken, edToken, forge, goodClaims, jwkOf, movableClock, refusalOf, rsaToken,
} from './forge.js';
import { startKeyServer, type KeyServer } from './key-server.js';

let server: KeyServer;
let clock: ReturnType<typeof movableClock>;

beforeEach(async () => {
  server = await startKeyServer();
  clock = movableClock(NOW);
});
afterEach(() => server.stop());

function issuersAt(changes: Partial<RemoteKeySettings> = {}): Issuers {
  const keys = { kind: 'jwks', url: server.url, cacheSeconds: 600, timeoutMillis: 2_000, cooldownSeconds: 0, ...changes } as const;
  return openIssuers([{ issuer: ISSUER, audience: AUDIENCE, algorithms: ['RS256', 'ES256', 'EdDSA'], keys }], clock);
}

async function personOf(token: string, issuers: Issuers): Promise<string> {
  return (await authenticate({ authorization: `Bearer ${token}` }, issuers, clock)).claims.personId;
}

function refused(token: string, issuers: Issuers) {
  return refusalOf(() => personOf(token, issuers));
}

const UNAVAILABLE = { code: 'AUTH_KEYS_UNAVAILABLE', details: {} };
const NO_KEY = { code: 'AUTH_TOKEN_INVALID', details: { check: 'KEY' } };

describe('a published key set', () => {
  it('is fetched once for tokens of every algorithm', async () => {
    server.serve([jwkOf(RSA.publicKey, 'rsa-1'), jwkOf(EC.publicKey, 'ec-1'), jwkOf(ED.publicKey, 'ed-1')]);
    const issuers = issuersAt();
    expect(server.asked()).toBe(0);
    const tokens = [rsaToken(goodClaims(), { kid: 'rsa-1' }), ecToken(goodClaims(), { kid: 'ec-1' }), edToken(goodClaims(), { kid: 'ed-1' })];
    expect(await Promise.all(tokens.map((token) => personOf(token, issuers)))).toEqual([PERSON, PERSON, PERSON]);
    expect(await personOf(tokens[0]!, issuers)).toBe(PERSON);
    expect(server.asked()).toBe(1);
  });

  it('is fetched again for a key id it does not yet know, after which the old key no longer counts', async () => {
    const next = generateKeyPairSync('ed25519');
    const issuers = issuersAt();
    server.serve([jwkOf(ED.publicKey, 'ed-1')]);
    expect(await personOf(edToken(goodClaims(), { kid: 'ed-1' }), issuers)).toBe(PERSON);
    server.serve([jwkOf(next.publicKey, 'ed-2')]);
    expect(await personOf(forge({ header: { alg: 'EdDSA', kid: 'ed-2' }, key: next.privateKey }), issuers)).toBe(PERSON);
    expect(await refused(edToken(goodClaims(), { kid: 'ed-1' }), issuers)).toEqual(NO_KEY);
  });

  it('is not fetched for every unknown key id while it rests', async () => {
    server.serve([jwkOf(ED.publicKey, 'ed-1')]);
    const issuers = issuersAt({ cooldownSeconds: 300 });
    expect(await personOf(edToken(goodClaims(), { kid: 'ed-1' }), issuers)).toBe(PERSON);
    for (const kid of ['a', 'b', 'c']) expect(await refused(edToken(goodClaims(), { kid }), issuers)).toEqual(NO_KEY);
    expect(server.asked()).toBe(1);
  });

  it('chooses by type as well as by id: a kid of another type is no key', async () => {
    server.serve([jwkOf(RSA.publicKey, 'one'), jwkOf(EC.publicKey, 'two')]);
    const issuers = issuersAt();
    expect(await refused(ecToken(goodClaims(), { kid: 'one' }), issuers)).toEqual(NO_KEY);
    expect(await refused(rsaToken(goodClaims(), { kid: 'two' }), issuers)).toEqual(NO_KEY);
  });

  it('must leave no doubt which key is meant', async () => {
    server.serve([jwkOf(ED.publicKey, 'ed-1'), jwkOf(generateKeyPairSync('ed25519').publicKey, 'ed-2')]);
    const issuers = issuersAt();
    expect(await refused(edToken(), issuers)).toEqual(NO_KEY);
    expect(await personOf(edToken(goodClaims(), { kid: 'ed-1' }), issuers)).toBe(PERSON);
  });

  it('with a key for encryption, or a symmetric one, has no key for a token', async () => {
    server.serve([{ ...jwkOf(ED.publicKey, 'ed-1'), use: 'enc' }, { kty: 'oct', k: 'c2VjcmV0', kid: 'shared' }]);
    const issuers = issuersAt();
    expect(await refused(edToken(goodClaims(), { kid: 'ed-1' }), issuers)).toEqual(NO_KEY);
    expect(await refused(forge({ header: { alg: 'HS256', kid: 'shared' }, key: 'secret' }), issuers))
      .toEqual({ code: 'AUTH_TOKEN_INVALID', details: { check: 'ALGORITHM' } });
  });

  it('with an RSA key of 1024 bits verifies nothing', async () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    server.serve([jwkOf(weak.publicKey, 'weak')]);
    const token = forge({ header: { alg: 'RS256', kid: 'weak' }, key: weak.privateKey });
    expect(await refused(token, issuersAt())).toEqual(NO_KEY);
  });
});

describe('an outage of the key server', () => {
  const token = edToken(goodClaims(), { kid: 'ed-1' });

  it.each<[string, Parameters<KeyServer['answerWith']>[0]]>([
    ['an error', (response) => { response.writeHead(503).end(); }],
    ['a redirect', (response) => { response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(); }],
    ['a page', (response) => { response.writeHead(200).end('<html>'); }],
    ['another document', (response) => { response.writeHead(200).end('{"keys": 7}'); }],
    ['an endless answer', (response) => { response.writeHead(200).end(`{"keys": [], "note": "${'x'.repeat(300_000)}"}`); }],
    ['a broken connection', (response) => { response.destroy(); }],
  ])('answers AUTH_KEYS_UNAVAILABLE to %s', async (_, answer) => {
    server.answerWith(answer);
    expect(await refused(token, issuersAt())).toEqual(UNAVAILABLE);
  });

  it('answers AUTH_KEYS_UNAVAILABLE to silence, at the timeout', async () => {
    server.answerWith(() => { /* no answer */ });
    expect(await refused(token, issuersAt({ timeoutMillis: 50 }))).toEqual(UNAVAILABLE);
  });

  it('answers AUTH_KEYS_UNAVAILABLE when nobody listens', async () => {
    const issuers = issuersAt();
    await server.stop();
    expect(await refused(token, issuers)).toEqual(UNAVAILABLE);
  });

  it('is met with one fetch a second, and ends when the server is back', async () => {
    const issuers = issuersAt();
    for (let ask = 0; ask < 5; ask += 1) expect(await refused(token, issuers)).toEqual(UNAVAILABLE);
    expect(server.asked()).toBe(1);
    server.serve([jwkOf(ED.publicKey, 'ed-1')]);
    clock.at = plusSeconds(NOW, 1);
    expect(await personOf(token, issuers)).toBe(PERSON);
    expect(server.asked()).toBe(2);
  });

  it('leaves known keys in use for as long as they are fresh, and accepts no unknown one', async () => {
    server.serve([jwkOf(ED.publicKey, 'ed-1')]);
    const issuers = issuersAt();
    expect(await personOf(token, issuers)).toBe(PERSON);
    server.answerWith((response) => { response.writeHead(503).end(); });
    expect(await refused(edToken(goodClaims(), { kid: 'ed-2' }), issuers)).toEqual(UNAVAILABLE);
    expect(await personOf(token, issuers)).toBe(PERSON);
  });

  it('ends the use of keys that went stale', async () => {
    server.serve([jwkOf(ED.publicKey, 'ed-1')]);
    const issuers = issuersAt({ cacheSeconds: 1 });
    expect(await personOf(token, issuers)).toBe(PERSON);
    server.answerWith((response) => { response.writeHead(503).end(); });
    // The cache of the library counts the machine's seconds.
    await new Promise((resolve) => { setTimeout(resolve, 1_050); });
    expect(await refused(token, issuers)).toEqual(UNAVAILABLE);
  });
});
