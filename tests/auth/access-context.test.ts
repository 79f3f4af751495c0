import { describe, expect, it } from 'vitest';
import { accessContextFrom, type AccessContextParts } from '../../src/auth/access-context.js';
import type { VerifiedToken } from '../../src/auth/authenticate.js';
import { callerClaims } from '../../src/auth/caller-claims.js';
import { instant, localDate } from '../../src/kernel/dates.js';
import { InvariantError } from '../../src/kernel/invariant.js';
import type { AgencyKind } from '../../src/law/agreement.js';
import type { Purpose } from '../../src/law/purpose.js';
import { admissionFor } from '../../src/policy/admission/admission.js';
import { agreement, clinic } from './agencies.js';
import { AGENCY, ISSUER, NOW, PERSON, goodClaims, refusalOf } from './forge.js';

function tokenWith(changes: Readonly<Record<string, unknown>> = {}): VerifiedToken {
  return { issuer: ISSUER, issuedAt: NOW, expiresAt: instant('2026-03-02T18:10:00Z'), claims: callerClaims(goodClaims(changes)) };
}

function partsWith(changes: Partial<AccessContextParts> = {}): AccessContextParts {
  return {
    token: tokenWith(), purposeHeader: 'TREATMENT', agency: clinic(), agreements: [agreement()], requestId: 'request-1', asOf: NOW,
    channel: 'QUERY', ...changes,
  };
}

const make = (changes: Partial<AccessContextParts> = {}) => accessContextFrom(partsWith(changes));
const refused = (changes: Partial<AccessContextParts>) => refusalOf(() => make(changes));
const notAllowed = (bound: string) => ({ code: 'AUTH_PURPOSE_NOT_ALLOWED', details: { bound } });
const badClaims = (...claims: string[]) => ({ code: 'AUTH_CLAIM_INVALID', details: { claims } });

describe('the access context', () => {
  it('holds the caller, the purpose and the moment', () => {
    expect(make()).toEqual({
      requestId: 'request-1', purpose: 'TREATMENT', allowedPurposes: ['TREATMENT'], asOf: NOW, channel: 'QUERY', agreements: [agreement()],
      caller: { personId: PERSON, agency: clinic(), role: 'MENTAL_HEALTH', county: '19', credential: 'VERIFIED', staffKey: null, privileges: [] },
    });
  });

  it('knows every purpose that could have been stated: within token, role and agreement', () => {
    const allowed = (purposes: readonly Purpose[], covered: readonly Purpose[]) =>
      make({ token: tokenWith({ purposes }), agreements: [agreement({ purposes: covered })] }).allowedPurposes;
    expect(allowed(['TREATMENT', 'MDT', 'INVESTIGATION'], ['TREATMENT', 'MDT', 'INVESTIGATION'])).toEqual(['TREATMENT', 'MDT']);
    expect(allowed(['TREATMENT', 'MDT'], ['TREATMENT', 'CARE_COORDINATION'])).toEqual(['TREATMENT']);
  });

  it('is frozen to its depth, and not what the directory handed over', () => {
    const parts = partsWith();
    const context = accessContextFrom(parts);
    const depths = [context, context.caller, context.caller.agency, context.caller.privileges, context.agreements, context.agreements[0], context.agreements[0]?.purposes];
    expect(depths.map((part) => Object.isFrozen(part))).toEqual(depths.map(() => true));
    expect([Object.isFrozen(parts.agency), Object.isFrozen(parts.agreements), Object.isFrozen(parts.agreements[0])]).toEqual([false, false, false]);
  });

  it('carries agreements that are not in force too, since validity is decided elsewhere', () => {
    const lapsed = agreement({ id: '0b5f7c52-5a1e-4c0e-9f57-0d6f6f0a0004', expiresOn: localDate('2026-01-31') });
    expect(make({ agreements: [lapsed, agreement()] }).agreements).toEqual([lapsed, agreement()]);
  });

  it('is never made of another agency than the token\'s', () => {
    expect(() => make({ agency: clinic({ id: PERSON }) })).toThrow(InvariantError);
  });
});

describe('the purpose', () => {
  it('must be stated, once, from the closed list', async () => {
    expect((await refused({ purposeHeader: undefined })).code).toBe('AUTH_PURPOSE_MISSING');
    expect((await refused({ purposeHeader: 'CURIOSITY' })).code).toBe('AUTH_PURPOSE_UNKNOWN');
    expect((await refused({ purposeHeader: ['TREATMENT', 'TREATMENT'] })).code).toBe('AUTH_PURPOSE_UNKNOWN');
  });

  it('must be among the token\'s', async () => {
    expect(await refused({ token: tokenWith({ purposes: ['COC'] }) })).toEqual(notAllowed('TOKEN'));
  });

  it('must be one that the role may state, though the token and the agreement name it', async () => {
    const agreements = [agreement({ purposes: ['INVESTIGATION', 'TREATMENT'] })];
    expect(await refused({ token: tokenWith({ purposes: ['INVESTIGATION'] }), purposeHeader: 'INVESTIGATION', agreements })).toEqual(notAllowed('ROLE'));
  });

  it('must be in an agreement', async () => {
    expect(await refused({ agreements: [] })).toEqual(notAllowed('AGREEMENT'));
    expect(await refused({ agreements: [agreement({ purposes: ['CARE_COORDINATION'] })] })).toEqual(notAllowed('AGREEMENT'));
    expect(await refused({ agreements: [agreement({ county: '33' })] })).toEqual(notAllowed('AGREEMENT'));
    expect(await refused({ agreements: [agreement({ agencyId: PERSON })] })).toEqual(notAllowed('AGREEMENT'));
  });

  it('is not patched together from an agreement of the purpose and another that is in force', async () => {
    const lapsed = agreement({ expiresOn: localDate('2026-01-31') });
    expect(await refused({ agreements: [lapsed, agreement({ purposes: ['CARE_COORDINATION'] })] })).toEqual(notAllowed('AGREEMENT'));
  });

  it('is covered until the county\'s midnight of the last day, in winter and in summer time', async () => {
    const lastDay = (day: string) => [agreement({ expiresOn: localDate(day) })];
    for (const [day, lastMinute, nextDay] of [
      ['2026-03-02', '2026-03-03T07:59:00Z', '2026-03-03T08:05:00Z'],
      ['2026-07-01', '2026-07-02T06:59:00Z', '2026-07-02T07:05:00Z'],
    ] as const) {
      expect(make({ agreements: lastDay(day), asOf: instant(lastMinute) }).purpose).toBe('TREATMENT');
      expect(await refused({ agreements: lastDay(day), asOf: instant(nextDay) })).toEqual(notAllowed('AGREEMENT'));
    }
  });

  it('is covered from the county\'s midnight of the first day', async () => {
    const agreements = [agreement({ effectiveOn: localDate('2026-03-03') })];
    expect(await refused({ agreements, asOf: instant('2026-03-03T07:59:59Z') })).toEqual(notAllowed('AGREEMENT'));
    expect(make({ agreements, asOf: instant('2026-03-03T08:00:00Z') }).purpose).toBe('TREATMENT');
  });

  it('is covered until the moment of termination, and only once signed', async () => {
    const at = (moment: string) => instant(moment);
    expect(make({ agreements: [agreement({ terminatedAt: at('2026-03-02T18:00:00.001Z') })] }).purpose).toBe('TREATMENT');
    expect(await refused({ agreements: [agreement({ terminatedAt: NOW })] })).toEqual(notAllowed('AGREEMENT'));
    expect(await refused({ agreements: [agreement({ signedAt: at('2026-03-02T18:00:00.001Z') })] })).toEqual(notAllowed('AGREEMENT'));
  });
});

describe('a request for nothing but what outlives an agreement', () => {
  const lapsed = { agreements: [agreement({ terminatedAt: NOW })] };
  const asking = { ...lapsed, asksOnlyNotices: () => true };

  it('R-62 is of a known caller without one, marked so, for whom no purpose is allowed and nobody admitted', () => {
    const context = make(asking);
    expect([context.agreementLapsed, context.allowedPurposes, Object.isFrozen(context), context.caller]).toEqual([true, [], true, make().caller]);
    for (const role of ['MENTAL_HEALTH', 'MDT_MEMBER'] as const) {
      const purpose = role === 'MDT_MEMBER' ? 'MDT' : 'TREATMENT';
      const parts = { token: tokenWith({ role, purposes: [purpose] }), purposeHeader: purpose };
      expect(admissionFor(make({ ...parts, ...asking }))).toEqual({ kind: 'nobody' });
      expect(admissionFor(make({ ...parts, agreements: [agreement({ purposes: [purpose] })] })).kind).toBe('any-of');
    }
  });

  it('changes nothing under an agreement in force, where it is not looked at', () => {
    const never = () => { throw new Error('the body was looked at'); };
    expect(make({ asksOnlyNotices: never })).toEqual(make());
    expect('agreementLapsed' in make({ asksOnlyNotices: () => true })).toBe(false);
  });

  it('is refused for every other bound as before, and where something else is asked', async () => {
    expect(await refused({ ...lapsed, asksOnlyNotices: () => false })).toEqual(notAllowed('AGREEMENT'));
    expect(await refused({ ...asking, token: tokenWith({ purposes: ['COC'] }) })).toEqual(notAllowed('TOKEN'));
    expect(await refused({ ...asking, token: tokenWith({ purposes: ['INVESTIGATION'] }), purposeHeader: 'INVESTIGATION' })).toEqual(notAllowed('ROLE'));
    const byPassword = { token: tokenWith({ role: 'MDT30_MEMBER', purposes: ['MDT'], acr: 'password' }), purposeHeader: 'MDT' };
    expect((await refused({ ...asking, ...byPassword })).code).toBe('AUTH_STEP_UP_REQUIRED');
    expect(await refused({ ...lapsed, ...byPassword })).toEqual(notAllowed('AGREEMENT'));
  });
});

describe('whom a statute alone entitles', () => {
  const asks = (kind: AgencyKind, role: string, purpose: Purpose, changes: Partial<AccessContextParts> = {}) =>
    partsWith({ token: tokenWith({ role, purposes: [purpose], county: null }), purposeHeader: purpose, agency: clinic({ kind, regimeStatus: 'NONE' }), agreements: [], ...changes });

  it.each([
    ['COURT', 'COURT', 'COURT_PROCEEDING'], ['MINORS_COUNSEL', 'MINORS_COUNSEL', 'COURT_PROCEEDING'], ['MISSING_CHILDREN_CLEARINGHOUSE', 'NCMEC', 'MISSING_CHILD'],
    ['LAW_ENFORCEMENT', 'LAW_ENFORCEMENT', 'MISSING_CHILD'], ['LAW_ENFORCEMENT', 'LAW_ENFORCEMENT', 'INVESTIGATION'],
    ['PERSON_PORTAL', 'YOUTH', 'SUBJECT_REQUEST'], ['PERSON_PORTAL', 'CAREGIVER', 'CARE_COORDINATION'],
  ] as const)('%s asks as %s for %s without an agreement', (kind, role, purpose) => {
    expect(accessContextFrom(asks(kind, role, purpose))).toMatchObject({ purpose, allowedPurposes: [purpose] });
  });

  it.each([
    ['COURT', 'MDT_MEMBER', 'MDT'], ['LAW_ENFORCEMENT', 'LAW_ENFORCEMENT', 'BREAK_GLASS'], ['LAW_ENFORCEMENT', 'MDT30_MEMBER', 'MDT'], ['PROSECUTOR', 'DISTRICT_ATTORNEY', 'COURT_PROCEEDING'],
    ['PROBATION', 'PROBATION', 'INVESTIGATION'], ['EDUCATION', 'EDUCATION', 'CARE_COORDINATION'], ['COMMUNITY_PROVIDER', 'PROVIDER', 'SERVICES'],
    ['FEDERAL', 'FEDERAL', 'MISSING_CHILD'],
  ] as const)('%s does not as %s for %s', async (kind, role, purpose) => {
    expect(await refusalOf(() => accessContextFrom(asks(kind, role, purpose)))).toEqual(notAllowed('AGREEMENT'));
  });
});

describe('a role that statute gives to a person identified in person', () => {
  const member = (acr: string) => ({ token: tokenWith({ role: 'MDT30_MEMBER', purposes: ['MDT'], acr }), purposeHeader: 'MDT', agreements: [agreement({ purposes: ['MDT'] })] });

  it('is refused to a password alone with the authentication that it needs, and to nobody before his agreement is asked for', async () => {
    expect(await refused(member('password'))).toEqual({ code: 'AUTH_STEP_UP_REQUIRED', details: { acrValues: ['verified'] } });
    expect(make(member('verified')).caller.credential).toBe('VERIFIED');
    expect(await refused({ ...member('password'), agreements: [] })).toEqual(notAllowed('AGREEMENT'));
  });
});

describe('the county\'s own child-welfare agency', () => {
  const worker = tokenWith({ role: 'COUNTY_WORKER', purposes: ['CHILD_WELFARE', 'OPERATIONS'], staff_id: '0X5', privileges: ['SENSITIVE'] });
  const county = clinic({ kind: 'CHILD_WELFARE', regimeStatus: 'NONE' });

  it('needs no agreement with itself', () => {
    expect(make({ token: worker, agency: county, agreements: [], purposeHeader: 'CHILD_WELFARE' }).caller).toEqual({
      personId: PERSON, agency: county, role: 'COUNTY_WORKER', county: '19', credential: 'VERIFIED', staffKey: '0X5', privileges: ['SENSITIVE'],
    });
  });

  it('is bound by the role all the same', async () => {
    expect(await refused({ token: worker, agency: county, agreements: [], purposeHeader: 'OPERATIONS' })).toEqual(notAllowed('ROLE'));
  });

  it('must be of a county', async () => {
    const nowhere = tokenWith({ role: 'COUNTY_WORKER', purposes: ['CHILD_WELFARE'], county: undefined });
    expect(await refused({ token: nowhere, agency: { ...county, county: null }, purposeHeader: 'CHILD_WELFARE' })).toEqual(badClaims('county'));
  });
});

describe('role and county', () => {
  it.each([
    ['COUNTY_WORKER', 'MENTAL_HEALTH'], ['COUNTY_IT', 'MENTAL_HEALTH'], ['MENTAL_HEALTH', 'COMMUNITY_PROVIDER'],
    ['MENTAL_HEALTH', 'CHILD_WELFARE'], ['LAW_ENFORCEMENT', 'PROBATION'], ['MDT_MEMBER', 'CHILD_WELFARE'], ['YOUTH', 'CHILD_WELFARE'],
  ] as const)('a %s is not of a %s agency', async (role, kind) => {
    expect(await refused({ token: tokenWith({ role, purposes: ['TREATMENT'] }), agency: clinic({ kind }) })).toEqual(badClaims('role'));
  });

  it('a team member is of any partner\'s agency', () => {
    for (const kind of ['MENTAL_HEALTH', 'LAW_ENFORCEMENT', 'PUBLIC_HEALTH', 'EDUCATION', 'COMMUNITY_PROVIDER'] as const) {
      const context = make({ token: tokenWith({ role: 'MDT_MEMBER', purposes: ['MDT'] }), agency: clinic({ kind }), agreements: [agreement({ purposes: ['MDT'] })], purposeHeader: 'MDT' });
      expect(context.caller.role).toBe('MDT_MEMBER');
    }
  });

  it('the token\'s county cannot differ from the agency\'s', async () => {
    expect(await refused({ token: tokenWith({ county: '33' }) })).toEqual(badClaims('county'));
    expect(make({ token: tokenWith({ county: undefined }) }).caller.county).toBe('19');
  });

  it('a statewide body takes the county of the token, and any county\'s agreement', () => {
    const statewide = clinic({ county: null });
    expect(make({ agency: statewide, token: tokenWith({ county: '33' }) }).caller.county).toBe('33');
    expect(make({ agency: statewide, token: tokenWith({ county: undefined }) }).caller.county).toBe(null);
  });

  it('the agency is the token\'s', () => {
    expect(make().caller.agency.id).toBe(AGENCY);
  });
});
