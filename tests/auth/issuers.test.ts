import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { faultsOfIssuers, openIssuers } from '../../src/auth/issuers.js';
import { DEMO_ISSUER } from '../../src/auth/issuer-settings.js';
import { AGENCY, AUDIENCE, CANARY, CLOCK, EC, ED, ISSUER, RSA, jwkOf, pemOf, refusalOf } from './forge.js';

const GOOD = {
  issuer: ISSUER, audience: AUDIENCE, algorithms: ['EdDSA'], keys: { kind: 'static', jwks: [jwkOf(ED.publicKey, 'ed-1')] },
};

const SCOPE = { agencies: [AGENCY], roles: ['MENTAL_HEALTH'] };

function faultsOf(changes: Readonly<Record<string, unknown>>): readonly string[] {
  return faultsOfIssuers([{ ...GOOD, ...changes }]);
}

function faultsOfKeys(jwks: unknown, algorithms: readonly string[] = ['RS256', 'ES256', 'EdDSA']): readonly string[] {
  return faultsOf({ algorithms, keys: { kind: 'static', jwks } });
}

function faultsOfAddress(url: string): readonly string[] {
  return faultsOf({ keys: { kind: 'jwks', url } });
}

describe('issuer settings', () => {
  it('are filled with their defaults', () => {
    const open = openIssuers([{ issuer: ISSUER, audience: AUDIENCE, algorithms: ['ES256'], keys: { kind: 'jwks', url: 'https://keys.example/jwks' } }], CLOCK);
    expect(open.get(ISSUER)?.settings).toEqual({
      issuer: ISSUER, audience: AUDIENCE, algorithms: ['ES256'], clockSkewSeconds: 60, maxLifetimeSeconds: 43_200,
      keys: { kind: 'jwks', url: 'https://keys.example/jwks', cacheSeconds: 600, timeoutMillis: 5_000, cooldownSeconds: 30 },
    });
  });

  it('without a fault have none', () => {
    expect(faultsOfIssuers([{ ...GOOD, ...SCOPE }, { ...GOOD, ...SCOPE, issuer: 'https://second.example' }])).toEqual([]);
    expect(faultsOfKeys(pemOf(RSA.publicKey))).toEqual([]);
    expect(faultsOfKeys([jwkOf(RSA.publicKey, 'a'), jwkOf(EC.publicKey, 'b'), jwkOf(ED.publicKey)])).toEqual([]);
  });

  it('are refused with every fault named at once, and no value', async () => {
    const bad = { issuer: '', audience: 7, algorithms: ['HS256', 'none'], keys: { kind: 'jwks', url: `http://${CANARY}.example` }, clockSkewSeconds: 61, secret: CANARY };
    const faults = faultsOfIssuers([bad]);
    expect(faults.map((fault) => fault.split(':')[0]).sort()).toEqual([
      'issuers[0]', 'issuers[0].algorithms[0]', 'issuers[0].algorithms[1]', 'issuers[0].audience', 'issuers[0].clockSkewSeconds',
      'issuers[0].issuer', 'issuers[0].keys.url',
    ]);
    expect(await refusalOf(() => openIssuers([bad as never], CLOCK))).toEqual({ code: 'CONFIG_INVALID', details: { settings: faults } });
  });

  it('name at least one issuer, and each only once', () => {
    expect(faultsOfIssuers([])).toEqual(['issuers: must name at least one issuer']);
    expect(faultsOfIssuers([{ ...GOOD, ...SCOPE }, { ...GOOD, ...SCOPE }])).toEqual(['issuers[1].issuer: repeats an earlier issuer']);
  });

  it('say for whom each of several issuers speaks, the demo\'s not counted', () => {
    const second = { ...GOOD, issuer: 'https://second.example' };
    expect(faultsOfIssuers([GOOD, { ...second, agencies: [AGENCY] }])).toEqual([
      'issuers[0].agencies: is needed where several issuers are trusted', 'issuers[0].roles: is needed where several issuers are trusted',
      'issuers[1].roles: is needed where several issuers are trusted',
    ]);
    expect(faultsOfIssuers([GOOD, { ...GOOD, issuer: DEMO_ISSUER }])).toEqual([]);
    expect(faultsOf({ agencies: [CANARY], roles: ['OTHER_COUNTY_WORKER'] }).map((fault) => fault.split(':')[0])).toEqual(['issuers[0].agencies[0]', 'issuers[0].roles[0]']);
    expect(faultsOf({ agencies: [], roles: [] }).map((fault) => fault.split(':')[0])).toEqual(['issuers[0].agencies', 'issuers[0].roles']);
  });

  it('allow a clock skew of at most 60 seconds', () => {
    expect([faultsOf({ clockSkewSeconds: 60 }).length, faultsOf({ clockSkewSeconds: 61 }).length, faultsOf({ clockSkewSeconds: -1 }).length])
      .toEqual([0, 1, 1]);
  });

  it('demand at least one pinned algorithm', () => {
    expect(faultsOf({ algorithms: [] }).map((fault) => fault.split(':')[0])).toEqual(['issuers[0].algorithms']);
  });
});

describe('addresses of key sets', () => {
  it('are https, or loopback', () => {
    for (const url of ['https://keys.example/jwks', 'http://127.0.0.1:8080/jwks', 'http://localhost/jwks', 'http://[::1]:1/jwks']) {
      expect(faultsOfAddress(url)).toEqual([]);
    }
    for (const url of ['http://keys.example/jwks', 'http://127.0.0.1.example/jwks', 'http://localhost.example/', 'file:///etc/keys', 'ftp://127.0.0.1/', 'keys', 'https://user:pass@keys.example/']) {
      expect(faultsOfAddress(url)).toEqual(['issuers[0].keys.url: must be an https address (http only on loopback)']);
    }
  });
});

describe('configured keys', () => {
  it('are public keys for signatures, of accepted types', () => {
    const weak = generateKeyPairSync('rsa', { modulusLength: 1024 });
    const wide = generateKeyPairSync('ec', { namedCurve: 'P-384' });
    const at = (sentence: string) => [`issuers[0].keys.jwks[0] ${sentence}`];
    expect(faultsOfKeys([{ kty: 'oct', k: CANARY }])).toEqual(at('is not a public key'));
    expect(faultsOfKeys([jwkOf(ED.privateKey)])).toEqual(at('is not a public key'));
    expect(faultsOfKeys([{ ...jwkOf(ED.publicKey), use: 'enc' }])).toEqual(at('is not a key for signatures'));
    expect(faultsOfKeys([{ ...jwkOf(ED.publicKey), key_ops: ['sign'] }])).toEqual(at('is not a key for verification'));
    expect(faultsOfKeys([{ ...jwkOf(ED.publicKey), kid: 7 }])).toEqual(at('has a kid that is not a text'));
    expect(faultsOfKeys([{ ...jwkOf(RSA.publicKey), alg: 'RS512' }])).toEqual(at('has an alg that its type cannot do'));
    expect(faultsOfKeys([{ kty: 'RSA', n: CANARY }])).toEqual(at('cannot be read as a key'));
    expect(faultsOfKeys([jwkOf(weak.publicKey)])).toEqual(at('is of a type, curve or length that is not accepted'));
    expect(faultsOfKeys([jwkOf(wide.publicKey)])).toEqual(at('is of a type, curve or length that is not accepted'));
    expect(faultsOfKeys([jwkOf(RSA.publicKey)], ['ES256'])).toEqual(at('fits none of the issuer\'s algorithms'));
  });

  it('have distinct kids', () => {
    expect(faultsOfKeys([jwkOf(RSA.publicKey, 'one'), jwkOf(EC.publicKey, 'one')])).toEqual(['issuers[0].keys.jwks has two keys of one kid']);
  });

  it('as PEM are public keys, not private ones and not a shared secret', () => {
    const privatePem = ED.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    for (const pem of [privatePem, CANARY]) expect(faultsOfKeys(pem)).toEqual(['issuers[0].keys.jwks is not a PEM public key']);
    expect(faultsOfKeys(`-----BEGIN PUBLIC KEY-----\n${CANARY}\n-----END PUBLIC KEY-----`)).toEqual(['issuers[0].keys.jwks cannot be read as a key']);
  });
});
