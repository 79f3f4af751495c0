import type { Instant } from '../../kernel/dates.js';
import type { ElectionSource, VictimElection } from '../../model/victim-election.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const ELECTIONS: Statement = {
  name: 'victim-elections-by-subject',
  text: `select subject_id, id, elected, source, recorded_by_agency_id, recorded_by_person_id, recorded_at
  from csec.victim_election where subject_id = any ($1) order by subject_id, recorded_at desc, elected desc, id`,
};

interface ElectionRow {
  readonly subject_id: string; readonly id: string; readonly elected: boolean; readonly source: ElectionSource;
  readonly recorded_by_agency_id: string; readonly recorded_by_person_id: string; readonly recorded_at: Instant;
}

/** Every election of each open subject, newest first. In the order of the subjects asked. */
export async function victimElectionsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly VictimElection[])[]> {
  return bySubject(subjectIds, await session.query<ElectionRow>(ELECTIONS, [subjectIds]), (row) => ({
    subjectId: row.subject_id, id: row.id, elected: row.elected, source: row.source, recordedByAgencyId: row.recorded_by_agency_id,
    recordedByPersonId: row.recorded_by_person_id, recordedAt: row.recorded_at,
  }));
}
