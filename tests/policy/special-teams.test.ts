import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { compilePolicy } from '../../src/policy/evaluation/compile.js';
import type { TeamSeat } from '../../src/policy/facts.js';
import { IN_FORCE, type Rule } from '../../src/policy/rule.js';
import { RULES } from '../../src/policy/rules/index.js';
import { settingsWith } from '../../src/policy/settings.js';
import { everything, seatIn, teamConsent } from './documents-on-file.js';
import { NOON, agency, asking, facts, refusal } from './people.js';
import { cellOf, decided, released } from './released.js';

const ids = (lines: readonly string[]): readonly string[] => [...new Set(lines.map((line) => line.split(' ')[0]!))];

describe('a team of WIC 18961.7', () => {
  const member = asking('MDT30_MEMBER', { purpose: 'MDT' });
  const sitting = (changes: Partial<TeamSeat> = {}) => facts({ seats: [seatIn(member.caller, 'S18961_7', changes)] });

  it('exchanges within its window what bears on the report, and binds its members', () => {
    expect(ids(released(member, sitting()))).toEqual(['C01', 'C02', 'C04', 'C05', 'C06', 'C08', 'C09', 'C12', 'C16', 'C22', 'C26', 'C29']);
    const cell = cellOf(decided(member, sitting()), 'ABUSE_REPORT');
    expect(cell).toMatchObject({ basis: 'TEAM', teams: ['team-S18961_7'], validUntil: '2026-03-23T07:00:00.000Z' });
    expect(cell.obligations).toEqual(expect.arrayContaining(['NOTICE_MDT', 'NO_PROSECUTION_OF_MINOR']));
  });

  it('exchanges nothing after it, or with a password alone', () => {
    expect(released(member, sitting({ windowOpenedAt: instant('2026-01-20T18:00:00Z') }))).toEqual([]);
    const weak = asking('MDT30_MEMBER', { purpose: 'MDT', who: { credential: 'PASSWORD' } });
    expect(released(weak, sitting())).toEqual([]);
  });

  it('does not seat a member of the standing team, nor the other way round', () => {
    const other = asking('MDT_MEMBER', { purpose: 'MDT', who: { agency: member.caller.agency } });
    expect(released(other, sitting())).toEqual([]);
    expect(released(member, facts({ seats: [seatIn(member.caller, 'S18951D')] }))).toEqual([]);
  });
});

describe('a human-trafficking team', () => {
  const member = asking('MDT_MEMBER');
  const about = (...consents: readonly Consent[]) => facts({ seats: [seatIn(member.caller, 'PC13753')], consents });

  it('exchanges nothing without the youth\'s own written consent to it', () => {
    expect(released(member, about())).toEqual([]);
    expect(ids(released(member, about(everything(member.caller))).filter((line) => line.endsWith('TEAM')))).toEqual([]);
  });

  it('exchanges with it what it names, and says which team', () => {
    const lines = released(member, about(teamConsent(member.caller, 'PC13753'))).filter((line) => line.endsWith('TEAM'));
    expect(ids(lines)).toEqual(['C01', 'C04', 'C05', 'C06', 'C12', 'C16', 'C22', 'C29']);
    expect(cellOf(decided(member, about(teamConsent(member.caller, 'PC13753'))), 'CASE_FACTS').teams).toEqual(['team-PC13753']);
  });

  it.each<[string, Partial<Consent>]>([
    ['the youth signed alone', { coSignatures: [] }],
    ['the mother signed beside the youth', { coSignatures: [{ ...everything(member.caller).signature!, role: 'PARENT' }] }],
    ['has no date of ending', { expiry: { kind: 'EVENT', event: 'CASE_CLOSED', occurredAt: null } }],
    ['names another team', { recipientTeam: { teamId: 'another', members: [asking('MDT_MEMBER').caller.personId] } }],
    ['does not name the member', { recipientTeam: { teamId: 'team-PC13753', members: ['another'] } }],
    ['was withdrawn in words', { revocation: { writtenReceivedAt: null, oralStatedAt: NOON, by: 'youth', categories: [] } }],
  ])('exchanges nothing on a consent that %s', (_, changes) => {
    expect(released(member, about(teamConsent(member.caller, 'PC13753', changes)))).toEqual([]);
  });
});

describe('a child and family team', () => {
  const member = asking('CFT_MEMBER', { purpose: 'CARE_COORDINATION' });
  const about = (consents: readonly Consent[], changes: Partial<TeamSeat> = {}) => facts({ seats: [seatIn(member.caller, 'CFT832', changes)], consents });
  const release = teamConsent(member.caller, 'CFT832');

  it('receives on the written release that names its members, and on its seats nothing', () => {
    expect(released(member, about([]))).toEqual([]);
    expect(ids(released(member, about([release])))).toEqual(['C01', 'C02', 'C04', 'C05', 'C09', 'C11', 'C12', 'C13', 'C14', 'C16', 'C20', 'C21', 'C22']);
    expect(released(member, about([release])).filter((line) => line.startsWith('C02'))).toEqual(['C02 CHILD_WELFARE MINIMUM by CONSENT']);
    // What is released to a member is released through the team, though on consent: the record names it.
    expect(cellOf(decided(member, about([release])), 'CASE_FACTS').teams).toEqual(['team-CFT832']);
    expect(cellOf(decided(member, about([release])), 'CASE_FACTS').obligations).toEqual(expect.arrayContaining(['NO_ONWARD', 'CONSENT_DIRECTIVE']));
  });

  it.each<[string, Partial<TeamSeat>]>([['has closed', { closedAt: NOON }], ['he has left', { leftAt: NOON }]])('tells nothing to a member once it %s', (_, changes) => {
    expect(released(member, about([release], changes))).toEqual([]);
  });

  it('receives the case on a release of WIC 832 only, and mental health where it claims that law too', () => {
    const general = everything(member.caller);
    expect(ids(released(member, about([general])))).toEqual(['C11', 'C13', 'C14', 'C16', 'C20', 'C21']);
    const plain = { ...release, regimes: ['CFT_832'] as const };
    expect(ids(released(member, about([plain])))).toContain('C04');
    expect(ids(released(member, about([plain])))).not.toContain('C09');
  });
});

describe('a child advocacy center', () => {
  const center = asking('CHILD_ADVOCACY_CENTER', { purpose: 'MDT', who: { agency: agency('CHILD_ADVOCACY_CENTER') } });
  const seated = facts({ seats: [seatIn(center.caller, 'S18961_7')], consents: [everything(center.caller)] });
  const allowed = compilePolicy({ settings: settingsWith({ advocacyCentersReceive: true }) });

  it('receives nothing until counsel says so', () => {
    const decision = decided(center, seated);
    expect(decision.admits).toBe(false);
    expect(cellOf(decision, 'EXPLOITATION_DETAIL').rules).toContain('R-12.CAC.COUNSEL');
  });

  it('then receives what the team exchanges, without the reporter', () => {
    const lines = released(center, { ...seated, consents: [] }, allowed);
    expect(ids(lines)).toEqual(['C01', 'C02', 'C04', 'C05', 'C06', 'C08', 'C09', 'C12', 'C16', 'C22', 'C26']);
    expect(lines.filter((line) => /^C(02|26)/.test(line)).every((line) => line.includes('MINIMUM'))).toBe(true);
  });
});

describe('what no team lifts', () => {
  it('is what came under federal law, whatever a rule would open', () => {
    const wide: Rule = {
      id: 'X.TEAM', layer: 'BASIS', effect: 'PERMIT', basis: 'TEAM', extent: 'FULL', effective: IN_FORCE, plain: 'Everything.', authorities: ['WIC_830'],
      when: { roles: ['MDT_MEMBER'], categories: ['SUBSTANCE_USE_OTHER', 'ASSAULT_MEDICAL', 'MENTAL_HEALTH', 'GENERAL_MEDICAL'], facts: [['TEAM_LIVE']] },
    };
    const member = asking('MDT_MEMBER');
    const lines = released(member, facts({ seats: [seatIn(member.caller, 'S18951D')] }), compilePolicy({ rules: [...RULES, wide] }));
    expect(lines.filter((line) => line.includes('CMIA'))).toEqual([]);
    expect(lines).toContain('C17 LPS FULL by TEAM');
  });

  it.each(['LAW_ENFORCEMENT', 'DISTRICT_ATTORNEY'] as const)('reaches no session of %s', (role) => {
    expect(RULES.find((rule) => rule.id === 'R-31.LE.TEAM')?.when.roles).toContain(role);
    const context: AccessContext = asking(role, { purpose: 'MDT' });
    expect(released(context, facts({ seats: [seatIn(context.caller, 'S18951D'), seatIn(context.caller, 'S18961_7')] }))).toEqual([]);
  });

  it('yields to a refusal', () => {
    const probation = asking('PROBATION', { purpose: 'MDT' });
    const seats = [seatIn(probation.caller, 'S18951D')];
    expect(ids(released(probation, facts({ seats })))).toEqual(['C05', 'C06']);
    expect(released(probation, facts({ seats, consents: [refusal()] }))).toEqual([]);
  });
});

describe('the county\'s shared index', () => {
  const operates = compilePolicy({ settings: settingsWith({ countyIndexOperates: true }) });
  const counsellor = asking('SUBSTANCE_USE_PROGRAM', { purpose: 'CARE_COORDINATION', who: { agency: agency('SUBSTANCE_USE_PROGRAM') } });
  const designated = facts({ designatedForIndexOn: localDate('2026-01-01') });

  it('tells a designated person who the youth is, in outline, and whom of the county to call', () => {
    expect(released(counsellor, designated)).toEqual([]);
    expect(released(counsellor, designated, operates)).toEqual(['C01 CHILD_WELFARE MINIMUM by INDEX', 'C29 CHILD_WELFARE MINIMUM by INDEX']);
  });

  it.each<[string, AccessContext, Parameters<typeof facts>[0]]>([
    ['nobody designated', counsellor, {}],
    ['whose designation begins tomorrow', counsellor, { designatedForIndexOn: localDate('2026-03-02') }],
    ['with a password alone', { ...counsellor, caller: { ...counsellor.caller, credential: 'PASSWORD' } }, { designatedForIndexOn: localDate('2026-01-01') }],
    ['of another county', { ...counsellor, caller: { ...counsellor.caller, county: '37' } }, { designatedForIndexOn: localDate('2026-01-01') }],
    ['of a statewide agency', { ...counsellor, caller: { ...counsellor.caller, agency: agency('SUBSTANCE_USE_PROGRAM', { county: null }) } }, { designatedForIndexOn: localDate('2026-01-01') }],
    ['without an agreement', { ...counsellor, agreements: [] }, { designatedForIndexOn: localDate('2026-01-01') }],
    ['for an investigation', { ...counsellor, purpose: 'INVESTIGATION' }, { designatedForIndexOn: localDate('2026-01-01') }],
    ['of a youth without an open case', counsellor, { designatedForIndexOn: localDate('2026-01-01'), subject: { hasOpenCase: false } }],
    ['of a youth who refuses', counsellor, { designatedForIndexOn: localDate('2026-01-01'), consents: [refusal()] }],
  ])('tells nothing to one %s', (_, context, changes) => {
    expect(released(context, facts(changes), operates)).toEqual([]);
  });
});
