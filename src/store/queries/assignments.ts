import type { LocalDate } from '../../kernel/dates.js';
import type { Assignment } from '../../model/assignment.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const ASSIGNMENTS: Statement = {
  name: 'assignments-by-subject',
  text: `select subject_id, staff_key, through, through_key, kind, worker_name, worker_phone, worker_email, county, started_on,
    ended_on
  from csec.assignment where subject_id = any ($1) order by subject_id, ended_on desc nulls first, started_on desc nulls last, record_key`,
};

interface AssignmentRow {
  readonly subject_id: string; readonly staff_key: string; readonly through: 'CASE' | 'REFERRAL';
  readonly through_key: string; readonly kind: Assignment['kind']; readonly worker_name: string | null;
  readonly worker_phone: string | null; readonly worker_email: string | null; readonly county: string | null;
  readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null;
}

/** County workers who carry each subject: live ones first, newest first. In the order of the subjects asked. */
export async function assignmentsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Assignment[])[]> {
  const rows = await session.query<AssignmentRow>(ASSIGNMENTS, [subjectIds]);
  return bySubject(subjectIds, rows, toAssignment);
}

function toAssignment(row: AssignmentRow): Assignment {
  return {
    subjectId: row.subject_id, staffKey: row.staff_key, through: row.through, throughKey: row.through_key,
    kind: row.kind, workerName: row.worker_name, workerPhone: row.worker_phone, workerEmail: row.worker_email,
    county: row.county, startedOn: row.started_on, endedOn: row.ended_on,
  };
}
