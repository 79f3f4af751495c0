import type { Instant } from '../../kernel/dates.js';
import type { Involvement } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const ASSIGN_TEAM: Statement = { name: 'assign-team', text: 'select csec.assign_team($1::uuid, $2::uuid, $3::timestamptz)' };
const UNASSIGN_TEAM: Statement = { name: 'unassign-team', text: 'select csec.unassign_team($1::uuid, $2::uuid, $3::timestamptz)' };
const PUT_INVOLVEMENT: Statement = { name: 'put-involvement', text: 'select csec.put_involvement($1::jsonb)' };

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

/** Keeps an agency's involvement with an open subject; the same key again only moves its end. */
export async function recordInvolvement(session: Queryable, recordKey: string, involvement: Involvement): Promise<void> {
  await session.query(PUT_INVOLVEMENT, [JSON.stringify(columnsOf({ ...involvement, recordKey }))]);
}
