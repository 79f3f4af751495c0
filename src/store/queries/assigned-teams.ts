import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { TeamStatute } from '../../law/agreement.js';
import type { Team } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

/** A team with the span of its assignment to one subject. */
export interface AssignedTeam {
  readonly subjectId: string;
  readonly team: Team;
  readonly assignedAt: Instant;
  readonly unassignedAt: Instant | null;
  /** The window of a child abuse team (WIC 18961.7); null for others, and while none was opened. */
  readonly windowOpenedAt: Instant | null;
  readonly windowExtendedTo: LocalDate | null;
}

const TEAMS: Statement = {
  name: 'teams-by-subject',
  text: `select a.subject_id, a.assigned_at, a.unassigned_at, a.window_opened_at, a.window_extended_to, t.id, t.name, t.county,
    t.statute, t.protocol_version, t.protocol_expires_on, t.closed_at
  from csec.team_assignment a join csec.team t on t.id = a.team_id
  where a.subject_id = any ($1) order by a.subject_id, a.assigned_at desc, a.record_key`,
};

interface AssignedTeamRow {
  readonly subject_id: string; readonly assigned_at: Instant; readonly unassigned_at: Instant | null;
  readonly window_opened_at: Instant | null; readonly window_extended_to: LocalDate | null;
  readonly id: string; readonly name: string; readonly county: string; readonly statute: TeamStatute;
  readonly protocol_version: string | null; readonly protocol_expires_on: LocalDate | null; readonly closed_at: Instant | null;
}

/** Teams assigned to each subject, now or earlier, newest assignment first. */
export async function teamsBySubject(
  session: Queryable, subjectIds: readonly string[],
): Promise<readonly (readonly AssignedTeam[])[]> {
  const rows = await session.query<AssignedTeamRow>(TEAMS, [subjectIds]);
  return bySubject(subjectIds, rows, (row) => ({
    subjectId: row.subject_id, assignedAt: row.assigned_at, unassignedAt: row.unassigned_at,
    windowOpenedAt: row.window_opened_at, windowExtendedTo: row.window_extended_to,
    team: {
      id: row.id, name: row.name, county: row.county, statute: row.statute, protocolVersion: row.protocol_version,
      protocolExpiresOn: row.protocol_expires_on, closedAt: row.closed_at,
    },
  }));
}
