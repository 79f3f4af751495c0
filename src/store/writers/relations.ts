import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

const ASSIGN_TEAM: Statement = { name: 'assign-team', text: 'select csec.assign_team($1::uuid, $2::uuid, $3::timestamptz)' };
const UNASSIGN_TEAM: Statement = { name: 'unassign-team', text: 'select csec.unassign_team($1::uuid, $2::uuid, $3::timestamptz)' };

/** A team, a subject, and the moment its assignment begins or ends. */
export interface TeamAssignmentChange {
  readonly subjectId: string;
  readonly teamId: string;
  readonly at: Instant;
}

/** Assigns a team to an open subject. Errors: CONFLICT when it is assigned already. */
export async function assignTeam(session: Queryable, change: TeamAssignmentChange): Promise<void> {
  await session.query(ASSIGN_TEAM, [change.subjectId, change.teamId, change.at]);
}

/** Ends a team's assignment to an open subject. Errors: CONFLICT when it has none, or it began later. */
export async function unassignTeam(session: Queryable, change: TeamAssignmentChange): Promise<void> {
  await session.query(UNASSIGN_TEAM, [change.subjectId, change.teamId, change.at]);
}
