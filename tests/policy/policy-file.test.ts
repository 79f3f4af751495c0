import { describe, expect, it } from 'vitest';
import { localDate } from '../../src/kernel/dates.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import { COMPELLED_BASES, countyRules, isCompelled, LEGAL_RETENTION, policyUnder, sourceUnder, type PolicyFile, type WithheldRow } from '../../src/policy/counsel/policy-file.js';
import { IN_FORCE, type Rule } from '../../src/policy/rule.js';
import { RULES } from '../../src/policy/rules/index.js';
import { agency, asking, assignment, consentFor, facts, refusal, seat } from './people.js';
import { cellOf, decided, released } from './released.js';

const row = (changes: Partial<WithheldRow> = {}): WithheldRow =>
  ({ id: 'COUNTY.DETAIL', categories: ['EXPLOITATION_DETAIL'], roles: ['COUNTY_WORKER'], plain: 'The county keeps it closed.', authorities: ['WIC_827'], ...changes });

const file = (changes: Partial<PolicyFile> = {}): PolicyFile => ({
  format: 1, county: '19', edition: '2026-02', effectiveOn: localDate('2026-02-01'), counsel: null, settings: {}, suspend: [], withhold: [], approve: [],
  retention: LEGAL_RETENTION, ...changes,
});

const under = (changes: Partial<PolicyFile>) => policyUnder({ file: file(changes), sha256: 'ab'.repeat(32) });
const CARRIED = facts({ assignments: [assignment()] });

describe('a county\'s policy', () => {
  it('without a file is the strict reading', () => {
    const policy = policyUnder(null);
    expect([policy.version, policy.settings]).toEqual([compilePolicy().version, compilePolicy().settings]);
  });

  it('is named in the version by the hash of its file, so that every decision names it', () => {
    const policy = under({ withhold: [row()] });
    expect(policy.version).toMatch(/^2026\.1\+sha256:[0-9a-f]{16}\+file:abababababababab$/);
    expect(decided(asking('COUNTY_WORKER'), CARRIED, policy).policyVersion).toBe(policy.version);
    expect(under({}).version.split('+')[1]).not.toBe(policy.version.split('+')[1]);
  });

  it('opens what a chosen reading opens', () => {
    const about = facts({ seats: [seat(agency('PUBLIC_HEALTH'))] });
    const medical = (policy = policyUnder(null)) => cellOf(decided(asking('MDT_MEMBER'), about, policy), 'GENERAL_MEDICAL');
    expect(medical().reason).toBe('NO_BASIS');
    expect(medical(under({ settings: { teamOpensGeneralMedical: true } }))).toMatchObject({ outcome: 'P', rules: expect.arrayContaining(['R-07.MDT.MEDICAL']) });
  });

  it('does without a permission that it suspends', () => {
    const policy = under({ suspend: ['R-01.CW.RECORD'] });
    expect(cellOf(decided(asking('COUNTY_WORKER'), CARRIED), 'CASE_FACTS').outcome).toBe('P');
    expect(cellOf(decided(asking('COUNTY_WORKER'), CARRIED, policy), 'CASE_FACTS')).toMatchObject({ outcome: 'D', rules: [] });
  });

  it('withholds what its rows close, to those roles, for those purposes and of those sources, and nothing else', () => {
    const closed = (changes: Partial<WithheldRow>) => {
      const before = released(asking('COUNTY_WORKER'), CARRIED);
      const after = released(asking('COUNTY_WORKER'), CARRIED, under({ withhold: [row(changes)] }));
      expect(before).toEqual(expect.arrayContaining([...after]));
      return before.filter((one) => !after.includes(one));
    };
    expect(closed({})).toEqual(['C06 CHILD_WELFARE NARRATIVE by AGENCY', 'C06 LAW_ENFORCEMENT NARRATIVE by AGENCY']);
    expect(closed({ regimes: ['LAW_ENFORCEMENT'] })).toEqual(['C06 LAW_ENFORCEMENT NARRATIVE by AGENCY']);
    expect(closed({ purposes: ['MDT'] })).toEqual([]);
    expect(closed({ roles: ['MDT_MEMBER'] })).toEqual([]);
  });

  it('binds on every basis that law leaves open', () => {
    const shelter = agency('COMMUNITY_PROVIDER');
    const about = facts({ consents: [consentFor(shelter)] });
    const policy = under({ withhold: [row({ categories: ['CSEC_STATUS'], roles: ['PROVIDER'] })] });
    expect(cellOf(decided(asking('PROVIDER'), about), 'CSEC_STATUS').basis).toBe('CONSENT');
    expect(cellOf(decided(asking('PROVIDER'), about, policy), 'CSEC_STATUS')).toMatchObject({ outcome: 'D', reason: 'COUNTY_POLICY', rules: ['COUNTY.DETAIL'] });
    const refused = facts({ consents: [consentFor(shelter), refusal()] });
    expect(cellOf(decided(asking('PROVIDER'), refused, policy), 'CSEC_STATUS').reason).toBe('SUBJECT_RESTRICTION');
  });

  it('is not law before its day', () => {
    const policy = under({ withhold: [row()], effectiveOn: localDate('2026-03-02') });
    expect(cellOf(decided(asking('COUNTY_WORKER'), CARRIED, policy), 'EXPLOITATION_DETAIL').outcome).toBe('P');
  });

  it('never binds what law compels: a mandate, a court\'s order, the youth\'s own access', () => {
    expect(COMPELLED_BASES).toEqual(['MANDATE', 'COURT_ORDER', 'SELF']);
    expect(countyRules(file({ withhold: [row()] }))[0]?.when.bases).toEqual(['AGENCY', 'TEAM', 'CONSENT', 'CARE_COORDINATION', 'INDEX', 'EMERGENCY']);
    const permit = (parts: Partial<Rule>): Rule => ({
      id: 'X', layer: 'BASIS', effect: 'PERMIT', basis: 'SELF', extent: 'FULL', authorities: ['WIC_827'], effective: IN_FORCE, plain: 'A rule.',
      when: { roles: ['YOUTH'], categories: ['CASE_FACTS'], facts: [['CREDENTIAL_VERIFIED']] }, ...parts,
    });
    const closing = { withhold: [row({ categories: ['CASE_FACTS'], roles: ['YOUTH', 'COURT', 'LAW_ENFORCEMENT'] })] };
    const open = (rule: Rule, role: 'YOUTH' | 'LAW_ENFORCEMENT') =>
      cellOf(decided(asking(role), facts(), compilePolicy(sourceUnder(file(closing), [rule]))), 'CASE_FACTS').outcome;
    expect(open(permit({}), 'YOUTH')).toBe('P');
    expect(open(permit({ basis: 'COURT_ORDER', when: { ...permit({}).when, roles: ['LAW_ENFORCEMENT'] } }), 'LAW_ENFORCEMENT')).toBe('P');
    expect(open(permit({ basis: 'AGENCY', when: { ...permit({}).when, roles: ['LAW_ENFORCEMENT'] } }), 'LAW_ENFORCEMENT')).toBe('D');
    expect([permit({}), permit({ basis: 'AGENCY' }), permit({ layer: 'MANDATE' })].map(isCompelled)).toEqual([true, false, true]);
  });

  it('can only narrow: whatever it suspends and withholds, nothing is released that was not', () => {
    const askers = (['COUNTY_WORKER', 'MDT_MEMBER', 'PROVIDER', 'MENTAL_HEALTH', 'LAW_ENFORCEMENT'] as const).map((role) => asking(role));
    const everything = RULES.filter((rule) => rule.effect === 'PERMIT' && !isCompelled(rule)).map((rule) => rule.id);
    const policies = [...everything.map((id) => [id]), everything].map((suspend) => under({ suspend }));
    const cells = (words: readonly string[]) => words.map((one) => one.split(' ').slice(0, 2).join(' '));
    for (const context of askers) {
      const about = facts({ assignments: [assignment()], seats: [seat(context.caller.agency)], consents: [consentFor(context.caller.agency)] });
      const before = cells(released(context, about));
      for (const policy of policies) expect(before).toEqual(expect.arrayContaining(cells(released(context, about, policy))));
    }
  });
});
