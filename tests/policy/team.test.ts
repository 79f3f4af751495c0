import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import { compilePolicy } from '../../src/policy/compile.js';
import type { SubjectFacts, TeamSeat } from '../../src/policy/facts.js';
import { settingsWith } from '../../src/policy/settings.js';
import { TEAM_CHECKS } from '../../src/policy/team-checks.js';
import { NOON, agency, agreement, asking, facts, seat } from './people.js';
import { decided } from './released.js';

const HEALTH = agency('PUBLIC_HEALTH');
interface Lacking {
  readonly seat?: Partial<TeamSeat>;
  readonly context?: AccessContext;
  readonly subject?: Partial<SubjectFacts>;
}

const KEYS: readonly (readonly [string, string, Lacking])[] = [
  ['R-07.PURPOSE', 'another purpose', { context: asking('MDT_MEMBER', { purpose: 'CARE_COORDINATION' }) }],
  ['R-07.STATUTE', 'a team of another statute', { seat: { statute: 'S18961_7' } }],
  ['R-07.QUORUM', 'two trained members', { seat: { activeTrainedMembers: 2 } }],
  ['R-07.PROTOCOL', 'no protocol', { seat: { protocolVersion: null } }],
  ['R-07.PROTOCOL', 'a protocol that ended yesterday', { seat: { protocolExpiresOn: localDate('2026-02-28') } }],
  ['R-07.IDENTITY', 'a password alone', { context: asking('MDT_MEMBER', { who: { credential: 'PASSWORD' } }) }],
  ['R-61.COUNTY', 'a youth of another county', { subject: { county: '37' } }],
  ['R-61.COUNTY', 'a youth of no county', { subject: { county: null } }],
  ['R-62.AGENCY', 'the seat of another agency', { seat: { agencyId: 'another' } }],
  ['R-62.MEMBER', 'a member who has left', { seat: { leftAt: NOON } }],
  ['R-62.MEMBER', 'a member yet to join', { seat: { joinedAt: instant('2026-03-02T18:00:00Z') } }],
  ['R-62.ASSIGNED', 'a team that was relieved of the case', { seat: { unassignedAt: NOON } }],
  ['R-62.ASSIGNED', 'a team yet to be assigned', { seat: { assignedAt: instant('2026-03-01T20:00:01Z') } }],
  ['R-62.TRAINING', 'no attested training', { seat: { trainingAttestedOn: null } }],
  ['R-62.AGREEMENT', 'no agreement', { context: asking('MDT_MEMBER', { agreements: [] }) }],
  ['R-62.AGREEMENT', 'an agreement on another protocol', { context: asking('MDT_MEMBER', { agreements: [agreement(HEALTH, { protocolVersion: 'P0' })] }) }],
  ['R-62.AGREEMENT', 'a terminated agreement', { context: asking('MDT_MEMBER', { agreements: [agreement(HEALTH, { terminatedAt: NOON })] }) }],
];

describe('the team basis', () => {
  it('holds with every key', () => {
    expect(decided(asking('MDT_MEMBER'), facts({ seats: [seat(HEALTH)] })).admits).toBe(true);
  });

  it.each(KEYS)('fails without %s: %s', (_, __, lacking) => {
    const about = facts({ seats: [seat(HEALTH, lacking.seat)], ...(lacking.subject && { subject: lacking.subject }) });
    expect(decided(lacking.context ?? asking('MDT_MEMBER'), about).admits).toBe(false);
  });

  it('has a failing case for every key', () => {
    expect(new Set(KEYS.map(([id]) => id))).toEqual(new Set(TEAM_CHECKS.map((check) => check.id)));
  });

  it('is not put together from two seats that each lack a key', () => {
    const halves = [seat(HEALTH, { leftAt: NOON }), seat(HEALTH, { teamId: 'team-2', trainingAttestedOn: null })];
    expect(decided(asking('MDT_MEMBER'), facts({ seats: halves })).admits).toBe(false);
  });

  it('stands until the first of its keys ends', () => {
    const about = facts({ seats: [seat(HEALTH, { protocolExpiresOn: localDate('2026-04-30'), leftAt: instant('2026-06-01T00:00:00Z') })] });
    expect(decided(asking('MDT_MEMBER'), about).validUntil).toBe('2026-05-01T07:00:00.000Z');
  });

  it('may rest on an agreement on another protocol where counsel allows it', () => {
    const allowed = compilePolicy({ settings: settingsWith({ agreementMayDifferFromTeamProtocol: true }) });
    const context = asking('MDT_MEMBER', { agreements: [agreement(HEALTH, { protocolVersion: 'P0' })] });
    expect(decided(context, facts({ seats: [seat(HEALTH)] }), allowed).admits).toBe(true);
  });
});
