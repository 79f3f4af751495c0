import { describe, expect, it } from 'vitest';
import { authenticate } from '../../src/auth/authenticate.js';
import { tokenTimes } from '../../src/auth/token-times.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { plusSeconds } from '../../src/kernel/dates.js';
import { CANARY, CLOCK, NOW, NOW_SECONDS, ecToken, edToken, goodClaims, issuersOf, refusalOf, rsaToken } from './forge.js';

const BOUNDS = { clockSkewSeconds: 60, maxLifetimeSeconds: 12 * 3600 };

function refused(claims: Readonly<Record<string, unknown>>, bounds = BOUNDS) {
  return refusalOf(() => tokenTimes(claims, bounds, NOW));
}

const outOfTime = (claim: string) => ({ code: 'AUTH_TOKEN_EXPIRED', details: { claims: [claim] } });
const badClaims = (...claims: string[]) => ({ code: 'AUTH_CLAIM_INVALID', details: { claims } });

describe('expiry', () => {
  it('counts until 60 seconds of skew have passed, and not at the 60th', async () => {
    expect(tokenTimes({ exp: NOW_SECONDS - 59 }, BOUNDS, NOW)).toEqual({ issuedAt: null, expiresAt: '2026-03-02T17:59:01.000Z' });
    expect(await refused({ exp: NOW_SECONDS - 60 })).toEqual(outOfTime('exp'));
    expect(await refused({ exp: NOW_SECONDS - 61 })).toEqual(outOfTime('exp'));
  });

  it('counts to the second where the issuer allows no skew', async () => {
    const exact = { ...BOUNDS, clockSkewSeconds: 0 };
    expect(tokenTimes({ exp: NOW_SECONDS + 1 }, exact, NOW).expiresAt).toBe('2026-03-02T18:00:01.000Z');
    expect(await refused({ exp: NOW_SECONDS }, exact)).toEqual(outOfTime('exp'));
  });

  it('must be stated, as a number', async () => {
    for (const exp of [undefined, null, String(NOW_SECONDS + 60), CANARY, -1, 1e300, true]) {
      expect(await refused({ exp })).toEqual(badClaims('exp'));
    }
  });
});

describe('not before, and issued at', () => {
  it('may lie 60 seconds ahead and not 61', async () => {
    for (const claim of ['nbf', 'iat']) {
      expect(tokenTimes({ exp: NOW_SECONDS + 600, [claim]: NOW_SECONDS + 60 }, BOUNDS, NOW).expiresAt).toBe('2026-03-02T18:10:00.000Z');
      expect(await refused({ exp: NOW_SECONDS + 600, [claim]: NOW_SECONDS + 61 })).toEqual(outOfTime(claim));
    }
  });

  it('must be numbers when stated', async () => {
    expect(await refused({ exp: NOW_SECONDS + 60, nbf: CANARY, iat: '1' })).toEqual(badClaims('iat', 'nbf'));
  });

  it('must not put the issue after the expiry', async () => {
    expect(await refused({ exp: NOW_SECONDS + 5, iat: NOW_SECONDS + 10 })).toEqual(badClaims('exp', 'iat'));
  });
});

describe('the lifetime', () => {
  it('is at most that of the issuer, from the issue or else from now', async () => {
    const twelveHours = 12 * 3600;
    expect(tokenTimes({ iat: NOW_SECONDS, exp: NOW_SECONDS + twelveHours }, BOUNDS, NOW)).toEqual({ issuedAt: NOW, expiresAt: '2026-03-03T06:00:00.000Z' });
    expect(await refused({ iat: NOW_SECONDS, exp: NOW_SECONDS + twelveHours + 1 })).toEqual(badClaims('exp'));
    expect(await refused({ iat: NOW_SECONDS - 60, exp: NOW_SECONDS + twelveHours })).toEqual(badClaims('exp'));
    expect(await refused({ exp: NOW_SECONDS + twelveHours + 1 })).toEqual(badClaims('exp'));
  });
});

describe('every algorithm', () => {
  it('keeps the same hours', async () => {
    const issuers = issuersOf();
    for (const sign of [rsaToken, ecToken, edToken]) {
      const ask = (claims: Record<string, unknown>, at = CLOCK) => authenticate({ authorization: `Bearer ${sign(claims)}` }, issuers, at);
      expect((await ask(goodClaims({ exp: NOW_SECONDS - 59 }))).expiresAt).toBe('2026-03-02T17:59:01.000Z');
      expect(await refusalOf(() => ask(goodClaims({ exp: NOW_SECONDS - 60, iat: NOW_SECONDS - 600 })))).toEqual(outOfTime('exp'));
      expect(await refusalOf(() => ask(goodClaims({ nbf: NOW_SECONDS + 61 })))).toEqual(outOfTime('nbf'));
      expect(await refusalOf(() => ask(goodClaims({ exp: undefined })))).toEqual(badClaims('exp'));
      expect(await refusalOf(() => ask(goodClaims(), fixedClock(plusSeconds(NOW, 660))))).toEqual(outOfTime('exp'));
    }
  });
});
