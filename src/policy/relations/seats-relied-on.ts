import type { Instant } from '../../kernel/dates.js';
import type { TeamStatute } from '../../law/agreement.js';
import type { Situation } from '../situation.js';
import { seatLive } from './team-checks.js';

/** One seat in a team as it stood when a release rested on it: by it the basis can be looked up, whatever became of the team since. */
export interface SeatReliedOn {
  readonly team: string;
  readonly statute: TeamStatute;
  /** The version of the county's written protocol. Null: the team needs none. */
  readonly protocol: string | null;
  /** From when the member held the seat, which tells it from an earlier one of the same person. */
  readonly joinedAt: Instant;
}

/** The caller's seats in these teams that have every key of their team's statute, by team. */
export function seatsReliedOn(teams: readonly string[], situation: Situation): readonly SeatReliedOn[] {
  return situation.facts.seats
    .filter((seat) => teams.includes(seat.teamId) && seatLive(seat, situation, seat.statute).truth === 'TRUE')
    .map(({ teamId, statute, protocolVersion, joinedAt }) => ({ team: teamId, statute, protocol: protocolVersion, joinedAt }))
    .sort((a, b) => (a.team < b.team ? -1 : a.team > b.team ? 1 : 0));
}
