import { describe, expect, it } from 'vitest';
import { instant, localDate } from '../../src/kernel/dates.js';
import { TEAM_STATUTES, type TeamStatute } from '../../src/law/agreement.js';
import type { Role } from '../../src/law/role.js';
import type { AccessContext } from '../../src/policy/access-context.js';
import type { SubjectFacts, TeamSeat } from '../../src/policy/facts.js';
import { settingsWith } from '../../src/policy/settings.js';
import { situationOf } from '../../src/policy/situation.js';
import { TEAM_KEYS, teamLive } from '../../src/policy/relations/team-checks.js';
import { NOON, agency, agreement, asking, facts, seat } from './people.js';
import { POLICY, decided } from './released.js';

const HEALTH = agency('PUBLIC_HEALTH');
interface Lacking {
  readonly seat?: Partial<TeamSeat>;
  readonly who?: Partial<AccessContext['caller']>;
  readonly context?: Partial<AccessContext>;
  readonly subject?: Partial<SubjectFacts>;
}

const MEMBERSHIP: readonly (readonly [string, string, Lacking])[] = [
  ['R-07.IDENTITY', 'a password alone', { who: { credential: 'PASSWORD' } }],
  ['R-61.COUNTY', 'a youth of another county', { subject: { county: '37' } }],
  ['R-61.COUNTY', 'a youth of no county', { subject: { county: null } }],
  ['R-62.AGENCY', 'the seat of another agency', { seat: { agencyId: 'another' } }],
  ['R-62.MEMBER', 'a member who has left', { seat: { leftAt: NOON } }],
  ['R-62.MEMBER', 'a member yet to join', { seat: { joinedAt: instant('2026-03-02T18:00:00Z') } }],
  ['R-62.ASSIGNED', 'a team that was relieved of the case', { seat: { unassignedAt: NOON } }],
  ['R-62.ASSIGNED', 'a team yet to be assigned', { seat: { assignedAt: instant('2026-03-01T20:00:01Z') } }],
  ['R-62.OPEN', 'a team that has closed', { seat: { closedAt: NOON } }],
  ['R-62.AGREEMENT', 'no agreement', { context: { agreements: [] } }],
  ['R-62.AGREEMENT', 'an agreement on another protocol', { context: { agreements: [agreement(HEALTH, { protocolVersion: 'P0' })] } }],
  ['R-62.AGREEMENT', 'a terminated agreement', { context: { agreements: [agreement(HEALTH, { terminatedAt: NOON })] } }],
];

const PROFESSIONAL: readonly (readonly [string, string, Lacking])[] = [
  ['R-07.PURPOSE', 'another purpose', { context: { purpose: 'CARE_COORDINATION' } }],
  ['R-07.QUORUM', 'a trained member too few', { seat: { activeTrainedMembers: 1 } }],
  ['R-07.PROTOCOL', 'no protocol', { seat: { protocolVersion: null } }],
  ['R-07.PROTOCOL', 'a protocol that ended yesterday', { seat: { protocolExpiresOn: localDate('2026-02-28') } }],
  ['R-62.TRAINING', 'no attested training', { seat: { trainingAttestedOn: null } }],
];

const OPENED: Partial<TeamSeat> = { windowOpenedAt: instant('2026-02-01T18:00:00Z') };
const KEYS: Readonly<Record<TeamStatute, readonly (readonly [string, string, Lacking])[]>> = {
  S18951D: [...MEMBERSHIP, ...PROFESSIONAL,
    ['R-07.STATUTE', 'a team of another statute', { seat: { statute: 'S18961_7' } }],
    ['R-07.QUORUM', 'two trained members of three', { seat: { activeTrainedMembers: 2 } }]],
  S18961_7: [...MEMBERSHIP, ...PROFESSIONAL,
    ['R-06.STATUTE', 'a team of another statute', { seat: { statute: 'S18951D' } }],
    ['R-06.WINDOW', 'no report', { seat: { windowOpenedAt: null } }],
    ['R-06.WINDOW', 'a report of tomorrow', { seat: { windowOpenedAt: instant('2026-03-02T18:00:00Z') } }],
    ['R-06.WINDOW', 'a report of thirty-one days ago', { seat: { windowOpenedAt: instant('2026-01-29T18:00:00Z') } }],
    ['R-06.WINDOW', 'an extension that ended yesterday', { seat: { windowOpenedAt: instant('2026-01-01T18:00:00Z'), windowExtendedTo: localDate('2026-02-28') } }]],
  PC13753: [...MEMBERSHIP, ...PROFESSIONAL, ['R-59.STATUTE', 'a team of another statute', { seat: { statute: 'S18951D' } }]],
  CFT832: [...MEMBERSHIP,
    ['R-08.PURPOSE', 'another purpose', { context: { purpose: 'SERVICES' } }],
    ['R-08.STATUTE', 'a team of another statute', { seat: { statute: 'S18951D' } }]],
};

const ROLE: Readonly<Record<TeamStatute, Role>> = {
  S18951D: 'MDT_MEMBER', S18961_7: 'MDT30_MEMBER', PC13753: 'MDT_MEMBER', CFT832: 'CFT_MEMBER',
};

function live(statute: TeamStatute, lacking: Lacking = {}, settings = POLICY.settings) {
  const context = asking(ROLE[statute], {
    purpose: statute === 'CFT832' ? 'CARE_COORDINATION' : 'MDT', who: { agency: HEALTH, ...lacking.who }, ...lacking.context,
  });
  const about = facts({ seats: [seat(HEALTH, { statute, ...OPENED, ...lacking.seat })], ...(lacking.subject && { subject: lacking.subject }) });
  return teamLive(situationOf(context, about, settings), statute);
}

describe.each(Object.keys(TEAM_STATUTES) as TeamStatute[])('a seat in a team of %s', (statute) => {
  it('is live with every key', () => {
    expect(live(statute).truth).toBe('TRUE');
  });

  it.each(KEYS[statute])('is not live without %s: %s', (_, __, lacking) => {
    expect(live(statute, lacking).truth).toBe('FALSE');
  });

  it('has a failing case for every key', () => {
    expect(new Set(KEYS[statute].map(([id]) => id))).toEqual(new Set(TEAM_KEYS[statute].map((check) => check.id)));
  });

  it('may rest on an agreement on another protocol where counsel allows it', () => {
    const allowed = settingsWith({ agreementMayDifferFromTeamProtocol: true });
    const other = { context: { agreements: [agreement(HEALTH, { protocolVersion: 'P0' })] } };
    expect([live(statute, other).truth, live(statute, other, allowed).truth]).toEqual(['FALSE', 'TRUE']);
  });
});

describe('the window of WIC 18961.7', () => {
  it.each([
    ['thirty days after the report, to midnight', { windowOpenedAt: instant('2026-02-01T18:00:00Z') }, '2026-03-04T08:00:00.000Z'],
    ['the day of the report by the county\'s calendar', { windowOpenedAt: instant('2026-02-02T05:00:00Z') }, '2026-03-04T08:00:00.000Z'],
    ['the longer time that good cause gives', { windowOpenedAt: instant('2026-02-01T18:00:00Z'), windowExtendedTo: localDate('2026-03-20') }, '2026-03-21T07:00:00.000Z'],
    ['thirty days whatever shorter day is written', { windowOpenedAt: instant('2026-02-01T18:00:00Z'), windowExtendedTo: localDate('2026-03-01') }, '2026-03-04T08:00:00.000Z'],
  ])('runs %s', (_, window, ends) => {
    expect(live('S18961_7', { seat: window })).toEqual({ truth: 'TRUE', until: ends });
  });

  it('is open on its last day and closed on the next', () => {
    const on = (asOf: string) => live('S18961_7', { seat: OPENED, context: { asOf: instant(asOf) } }).truth;
    expect([on('2026-03-04T07:59:59Z'), on('2026-03-04T08:00:00Z')]).toEqual(['TRUE', 'FALSE']);
  });
});

describe('the team basis', () => {
  it('is not put together from two seats that each lack a key', () => {
    const halves = [seat(HEALTH, { leftAt: NOON }), seat(HEALTH, { teamId: 'team-2', trainingAttestedOn: null })];
    expect(decided(asking('MDT_MEMBER'), facts({ seats: halves })).admits).toBe(false);
  });

  it('stands until the first of its keys ends', () => {
    const about = facts({ seats: [seat(HEALTH, { protocolExpiresOn: localDate('2026-04-30'), leftAt: instant('2026-06-01T00:00:00Z') })] });
    expect(decided(asking('MDT_MEMBER'), about).validUntil).toBe('2026-05-01T07:00:00.000Z');
  });

  it('names the teams that it rests on: of one statute none of another', () => {
    const seats = [seat(HEALTH), seat(HEALTH, { teamId: 'team-30', statute: 'S18961_7', ...OPENED }), seat(HEALTH, { teamId: 'team-ht', statute: 'PC13753' })];
    const teams = (role: Role) => [...new Set(decided(asking(role, { purpose: 'MDT', who: { agency: HEALTH } }), facts({ seats })).cells.flatMap((cell) => cell.teams))];
    expect([teams('MDT_MEMBER'), teams('MDT30_MEMBER'), teams('CFT_MEMBER')]).toEqual([['team-1'], ['team-30'], []]);
  });
});
