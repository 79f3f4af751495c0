import { chmod, mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authenticate } from '../../src/auth/authenticate.js';
import { demoClaims } from '../../src/auth/demo-claims.js';
import { DEMO_AGENCIES, DEMO_AGREEMENTS, DEMO_PERSONAS, demoPersona } from '../../src/auth/demo-identities.js';
import { DEMO_KEY_FILE, openDemoIssuer } from '../../src/auth/demo-issuer.js';
import { DEMO_ISSUER } from '../../src/auth/issuer-settings.js';
import { identifyCaller } from '../../src/auth/identify-caller.js';
import { openIssuers } from '../../src/auth/issuers.js';
import { isUuid } from '../../src/kernel/ids.js';
import { CLOCK, forge, goodClaims, jwkOf, refusalOf, ED } from './forge.js';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'demo-issuer-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (place = folder, production = false) => openDemoIssuer({ folder: place, production, clock: CLOCK });

describe('the demo issuer', () => {
  it('makes its key once, for its owner\'s eyes only, and leaves nothing else behind', async () => {
    const first = await open();
    const path = join(folder, DEMO_KEY_FILE);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    expect(await readdir(folder)).toEqual([DEMO_KEY_FILE]);
    expect((await open()).settings).toEqual(first.settings);
  });

  it('makes the folder when it is not there', async () => {
    const deep = join(folder, 'a', 'b');
    await open(deep);
    expect(await readdir(deep)).toEqual([DEMO_KEY_FILE]);
  });

  it('ends with one key when several open it at once', async () => {
    const opened = await Promise.all(Array.from({ length: 8 }, () => open()));
    expect(new Set(opened.map((issuer) => JSON.stringify(issuer.settings))).size).toBe(1);
    expect(await readdir(folder)).toEqual([DEMO_KEY_FILE]);
  });

  it('takes the key file back from other eyes', async () => {
    await open();
    await chmod(join(folder, DEMO_KEY_FILE), 0o644);
    await open();
    expect((await stat(join(folder, DEMO_KEY_FILE))).mode & 0o777).toBe(0o600);
  });

  it('does not exist in production, and touches no folder there', async () => {
    expect(await refusalOf(() => open(join(folder, 'untouched'), true))).toEqual({ code: 'CONFIG_INVALID', details: { settings: ['NODE_ENV'] } });
    expect(await readdir(folder)).toEqual([]);
  });

  it('refuses a key file that is broken, or is not its own, and keeps it', async () => {
    for (const text of ['', '{', '{"kty":"oct","k":"AAAA"}', JSON.stringify(jwkOf(ED.publicKey, 'x'))]) {
      await writeFile(join(folder, DEMO_KEY_FILE), text);
      expect(await refusalOf(() => open())).toEqual({ code: 'CONFIG_INVALID', details: { file: DEMO_KEY_FILE } });
      expect(await readFile(join(folder, DEMO_KEY_FILE), 'utf8')).toBe(text);
    }
  });

  it('tells the gateway the public half only', async () => {
    const { settings } = await open();
    const { d } = JSON.parse(await readFile(join(folder, DEMO_KEY_FILE), 'utf8')) as { d: string };
    expect(JSON.stringify(settings)).not.toContain(d);
  });

  it('is trusted for what it signed and not for what another key did', async () => {
    const issuer = await open();
    const issuers = openIssuers([issuer.settings], CLOCK);
    const token = await issuer.sign(demoClaims({ as: 'provider' }), 600);
    expect(await authenticate({ authorization: `Bearer ${token}` }, issuers, CLOCK)).toEqual({
      issuer: DEMO_ISSUER, issuedAt: '2026-03-02T18:00:00.000Z', expiresAt: '2026-03-02T18:10:00.000Z',
      claims: {
        personId: demoPersona('provider').personId, agencyId: demoPersona('provider').agencyId, role: 'PROVIDER', county: '19',
        credential: 'VERIFIED', staffKey: null, privileges: [], purposes: ['SERVICES', 'CARE_COORDINATION', 'CASE_MANAGEMENT', 'MDT'],
        tokenId: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      },
    });
    const forged = forge({ header: { alg: 'EdDSA' }, claims: goodClaims({ iss: DEMO_ISSUER }), key: ED.privateKey });
    expect((await refusalOf(() => authenticate({ authorization: `Bearer ${forged}` }, issuers, CLOCK))).details).toEqual({ check: 'SIGNATURE' });
  });
});

describe('the demo\'s identities', () => {
  const directory = {
    agencyWithAgreements: async (id: string) => {
      const agency = DEMO_AGENCIES.find((one) => one.id === id);
      return agency === undefined ? null : { agency, agreements: DEMO_AGREEMENTS.filter((one) => one.agencyId === id) };
    },
  };

  async function identify(token: string, purpose: string, issuer: Awaited<ReturnType<typeof open>>) {
    const headers = { authorization: `Bearer ${token}`, 'x-purpose-of-use': purpose };
    return (await identifyCaller({ headers, requestId: 'r', channel: 'QUERY' }, { issuers: openIssuers([issuer.settings], CLOCK), directory, clock: CLOCK })).context;
  }

  it('have distinct ids that are UUIDs, and names that say they are synthetic', () => {
    const ids = [...DEMO_AGENCIES, ...DEMO_AGREEMENTS].map((one) => one.id).concat(DEMO_PERSONAS.map((one) => one.personId));
    expect(ids.filter((id) => !isUuid(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect([...DEMO_AGENCIES.map((one) => one.name), ...DEMO_PERSONAS.map((one) => one.displayName)].filter((name) => !/^Demo .*\(synthetic\)$/.test(name))).toEqual([]);
  });

  it('never change', () => {
    expect(DEMO_PERSONAS.map(({ as, personId, agencyId }) => [as, personId, agencyId])).toEqual([
      ['county-worker', 'de300000-0019-4000-8000-c00000000001', 'de300000-0019-4000-8000-a00000000001'],
      ['mental-health', 'de300000-0019-4000-8000-c00000000002', 'de300000-0019-4000-8000-a00000000002'],
      ['law-enforcement', 'de300000-0019-4000-8000-c00000000003', 'de300000-0019-4000-8000-a00000000003'],
      ['provider', 'de300000-0019-4000-8000-c00000000004', 'de300000-0019-4000-8000-a00000000004'],
      ['mdt-member', 'de300000-0019-4000-8000-c00000000005', 'de300000-0019-4000-8000-a00000000005'],
      ['county-it', 'de300000-0019-4000-8000-c00000000006', 'de300000-0019-4000-8000-a00000000001'],
      ['state-analyst', 'de300000-0099-4000-8000-c00000000007', 'de300000-0099-4000-8000-a00000000008'],
    ]);
  });

  it('let every persona in for each purpose that is both the role\'s and agreed', async () => {
    const issuer = await open();
    for (const persona of DEMO_PERSONAS) {
      const token = await issuer.sign(demoClaims({ as: persona.as }), 600);
      for (const purpose of persona.purposes) {
        const { caller } = await identify(token, purpose, issuer);
        expect([caller.personId, caller.role, caller.county, caller.privileges]).toEqual([persona.personId, persona.role, persona.role === 'STATE' ? '99' : '19', persona.privileges]);
      }
    }
  });

  it('include a clinic whose agreement lapsed', async () => {
    const issuer = await open();
    const lapsed = DEMO_AGENCIES.find((agency) => agency.name.includes('lapsed'))!;
    const token = await issuer.sign(demoClaims({ as: 'mental-health', agencyId: lapsed.id }), 600);
    expect(await refusalOf(() => identify(token, 'TREATMENT', issuer))).toEqual({ code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound: 'AGREEMENT' } });
  });

  it('include workers of a neighbour county and of the State', async () => {
    const issuer = await open();
    for (const county of ['33', '99']) {
      const token = await issuer.sign(demoClaims({ as: 'county-worker', county, privileges: ['STATEWIDE_READ'] }), 600);
      const { caller } = await identify(token, 'CHILD_WELFARE', issuer);
      expect([caller.county, caller.privileges]).toEqual([county, ['COUNTYWIDE_READ', 'STATEWIDE_READ']]);
    }
  });
});
