import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { APPROVERS } from '../../src/law/approver.js';
import type { ReleaseApproval } from '../../src/model/release-approval.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { approverOf, asksApprovals } from '../../src/policy/counsel/approval-rows.js';
import { closedByCounty, takenFromWorkers } from '../../src/policy/counsel/county-narrowing.js';
import { idleRows } from '../../src/policy/counsel/idle-rows.js';
import { LEGAL_RETENTION, policyUnder, type PolicyFile } from '../../src/policy/counsel/policy-file.js';
import { decide } from '../../src/policy/decide.js';
import { explain } from '../../src/policy/explain.js';
import type { Facts } from '../../src/policy/facts.js';
import { remedyFor, statedReason } from '../../src/policy/remedies.js';
import { report } from './documents-on-file.js';
import { agency, asking, consentFor, facts, refusal } from './people.js';
import { cellOf } from './released.js';

const FILE: PolicyFile = {
  format: 1, county: '19', edition: '1', effectiveOn: localDate('2026-02-01'), counsel: null, settings: {}, suspend: [], withhold: [], retention: LEGAL_RETENTION,
  approve: [{
    id: 'COUNTY.HEALTH_AFTER_APPROVAL', categories: ['MENTAL_HEALTH', 'CSEC_STATUS'], roles: ['PROVIDER', 'LAW_ENFORCEMENT', 'YOUTH'], by: 'PRIVACY_OFFICER',
    plain: 'Approved first.', authorities: ['WIC_10850'],
  }],
};
const POLICY = policyUnder({ file: FILE, sha256: '' });
const PLAIN = policyUnder(null);
const SHELTER = agency('COMMUNITY_PROVIDER');
const PROVIDER = asking('PROVIDER');
const ENDS = instant('2026-04-01T07:00:00Z');

const approval = (changes: Partial<ReleaseApproval> = {}): ReleaseApproval => ({
  id: 'approval-1', subjectId: facts().subject.subjectId, agencyId: SHELTER.id, personId: PROVIDER.caller.personId, role: 'PROVIDER', purpose: 'SERVICES',
  categories: ['MENTAL_HEALTH'], decision: 'APPROVED', decidedAt: instant('2026-02-20T18:00:00Z'), endsAt: ENDS, withdrawnAt: null, ...changes,
});
const consented = (changes: Partial<Facts> = {}): Facts => facts({ consents: [consentFor(SHELTER)], ...changes });
const health = (about: Facts, context: AccessContext = PROVIDER, policy = POLICY) => cellOf(decide(context, about, policy), 'MENTAL_HEALTH', 'CMIA');

describe('a category that the county lets go after approval alone', () => {
  it('is withheld until somebody approved, for that reason and by that row', () => {
    expect(health(consented(), PROVIDER, PLAIN).outcome).toBe('P');
    expect(health(consented())).toMatchObject({ outcome: 'D', reason: 'APPROVAL_REQUIRED', rules: ['COUNTY.HEALTH_AFTER_APPROVAL'], approvals: [], extent: null });
  });

  it('is released on an approval, which is named, told as a duty and ends it', () => {
    const before = health(consented(), PROVIDER, PLAIN);
    const after = health(consented({ approvals: [approval()] }));
    expect(after).toEqual({
      ...before, approvals: ['approval-1'], validUntil: ENDS, rules: expect.arrayContaining([...before.rules, 'COUNTY.HEALTH_AFTER_APPROVAL']),
      obligations: expect.arrayContaining([...before.obligations, 'HUMAN_APPROVAL']), authorities: expect.arrayContaining([...before.authorities]),
    });
    expect(decide(PROVIDER, consented({ approvals: [approval()] }), POLICY).permits('MENTAL_HEALTH', 'MINIMUM', 'CMIA')).toBe(true);
  });

  it('leaves every other category as it is, and names the approval in none', () => {
    const [plain, approved] = [decide(PROVIDER, consented(), PLAIN), decide(PROVIDER, consented({ approvals: [approval()] }), POLICY)];
    const others = (cells: typeof plain.cells) => cells.filter(({ category }) => category !== 'MENTAL_HEALTH' && category !== 'CSEC_STATUS');
    expect(others(approved.cells)).toEqual(others(plain.cells));
    expect(others(approved.cells).some(({ outcome }) => outcome === 'P')).toBe(true);
    expect(cellOf(approved, 'CSEC_STATUS')).toMatchObject({ outcome: 'D', reason: 'APPROVAL_REQUIRED' });
  });

  it.each<[string, Partial<ReleaseApproval>]>([
    ['of another youth', { subjectId: 'another' }], ['to another agency', { agencyId: 'another' }], ['to another person', { personId: 'another' }],
    ['in another role', { role: 'MENTAL_HEALTH' }], ['for another purpose', { purpose: 'TREATMENT' }], ['of another category', { categories: ['CSEC_STATUS'] }],
    ['that was refused', { decision: 'REFUSED' }], ['that nobody has given', { decision: null, decidedAt: null, endsAt: null }],
    ['given later', { decidedAt: instant('2026-03-01T20:00:00.001Z') }], ['that ended at this moment', { endsAt: PROVIDER.asOf }],
    ['without an end', { endsAt: null }], ['withdrawn at this moment', { withdrawnAt: PROVIDER.asOf }],
  ])('is not released on an approval %s', (_, changes) => {
    expect(health(consented({ approvals: [approval(changes)] }))).toMatchObject({ outcome: 'D', reason: 'APPROVAL_REQUIRED' });
  });

  it('is released until the last of several approvals ends', () => {
    const several = [approval(), approval({ id: 'approval-2', endsAt: instant('2026-05-01T07:00:00Z') })];
    expect(health(consented({ approvals: several }))).toMatchObject({ approvals: ['approval-1', 'approval-2'], validUntil: '2026-05-01T07:00:00.000Z' });
  });

  it('is not opened by an approval where no basis opens it, nor against a refusal', () => {
    expect(health(facts({ approvals: [approval()] }))).toMatchObject({ outcome: 'D', reason: 'NO_BASIS' });
    const refused = consented({ consents: [consentFor(SHELTER), refusal({ categories: ['MENTAL_HEALTH'] })], approvals: [approval()] });
    expect(health(refused)).toMatchObject({ outcome: 'D', reason: 'SUBJECT_RESTRICTION' });
  });

  it('is decided for whom it was approved, whatever was decided of one alike before', () => {
    const about = consented({ approvals: [approval()] });
    const other = asking('PROVIDER', { who: { personId: 'another' } });
    expect([health(consented()), health(about), health(about, other), health(about), health(consented())].map(({ outcome }) => outcome)).toEqual(['D', 'P', 'D', 'P', 'D']);
  });

  it('goes without approval where law compels it', () => {
    const police = asking('LAW_ENFORCEMENT');
    const compelled = decide(police, facts({ mandates: [report(police.caller, 'PC_11166_J')] }), POLICY);
    expect(cellOf(compelled, 'CSEC_STATUS')).toMatchObject({ outcome: 'P', basis: 'MANDATE', approvals: [] });
    const [row] = POLICY.rules.filter(({ approver }) => approver !== undefined);
    expect(['MANDATE', 'COURT_ORDER', 'SELF', 'EMERGENCY'].filter((basis) => row?.when.bases?.includes(basis as 'SELF'))).toEqual([]);
    expect(row?.when.bases).toEqual(['AGENCY', 'TEAM', 'CONSENT', 'CARE_COORDINATION', 'INDEX']);
  });
});

describe('what is told of an approval that is needed', () => {
  it('is who approves, and the same whatever is on record', () => {
    expect(statedReason(POLICY, 'PROVIDER', 'MENTAL_HEALTH')).toBe('APPROVAL_REQUIRED');
    expect(statedReason(POLICY, 'MENTAL_HEALTH', 'MENTAL_HEALTH')).toBe('NO_BASIS');
    expect(remedyFor(POLICY, 'PROVIDER', 'MENTAL_HEALTH')).toContain(APPROVERS.PRIVACY_OFFICER);
    expect(remedyFor(POLICY, 'PROVIDER', 'MENTAL_HEALTH')).toContain('requestApproval');
    expect(remedyFor(POLICY, 'PROVIDER', 'LOCATION')).not.toContain('approval');
    const told = (about: Facts) => explain(PROVIDER, about, decide(PROVIDER, about, POLICY), { policy: POLICY, audience: 'CALLER' })
      .categories.filter(({ category }) => category === 'MENTAL_HEALTH');
    const none = told(facts());
    expect(none[0]).toMatchObject({ released: false, reason: 'APPROVAL_REQUIRED', rules: [] });
    expect(told(consented())).toEqual(none);
    expect(told(consented({ consents: [consentFor(SHELTER), refusal({ categories: ['MENTAL_HEALTH'] })] }))).toEqual(none);
    expect(told(facts({ approvals: [approval()] }))).toEqual(none);
  });

  it('is not said where nothing would open it after all', () => {
    const closed = policyUnder({ sha256: '', file: { ...FILE, withhold: [{ id: 'COUNTY.NONE', categories: ['MENTAL_HEALTH'], roles: ['PROVIDER'], plain: 'None.', authorities: ['WIC_827'] }] } });
    expect(statedReason(closed, 'PROVIDER', 'MENTAL_HEALTH')).toBe('NOT_RULED');
  });
});

describe('the rows of a county\'s policy that ask an approval', () => {
  it('name who approves, and are looked up only where there are any', () => {
    expect([asksApprovals(POLICY), asksApprovals(PLAIN)]).toEqual([true, false]);
    expect([approverOf(POLICY, 'MENTAL_HEALTH', 'PROVIDER'), approverOf(POLICY, 'MENTAL_HEALTH', 'COURT'), approverOf(POLICY, 'LOCATION', 'PROVIDER')])
      .toEqual(['PRIVACY_OFFICER', null, null]);
  });

  it('close no way of opening, take filters from workers, and are told when they bind nothing', () => {
    const rule = POLICY.rules.find(({ id }) => id === 'C.CSP.RECORD')!;
    expect(closedByCounty(POLICY, rule, 'CSEC_STATUS', 'PROVIDER')).toBe(false);
    const workers = policyUnder({ sha256: '', file: { ...FILE, approve: [{ ...FILE.approve[0]!, roles: ['COUNTY_WORKER'] }] } });
    expect([takenFromWorkers(workers, 'CSEC_STATUS', 'CASE_MANAGEMENT'), takenFromWorkers(POLICY, 'CSEC_STATUS', 'CASE_MANAGEMENT')]).toEqual([true, false]);
    expect(idleRows({ ...FILE, approve: [...FILE.approve, { ...FILE.approve[0]!, id: 'COUNTY.IDLE', roles: ['FEDERAL'] }] })).toEqual(['COUNTY.IDLE']);
  });
});
