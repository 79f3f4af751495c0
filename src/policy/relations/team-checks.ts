import { plusDays, type Instant } from '../../kernel/dates.js';
import type { AuthorityId } from '../../law/authority-ids.js';
import { TEAM_STATUTES, type TeamStatute } from '../../law/agreement.js';
import { agreementInForce } from './agreement-in-force.js';
import { dayEnds, dayOf } from './county-calendar.js';
import type { TeamSeat } from '../facts.js';
import { NO, allOf, anyOf, certain, yesUntil, type Finding } from '../evaluation/finding.js';
import type { Situation } from '../situation.js';

/** One key of the team basis: every one must hold of the same seat. */
export interface TeamCheck {
  readonly id: string;
  readonly plain: string;
  readonly authorities: readonly AuthorityId[];
  readonly find: (seat: TeamSeat, situation: Situation) => Finding;
}

const until = (ends: Instant | null, asOf: Instant): Finding => (ends !== null && ends <= asOf ? NO : yesUntil(ends));

const teamWork: TeamCheck = {
  id: 'R-07.PURPOSE', plain: 'The request is for team work.', authorities: ['WIC_830'],
  find: (_, { context }) => certain(context.purpose === 'MDT'),
};

const familyTeamWork: TeamCheck = {
  id: 'R-08.PURPOSE', plain: 'The request is for the services that the child and family team plans.', authorities: ['WIC_832'],
  find: (_, { context }) => certain(context.purpose === 'CARE_COORDINATION' || context.purpose === 'CASE_MANAGEMENT'),
};

const STATUTE_KEYS: Readonly<Record<TeamStatute, { readonly id: string; readonly authority: AuthorityId }>> = {
  S18951D: { id: 'R-07.STATUTE', authority: 'WIC_18951' }, S18961_7: { id: 'R-06.STATUTE', authority: 'WIC_18961_7' },
  PC13753: { id: 'R-59.STATUTE', authority: 'PC_13753' }, CFT832: { id: 'R-08.STATUTE', authority: 'WIC_832' },
};

const ofStatute = (statute: TeamStatute): TeamCheck => ({
  id: STATUTE_KEYS[statute].id, plain: `The team is this: ${TEAM_STATUTES[statute].title}.`, authorities: [STATUTE_KEYS[statute].authority],
  find: (seat) => certain(seat.statute === statute),
});

/**
 * The thirty days of WIC 18961.7: the day of the report is not counted and the thirtieth day after it is, to its
 * midnight; documented good cause lengthens them to a day, and shortens them never.
 */
const openWindow: TeamCheck = {
  id: 'R-06.WINDOW', plain: 'The thirty days after the report, or the longer time that documented good cause gives, run.', authorities: ['WIC_18961_7'],
  find: ({ windowOpenedAt, windowExtendedTo }, { context }) => {
    if (windowOpenedAt === undefined || windowOpenedAt === null || windowOpenedAt > context.asOf) return NO;
    const thirtieth = plusDays(dayOf(windowOpenedAt), WINDOW_DAYS);
    const last = windowExtendedTo !== undefined && windowExtendedTo !== null && windowExtendedTo > thirtieth ? windowExtendedTo : thirtieth;
    return until(dayEnds(last), context.asOf);
  },
};

const WINDOW_DAYS = 30;

/** What makes a member of a team assigned to the youth, whatever the statute of the team. */
const MEMBERSHIP: readonly TeamCheck[] = [
  {
    id: 'R-07.IDENTITY', plain: 'The member\'s identity was verified.', authorities: ['WIC_18961_7'],
    find: (_, { context }) => certain(context.caller.credential === 'VERIFIED'),
  },
  {
    id: 'R-61.COUNTY', plain: 'The team is of the youth\'s county.', authorities: ['WIC_18961_7', 'WIC_18961_5'],
    find: (seat, { facts }) => certain(facts.subject.county !== null && facts.subject.county === seat.county),
  },
  {
    id: 'R-62.AGENCY', plain: 'The member asks for the agency that holds the seat.', authorities: ['WIC_830'],
    find: (seat, { context }) => certain(seat.agencyId === context.caller.agency.id),
  },
  {
    id: 'R-62.MEMBER', plain: 'The member has joined and not left.', authorities: ['WIC_830'],
    find: (seat, { context }) => seat.joinedAt > context.asOf ? NO : until(seat.leftAt, context.asOf),
  },
  {
    id: 'R-62.ASSIGNED', plain: 'The team is assigned to this youth.', authorities: ['WIC_830'],
    find: (seat, { context }) => seat.assignedAt > context.asOf ? NO : until(seat.unassignedAt, context.asOf),
  },
  {
    id: 'R-62.OPEN', plain: 'The team has not closed.', authorities: ['WIC_832', 'WIC_830'],
    find: (seat, { context }) => until(seat.closedAt ?? null, context.asOf),
  },
  {
    id: 'R-62.AGREEMENT', plain: 'The member\'s agency has an agreement in force that adopts the team\'s protocol.', authorities: ['WIC_16521_6'],
    find: (seat, { context, settings }) => settings.agreementMayDifferFromTeamProtocol || seat.protocolVersion === null
      ? agreementInForce(context, seat.county)
      : agreementInForce(context, seat.county, seat.protocolVersion),
  },
];

/** What teams of professionals have beside: quorum, training and a written protocol of the county. */
const PROFESSIONAL: readonly TeamCheck[] = [
  {
    id: 'R-07.QUORUM', plain: 'The team has the trained members its statute demands.', authorities: ['WIC_18951', 'WIC_18961_7', 'PC_13753'],
    find: (seat) => certain(seat.activeTrainedMembers >= TEAM_STATUTES[seat.statute].quorum),
  },
  {
    id: 'R-07.PROTOCOL', plain: 'The county\'s written protocol is in force.', authorities: ['WIC_18961_7', 'WIC_830'],
    find: (seat, { context }) => seat.protocolVersion === null || seat.protocolVersion.trim() === '' ? NO
      : until(seat.protocolExpiresOn === null ? null : dayEnds(seat.protocolExpiresOn), context.asOf),
  },
  {
    id: 'R-62.TRAINING', plain: 'The member\'s training is attested.', authorities: ['WIC_18951'],
    find: (seat, { day }) => certain(seat.trainingAttestedOn !== null && seat.trainingAttestedOn <= day),
  },
];

/** The keys of each statute's team; the consent that PC 13753 and WIC 832 demand beside is asked by their rules. */
export const TEAM_KEYS: Readonly<Record<TeamStatute, readonly TeamCheck[]>> = {
  S18951D: [teamWork, ofStatute('S18951D'), ...PROFESSIONAL, ...MEMBERSHIP],
  S18961_7: [teamWork, ofStatute('S18961_7'), openWindow, ...PROFESSIONAL, ...MEMBERSHIP],
  PC13753: [teamWork, ofStatute('PC13753'), ...PROFESSIONAL, ...MEMBERSHIP],
  CFT832: [familyTeamWork, ofStatute('CFT832'), ...MEMBERSHIP],
};

/** Every key, once. */
export const TEAM_CHECKS: readonly TeamCheck[] = [...new Set(Object.values(TEAM_KEYS).flat())];

/** Says whether one seat has every key of that statute's team, and until when. */
export function seatLive(seat: TeamSeat, situation: Situation, statute: TeamStatute = 'S18951D'): Finding {
  return allOf(TEAM_KEYS[statute].map((check) => check.find(seat, situation)));
}

/** Says whether the caller holds a live seat in a team of that statute, with every key in one seat. */
export function teamLive(situation: Situation, statute: TeamStatute): Finding {
  return anyOf(situation.facts.seats.map((seat) => seatLive(seat, situation, statute)));
}

/** The ids of the caller's live teams of that statute. */
export function liveTeamsOf(situation: Situation, statute: TeamStatute): readonly string[] {
  return situation.facts.seats.filter((seat) => seatLive(seat, situation, statute).truth === 'TRUE').map((seat) => seat.teamId);
}

/** The teams on which a release to a member rests: a human-trafficking team only where the youth's own consent names it. */
export function liveTeams(situation: Situation): readonly string[] {
  if (situation.role === 'CFT_MEMBER') return liveTeamsOf(situation, 'CFT832');
  if (situation.role === 'MDT30_MEMBER') return liveTeamsOf(situation, 'S18961_7');
  const standing = liveTeamsOf(situation, 'S18951D');
  if (situation.role !== 'MDT_MEMBER') return [...standing, ...liveTeamsOf(situation, 'S18961_7')];
  const named = situation.facts.consents.filter(({ regimes }) => regimes.includes('HT_MDT_13753')).map((one) => one.recipientTeam?.teamId);
  return [...standing, ...liveTeamsOf(situation, 'PC13753').filter((teamId) => named.includes(teamId))];
}
