import type { LocalDate } from '../../kernel/dates.js';
import type { Flag } from '../../model/flag.js';
import type { SpecialProjectParticipation } from '../../model/special-project-participation.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const SPECIAL_PROJECT_PARTICIPATIONS: Statement = {
  name: 'special-projects-by-subject',
  text: `select subject_id, project_name, programme, implied_grid_type, through, started_on, ended_on, flags,
    limited_access, carrier_county
  from csec.special_project_participation where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key`,
};

interface SpecialProjectParticipationRow {
  readonly subject_id: string; readonly project_name: string;
  readonly programme: SpecialProjectParticipation['programme']; readonly implied_grid_type: number | null;
  readonly through: 'REFERRAL' | 'CASE'; readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null;
  readonly flags: readonly Flag[]; readonly limited_access: 'N' | 'S' | 'R'; readonly carrier_county: string | null;
}

/** Special-project participations of each subject, newest first. In the order of the subjects asked. */
export async function specialProjectsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly SpecialProjectParticipation[])[]> {
  const rows = await session.query<SpecialProjectParticipationRow>(SPECIAL_PROJECT_PARTICIPATIONS, [subjectIds]);
  return bySubject(subjectIds, rows, toSpecialProjectParticipation);
}

function toSpecialProjectParticipation(row: SpecialProjectParticipationRow): SpecialProjectParticipation {
  return {
    subjectId: row.subject_id, projectName: row.project_name, programme: row.programme,
    impliedGridType: row.implied_grid_type, through: row.through, startedOn: row.started_on, endedOn: row.ended_on,
    flags: row.flags, limitedAccess: row.limited_access, county: row.carrier_county,
  };
}
