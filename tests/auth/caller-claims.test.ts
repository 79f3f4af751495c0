import { describe, expect, it } from 'vitest';
import { callerClaims } from '../../src/auth/caller-claims.js';
import { AGENCY, CANARY, PERSON, goodClaims, refusalOf } from './forge.js';

function refused(changes: Readonly<Record<string, unknown>>) {
  return refusalOf(() => callerClaims(goodClaims(changes)));
}

const badClaims = (...claims: string[]) => ({ code: 'AUTH_CLAIM_INVALID', details: { claims } });

describe('callerClaims', () => {
  it('reads a county worker whole', () => {
    expect(callerClaims(goodClaims({
      role: 'COUNTY_WORKER', staff_id: '0Xz', privileges: ['SEALED', 'COUNTYWIDE_READ', 'SEALED'],
      purposes: ['csec:CHILD_WELFARE', 'CHILD_WELFARE', 'CAREMGT'],
    }))).toEqual({
      personId: PERSON, agencyId: AGENCY, role: 'COUNTY_WORKER', county: '19', credential: 'VERIFIED', staffKey: '0Xz',
      privileges: ['SEALED', 'COUNTYWIDE_READ'], purposes: ['CHILD_WELFARE', 'CASE_MANAGEMENT'], tokenId: 'token-1',
    });
  });

  it('reads what is absent as the least', () => {
    const { county, acr, jti, ...rest } = goodClaims();
    expect([county, acr, jti]).toEqual(['19', 'verified', 'token-1']);
    expect(callerClaims({ ...rest, staff_id: null, privileges: null })).toEqual({
      personId: PERSON, agencyId: AGENCY, role: 'MENTAL_HEALTH', county: null, credential: 'PASSWORD', staffKey: null, privileges: [],
      purposes: ['TREATMENT', 'CARE_COORDINATION'], tokenId: null,
    });
  });

  it('takes the credential from acr, and from amr only without it', () => {
    const strength = (acr: unknown, amr: unknown) => callerClaims(goodClaims({ acr, amr })).credential;
    expect([strength('password', ['mfa']), strength(undefined, ['pwd', 'mfa']), strength(undefined, ['pwd']), strength('verified', [])])
      .toEqual(['PASSWORD', 'VERIFIED', 'PASSWORD', 'VERIFIED']);
  });

  it.each([
    ['sub', CANARY], ['sub', `${PERSON} `], ['agency_id', CANARY], ['agency_id', 7], ['role', CANARY], ['role', 'mental_health'],
    ['role', 'OTHER_COUNTY_WORKER'], ['role', 'FORMER_YOUTH'], ['role', ['MENTAL_HEALTH']], ['county', '00'], ['county', '59'],
    ['county', '1'], ['county', '190'], ['county', 19], ['acr', CANARY], ['amr', 'mfa'], ['jti', ''], ['jti', 'j'.repeat(129)],
    ['purposes', []], ['purposes', [CANARY]], ['purposes', ['TREATMENT', CANARY]], ['purposes', 'TREATMENT'], ['purposes', undefined],
    ['privileges', [CANARY]], ['privileges', 'SEALED'],
  ])('refuses %s of %j by the claim\'s name', async (claim, value) => {
    expect(await refused({ [claim]: value })).toEqual(badClaims(claim));
  });

  it('refuses a staff id that is not three base-62 characters', async () => {
    for (const staff of ['0X', '0X55', '0X!', 'é00', '0X5\n']) {
      expect(await refused({ role: 'COUNTY_WORKER', staff_id: staff })).toEqual(badClaims('staff_id'));
    }
  });

  it('keeps staff ids apart by their case', () => {
    const staffKey = (staff: string) => callerClaims(goodClaims({ role: 'COUNTY_WORKER', staff_id: staff })).staffKey;
    expect([staffKey('aBc'), staffKey('AbC')]).toEqual(['aBc', 'AbC']);
  });

  it('refuses CWS/CMS privileges and staff ids in the token of a partner', async () => {
    expect(await refused({ privileges: ['SEALED'], staff_id: '0X5' })).toEqual(badClaims('privileges', 'staff_id'));
  });

  it('names every claim at fault at once, in order, and none of their values', async () => {
    expect(await refused({ sub: CANARY, role: CANARY, purposes: [CANARY, CANARY], county: CANARY }))
      .toEqual(badClaims('county', 'purposes', 'role', 'sub'));
  });
});
