import type { Instant, LocalDate } from '../../kernel/dates.js';
import type { TeamStatute } from '../../law/agreement.js';
import type { Team, TeamMember } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';

const COLUMNS = 'id, name, county, statute, protocol_version, protocol_expires_on, closed_at';

const TEAMS: Statement = { name: 'teams-by-id', text: `select ${COLUMNS} from csec.team where id = any ($1) order by id` };

const TEAMS_OF_COUNTY: Statement = {
  name: 'teams-by-county',
  text: `select ${COLUMNS} from csec.team where $1::text is null or county = $1 order by name, id`,
};

const MEMBERS: Statement = {
  name: 'members-by-team',
  text: `select team_id, person_id, agency_id, discipline, training_attested_on, joined_at, left_at
  from csec.team_member where team_id = any ($1) order by team_id, joined_at, person_id`,
};

const CARRIES_CASES: Statement = { name: 'team-carries-cases', text: 'select csec.team_carries_cases($1::uuid, $2::timestamptz) as carries' };

interface TeamRow {
  readonly id: string; readonly name: string; readonly county: string; readonly statute: TeamStatute;
  readonly protocol_version: string | null; readonly protocol_expires_on: LocalDate | null; readonly closed_at: Instant | null;
}

interface MemberRow {
  readonly team_id: string; readonly person_id: string; readonly agency_id: string; readonly discipline: string;
  readonly training_attested_on: LocalDate | null; readonly joined_at: Instant; readonly left_at: Instant | null;
}

/** Teams in the order of the ids asked; null where there is none. */
export async function teamsById(session: Queryable, ids: readonly string[]): Promise<readonly (Team | null)[]> {
  const rows = await session.query<TeamRow>(TEAMS, [ids]);
  const found = new Map(rows.map((row) => [row.id, toTeam(row)]));
  return ids.map((id) => found.get(id) ?? null);
}

/** Teams of a county by name, or of every county. */
export async function teamsOfCounty(session: Queryable, county: string | null): Promise<readonly Team[]> {
  return (await session.query<TeamRow>(TEAMS_OF_COUNTY, [county])).map(toTeam);
}

/** Members of each team, present and past, in the order they joined. */
export async function membersByTeam(
  session: Queryable, teamIds: readonly string[],
): Promise<readonly (readonly TeamMember[])[]> {
  const rows = await session.query<MemberRow>(MEMBERS, [teamIds]);
  return teamIds.map((id) => rows.filter((row) => row.team_id === id).map(toMember));
}

/** Says whether any case is assigned to the team at that moment or later; of whom is not told. */
export async function teamCarriesCases(session: Queryable, teamId: string, at: Instant): Promise<boolean> {
  const [row] = await session.query<{ readonly carries: boolean }>(CARRIES_CASES, [teamId, at]);
  return row?.carries !== false;
}

function toTeam(row: TeamRow): Team {
  return {
    id: row.id, name: row.name, county: row.county, statute: row.statute, protocolVersion: row.protocol_version,
    protocolExpiresOn: row.protocol_expires_on, closedAt: row.closed_at,
  };
}

function toMember(row: MemberRow): TeamMember {
  return {
    teamId: row.team_id, personId: row.person_id, agencyId: row.agency_id, discipline: row.discipline,
    trainingAttestedOn: row.training_attested_on, joinedAt: row.joined_at, leftAt: row.left_at,
  };
}
