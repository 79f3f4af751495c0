import { createHmac, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { authenticate } from '../../src/auth/authenticate.js';
import type { Issuers } from '../../src/auth/issuers.js';
import {
  AGENCY, AUDIENCE, CANARY, CLOCK, EC, ED, ISSUER, NOW_SECONDS, PERSON, RSA, ecToken, edToken, forge, goodClaims, issuersOf, jwkOf,
  pemOf, refusalOf, rsaToken, segment,
} from './forge.js';

const ISSUERS = issuersOf();

function ask(token: string, issuers: Issuers = ISSUERS) {
  return authenticate({ authorization: `Bearer ${token}` }, issuers, CLOCK);
}

function refused(token: string, issuers: Issuers = ISSUERS) {
  return refusalOf(() => ask(token, issuers));
}

const invalid = (check: string) => ({ code: 'AUTH_TOKEN_INVALID', details: { check } });

describe('a token outside the scope of its issuer', () => {
  it.each([
    [{ agencies: [AGENCY], roles: ['MENTAL_HEALTH'] }, null], [{ agencies: [AGENCY.toUpperCase()] }, null], [{ roles: ['PROVIDER', 'MENTAL_HEALTH'] }, null],
    [{ agencies: [PERSON] }, invalid('ISSUER_SCOPE')], [{ roles: ['COUNTY_WORKER'] }, invalid('ISSUER_SCOPE')],
    [{ agencies: [PERSON], roles: ['MENTAL_HEALTH'] }, invalid('ISSUER_SCOPE')], [{ agencies: [AGENCY], roles: ['PROVIDER'] }, invalid('ISSUER_SCOPE')],
  ] as const)('is refused, and nothing else is: %j', async (scope, refusal) => {
    const issuers = issuersOf(scope as never);
    if (refusal === null) expect((await ask(edToken(), issuers)).claims.agencyId).toBe(AGENCY);
    else expect(await refused(edToken(), issuers)).toEqual(refusal);
  });
});

describe('a good token', () => {
  it.each([
    ['RS256', rsaToken()], ['ES256', ecToken()], ['EdDSA', edToken()],
    ['RS256 with its kid', rsaToken(goodClaims(), { kid: 'rsa-1' })],
    ['ES256 with its kid', ecToken(goodClaims(), { kid: 'ec-1' })],
    ['EdDSA with its kid', edToken(goodClaims(), { kid: 'ed-1' })],
    ['the type of RFC 9068', edToken(goodClaims(), { typ: 'at+jwt' })],
    ['several audiences', edToken(goodClaims({ aud: ['https://other.example', AUDIENCE] }))],
  ])('is verified and read whole: %s', async (_, token) => {
    expect(await ask(token)).toEqual({
      issuer: ISSUER,
      issuedAt: '2026-03-02T17:59:00.000Z',
      expiresAt: '2026-03-02T18:10:00.000Z',
      claims: {
        personId: PERSON, agencyId: AGENCY, role: 'MENTAL_HEALTH', county: '19', credential: 'VERIFIED', staffKey: null,
        privileges: [], purposes: ['TREATMENT', 'CARE_COORDINATION'], tokenId: 'token-1',
      },
    });
  });

  it('is verified with one PEM key, whatever kid it names', async () => {
    const issuers = issuersOf({ algorithms: ['RS256'], keys: { kind: 'static', jwks: pemOf(RSA.publicKey) } });
    expect((await ask(rsaToken(goodClaims(), { kid: 'anything' }), issuers)).claims.personId).toBe(PERSON);
  });

  it('is taken under any spelling of the scheme', async () => {
    expect((await authenticate({ authorization: `bEaReR   ${edToken()}` }, ISSUERS, CLOCK)).issuer).toBe(ISSUER);
  });
});

describe('the algorithm', () => {
  const unsigned = `${segment({ alg: 'none' })}.${segment(goodClaims())}.`;

  it.each([
    ['none', unsigned],
    ['nOnE', `${segment({ alg: 'nOnE' })}.${segment(goodClaims())}.`],
    ['none with a signature', `${segment({ alg: 'none' })}.${segment(goodClaims())}.${edToken().split('.')[2]}`],
    ['RS512', forge({ header: { alg: 'RS512' }, key: RSA.privateKey })],
    ['PS256', forge({ header: { alg: 'PS256' }, key: RSA.privateKey })],
    ['ES384', forge({ header: { alg: 'ES384' }, key: EC.privateKey })],
  ])('%s is refused', async (_, token) => {
    expect(await refused(token)).toEqual(invalid('ALGORITHM'));
  });

  it.each([
    ['the RSA key\'s PEM', pemOf(RSA.publicKey)],
    ['the EC key\'s PEM', pemOf(EC.publicKey)],
    ['the RSA key\'s JWK', JSON.stringify(jwkOf(RSA.publicKey, 'rsa-1'))],
  ])('HS256 with %s as the secret is refused', async (_, secret) => {
    for (const alg of ['HS256', 'HS384', 'HS512']) expect(await refused(forge({ header: { alg }, key: secret }))).toEqual(invalid('ALGORITHM'));
    const pinned = issuersOf({ algorithms: ['RS256'], keys: { kind: 'static', jwks: pemOf(RSA.publicKey) } });
    expect(await refused(forge({ header: { alg: 'HS256' }, key: secret }), pinned)).toEqual(invalid('ALGORITHM'));
  });

  it('a public key used as an HMAC secret is refused under every asymmetric name', async () => {
    for (const alg of ['RS256', 'ES256', 'EdDSA']) {
      const input = `${segment({ alg })}.${segment(goodClaims())}`;
      const token = `${input}.${createHmac('sha256', pemOf(RSA.publicKey)).update(input).digest('base64url')}`;
      expect(await refused(token)).toEqual(invalid('SIGNATURE'));
    }
  });

  it('is pinned to the issuer: an honest RS256 token is refused by an issuer of ES256', async () => {
    const ecOnly = issuersOf({ algorithms: ['ES256'], keys: { kind: 'static', jwks: [jwkOf(EC.publicKey, 'ec-1')] } });
    expect(await refused(rsaToken(), ecOnly)).toEqual(invalid('ALGORITHM'));
    expect(await refused(edToken(), ecOnly)).toEqual(invalid('ALGORITHM'));
  });

  it('must be that of the key: a kid of another type is refused', async () => {
    expect(await refused(rsaToken(goodClaims(), { kid: 'ec-1' }))).toEqual(invalid('KEY'));
    expect(await refused(ecToken(goodClaims(), { kid: 'rsa-1' }))).toEqual(invalid('KEY'));
    expect(await refused(edToken(goodClaims(), { kid: 'ec-1' }))).toEqual(invalid('KEY'));
  });
});

describe('the key', () => {
  const strangers = { rsa: generateKeyPairSync('rsa', { modulusLength: 2048 }), ec: generateKeyPairSync('ec', { namedCurve: 'P-256' }), ed: generateKeyPairSync('ed25519') };

  it.each([
    ['RS256', strangers.rsa.privateKey], ['ES256', strangers.ec.privateKey], ['EdDSA', strangers.ed.privateKey],
  ])('of a stranger is refused: %s', async (alg, key) => {
    expect(await refused(forge({ header: { alg }, key }))).toEqual(invalid('SIGNATURE'));
  });

  it('of an unknown kid is refused, also when the signature is good', async () => {
    expect(await refused(edToken(goodClaims(), { kid: CANARY }))).toEqual(invalid('KEY'));
  });

  it('of another key of the same type is refused by its kid', async () => {
    const two = issuersOf({ algorithms: ['EdDSA'], keys: { kind: 'static', jwks: [jwkOf(ED.publicKey, 'ed-1'), jwkOf(strangers.ed.publicKey, 'ed-2')] } });
    expect(await refused(edToken(goodClaims(), { kid: 'ed-2' }), two)).toEqual(invalid('SIGNATURE'));
    expect(await refused(edToken(), two)).toEqual(invalid('KEY'));
    expect((await ask(edToken(goodClaims(), { kid: 'ed-1' }), two)).claims.personId).toBe(PERSON);
  });

  it('brought along in the header is never used', async () => {
    const own = jwkOf(strangers.ed.publicKey, 'mine');
    for (const header of [{ jwk: own }, { jku: `http://127.0.0.1:9/${CANARY}` }, { x5u: 'http://127.0.0.1:9/' }, { x5c: ['AAAA'] }]) {
      expect(await refused(forge({ header: { alg: 'EdDSA', ...header }, key: strangers.ed.privateKey }))).toEqual(invalid('SIGNATURE'));
      expect((await ask(edToken(goodClaims(), header))).claims.personId).toBe(PERSON);
    }
  });

  it('of an all-zero signature is refused', async () => {
    for (const [alg, bytes] of [['ES256', 64], ['EdDSA', 64], ['RS256', 256]] as const) {
      const token = `${segment({ alg })}.${segment(goodClaims())}.${Buffer.alloc(bytes).toString('base64url')}`;
      expect(await refused(token)).toEqual(invalid('SIGNATURE'));
    }
  });
});

describe('the token', () => {
  it('is refused when its payload was changed after signing', async () => {
    for (const token of [rsaToken(), ecToken(), edToken()]) {
      const [head, , signature] = token.split('.');
      const forged = `${head}.${segment(goodClaims({ role: 'COUNTY_WORKER', privileges: ['SEALED'] }))}.${signature}`;
      expect(await refused(forged)).toEqual(invalid('SIGNATURE'));
    }
  });

  it('is refused without its signature', async () => {
    for (const token of [rsaToken(), ecToken(), edToken()]) {
      expect(await refused(token.slice(0, token.lastIndexOf('.') + 1))).toEqual(invalid('SIGNATURE'));
    }
  });

  it.each([
    ['of an unknown issuer', goodClaims({ iss: `https://${CANARY}.example` }), 'ISSUER'],
    ['of an issuer that differs by a slash', goodClaims({ iss: `${ISSUER}/` }), 'ISSUER'],
    ['of an issuer in capitals', goodClaims({ iss: ISSUER.toUpperCase() }), 'ISSUER'],
    ['of a list of issuers', goodClaims({ iss: [ISSUER] }), 'ISSUER'],
    ['of no issuer', goodClaims({ iss: undefined }), 'ISSUER'],
    ['for another audience', goodClaims({ aud: CANARY }), 'AUDIENCE'],
    ['for other audiences', goodClaims({ aud: [CANARY, `${AUDIENCE}/graphql`] }), 'AUDIENCE'],
    ['for no audience', goodClaims({ aud: undefined }), 'AUDIENCE'],
    ['for an audience inside an object', goodClaims({ aud: { 0: AUDIENCE } }), 'AUDIENCE'],
  ])('is refused %s', async (_, claims, check) => {
    expect(await refused(edToken(claims))).toEqual(invalid(check));
  });

  it.each([
    ['a critical extension', { crit: ['exp'], exp: 1 }], ['an unencoded payload', { crit: ['b64'], b64: false }],
    ['an empty list of extensions', { crit: [] }], ['the type of an id token', { typ: 'id_token+jwt' }],
    ['the type of a logout token', { typ: 'logout+jwt' }], ['a type that is no text', { typ: 7 }],
    ['a kid that is no text', { kid: { $ne: null } }], ['an empty kid', { kid: '' }], ['an endless kid', { kid: 'k'.repeat(257) }],
  ])('is refused with %s', async (_, header) => {
    expect(await refused(edToken(goodClaims(), header))).toEqual(invalid('HEADER'));
  });

  it('is refused unread beyond 8192 characters', async () => {
    expect(await refused(edToken(goodClaims({ note: 'x'.repeat(8192) })))).toEqual(invalid('SIZE'));
  });

  it.each([
    ['two parts', 'abc.def'], ['five parts, as an encrypted token has', 'a.b.c.d.e'], ['a blank inside', 'abc.def. ghi'],
    ['padding', `${edToken()}=`], ['a header that is not JSON', `${Buffer.from('{').toString('base64url')}.e30.AA`],
    ['a header that is a list', `${segment([])}.e30.AA`],
    ['a payload that is a number', `${segment({ alg: 'EdDSA' })}.${segment(7)}.AA`],
    ['a payload that is not UTF-8', `${segment({ alg: 'EdDSA' })}.${Buffer.from([0x7b, 0xff, 0x7d]).toString('base64url')}.AA`],
  ])('is refused with %s', async (_, token) => {
    expect(await refused(token)).toEqual(invalid('FORMAT'));
  });

  it('is refused when its JSON leans on the prototype', async () => {
    const claims = JSON.parse(`{"__proto__": ${JSON.stringify(goodClaims())}}`) as Record<string, unknown>;
    expect(await refused(edToken(claims))).toEqual(invalid('ISSUER'));
  });

  it('names the claims that are missing only after its signature is verified', async () => {
    const poor = { iss: ISSUER, aud: AUDIENCE, exp: NOW_SECONDS + 60, iat: NOW_SECONDS };
    expect(await refused(edToken(poor))).toEqual({ code: 'AUTH_CLAIM_INVALID', details: { claims: ['agency_id', 'purposes', 'role', 'sub'] } });
    expect(await refused(forge({ header: { alg: 'EdDSA' }, claims: poor, key: generateKeyPairSync('ed25519').privateKey }))).toEqual(invalid('SIGNATURE'));
  });
});
