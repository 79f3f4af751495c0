import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { authenticate, type VerifiedToken } from '../../src/auth/authenticate.js';
import { DEMO_STAFF_KEY, DEMO_PERSONA_NAMES, demoPersona } from '../../src/auth/demo-identities.js';
import { openDemoIssuer } from '../../src/auth/demo-issuer.js';
import { openIssuers } from '../../src/auth/issuers.js';
import { runTokenCommand, type TokenCommandPlace } from '../../src/cli/token.js';
import { CANARY, CLOCK, PERSON } from './forge.js';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'token-command-')); });
afterEach(() => rm(folder, { recursive: true, force: true }));

async function run(argv: readonly string[], place: Partial<TokenCommandPlace> = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const print = { out: (line: string) => { out.push(line); }, err: (line: string) => { err.push(line); } };
  const code = await runTokenCommand(argv, { dataDir: folder, production: false, clock: CLOCK, print, ...place });
  return { code, out, err };
}

async function tokenOf(argv: readonly string[], place: Partial<TokenCommandPlace> = {}): Promise<VerifiedToken> {
  const { code, out } = await run(argv, place);
  expect([code, out.length]).toEqual([0, 1]);
  const { settings } = await openDemoIssuer({ folder, production: false, clock: CLOCK });
  return authenticate({ authorization: `Bearer ${out[0]}` }, openIssuers([settings], CLOCK), CLOCK);
}

describe('npm run token', () => {
  it('prints a token and nothing else on standard output, for each caller of the tour', async () => {
    for (const as of DEMO_PERSONA_NAMES) {
      const { personId, agencyId, role, privileges, purposes, staffKey } = demoPersona(as);
      expect((await tokenOf(['--as', as])).claims).toEqual({
        personId, agencyId, role, county: role === 'STATE' ? '99' : '19', credential: 'VERIFIED', staffKey, privileges, purposes,
        tokenId: expect.any(String) as string,
      });
    }
  });

  it('says on standard error how to send it', async () => {
    expect((await run(['--as', 'law-enforcement', '--purpose', 'MISSING_CHILD'])).err).toEqual([
      'Demo token for law-enforcement, good for 60 minutes. Send it as',
      '  -H "authorization: Bearer $TOKEN" -H "x-purpose-of-use: MISSING_CHILD"',
    ]);
    expect((await run(['--as', 'mdt-member', '--ttl', '5'])).err[1]).toContain('x-purpose-of-use: MDT"');
  });

  it('takes every wish into the token', async () => {
    const { claims, expiresAt } = await tokenOf([
      '--as', 'county-worker', '--county', '33', '--purpose', 'CHILD_WELFARE', '--purpose', 'csec:MDT', '--privilege', 'sensitive',
      '--privilege', 'statewide', '--person', PERSON, '--staff', '0Xz', '--ttl', '10',
    ]);
    expect(expiresAt).toBe('2026-03-02T18:10:00.000Z');
    expect(claims).toEqual({
      personId: PERSON, agencyId: 'de300000-0033-4000-8000-a00000000001', role: 'COUNTY_WORKER', county: '33', credential: 'VERIFIED',
      staffKey: '0Xz', privileges: ['COUNTYWIDE_READ', 'SENSITIVE', 'STATEWIDE_READ'], purposes: ['CHILD_WELFARE', 'MDT'],
      tokenId: expect.any(String) as string,
    });
  });

  it('gives the county worker, and nobody else, the staff id of the demo\'s seeding', async () => {
    expect((await tokenOf(['--as', 'county-worker'])).claims.staffKey).toBe(DEMO_STAFF_KEY);
    expect((await tokenOf(['--as', 'provider'])).claims.staffKey).toBe(null);
  });

  it('takes every privilege away with none', async () => {
    expect((await tokenOf(['--as', 'county-worker', '--privilege', 'none'])).claims.privileges).toEqual([]);
  });

  it('claims no county for an agency it does not know, and says so', async () => {
    const { err } = await run(['--as', 'provider', '--agency', PERSON]);
    expect(err[2]).toBe('The demo has no such agency: the gateway refuses the token until one is recorded with that id.');
    expect((await tokenOf(['--as', 'provider', '--agency', PERSON])).claims.county).toBe(null);
  });

  it.each([
    [[], 'as'], [['--as', CANARY], 'as'], [['--as', 'provider', '--county', '59'], 'county'], [['--as', 'provider', '--purpose', CANARY], 'purpose'],
    [['--as', 'provider', '--purpose', 'INVESTIGATION'], 'purpose'], [['--as', 'provider', '--privilege', 'sealed'], 'privilege'],
    [['--as', 'county-worker', '--privilege', '__proto__'], 'privilege'], [['--as', 'provider', '--agency', CANARY], 'agency'],
    [['--as', 'provider', '--person', CANARY], 'person'], [['--as', 'county-worker', '--staff', CANARY], 'staff'],
    [['--as', 'provider', '--ttl', '0'], 'ttl'], [['--as', 'provider', '--ttl', '721'], 'ttl'], [['--as', 'provider', '--ttl', 'x'], 'ttl'],
  ])('refuses %j by the option\'s name, with the usage and no token', async (argv, option) => {
    const { code, out, err } = await run(argv);
    expect([code, out, err[0]!.split(' ')[0], err[1]!.startsWith('Usage: ')]).toEqual([2, [], `--${option}`, true]);
    expect(err.join()).not.toContain(CANARY);
  });

  it('refuses options it does not know', async () => {
    for (const argv of [['--as', 'provider', '--admin'], ['provider'], ['--as']]) {
      expect(await run(argv)).toMatchObject({ code: 2, out: [] });
    }
  });

  it('does not run in production, and makes no key there', async () => {
    expect(await run(['--as', 'provider'], { production: true })).toEqual({ code: 78, out: [], err: ['The demo issuer does not exist in production.'] });
    expect(await readdir(folder)).toEqual([]);
  });
});
