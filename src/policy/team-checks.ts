import type { Instant } from '../kernel/dates.js';
import type { AuthorityId } from '../law/authority-ids.js';
import { TEAM_STATUTES } from '../law/agreement.js';
import { agreementInForce } from './agreement-in-force.js';
import { dayEnds } from './county-calendar.js';
import type { TeamSeat } from './facts.js';
import { NO, allOf, certain, yesUntil, type Finding } from './finding.js';
import type { Situation } from './situation.js';

/** One key of the team basis: every one must hold of the same seat. */
export interface TeamCheck {
  readonly id: string;
  readonly plain: string;
  readonly authorities: readonly AuthorityId[];
  readonly find: (seat: TeamSeat, situation: Situation) => Finding;
}

const until = (ends: Instant | null, asOf: Instant): Finding => (ends !== null && ends <= asOf ? NO : yesUntil(ends));

/** The keys of rules. */
export const TEAM_CHECKS: readonly TeamCheck[] = [
  {
    id: 'R-07.PURPOSE', plain: 'The request is for team work.', authorities: ['WIC_830'],
    find: (_, { context }) => certain(context.purpose === 'MDT'),
  },
  {
    id: 'R-07.STATUTE', plain: 'The team is a standing team of WIC 18951(d).', authorities: ['WIC_18951'],
    find: (seat) => certain(seat.statute === 'S18951D'),
  },
  {
    id: 'R-07.QUORUM', plain: 'The team has the trained members its statute demands.', authorities: ['WIC_18951'],
    find: (seat) => certain(seat.activeTrainedMembers >= TEAM_STATUTES[seat.statute].quorum),
  },
  {
    id: 'R-07.PROTOCOL', plain: 'The county\'s written protocol is in force.', authorities: ['WIC_18961_7', 'WIC_830'],
    find: (seat, { context }) => seat.protocolVersion === null || seat.protocolVersion.trim() === '' ? NO
      : until(seat.protocolExpiresOn === null ? null : dayEnds(seat.protocolExpiresOn), context.asOf),
  },
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
    id: 'R-62.TRAINING', plain: 'The member\'s training is attested.', authorities: ['WIC_18951'],
    find: (seat, { day }) => certain(seat.trainingAttestedOn !== null && seat.trainingAttestedOn <= day),
  },
  {
    id: 'R-62.AGREEMENT', plain: 'The member\'s agency has an agreement in force that adopts the team\'s protocol.', authorities: ['WIC_16521_6'],
    find: (seat, { context, settings }) => settings.agreementMayDifferFromTeamProtocol || seat.protocolVersion === null
      ? agreementInForce(context, seat.county)
      : agreementInForce(context, seat.county, seat.protocolVersion),
  },
];

/** Says whether one seat has every key, and until when. */
export function seatLive(seat: TeamSeat, situation: Situation): Finding {
  return allOf(TEAM_CHECKS.map((check) => check.find(seat, situation)));
}

/** The teams on which a team basis rests. */
export function liveTeams(situation: Situation): readonly string[] {
  return situation.facts.seats.filter((seat) => seatLive(seat, situation).truth === 'TRUE').map((seat) => seat.teamId);
}
