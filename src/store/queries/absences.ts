import type { LocalDate } from '../../kernel/dates.js';
import type { Absence } from '../../model/absence.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const ABSENCES: Statement = {
  name: 'absences-by-subject',
  text: `select subject_id, kind, started_on, ended_on, derived_from
  from csec.absence where subject_id = any ($1) order by subject_id, started_on desc, record_key`,
};

interface AbsenceRow {
  readonly subject_id: string; readonly kind: Absence['kind']; readonly started_on: LocalDate;
  readonly ended_on: LocalDate | null; readonly derived_from: Absence['derivedFrom'];
}

/** Absences of each subject, newest first. In the order of the subjects asked. */
export async function absencesBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Absence[])[]> {
  const rows = await session.query<AbsenceRow>(ABSENCES, [subjectIds]);
  return bySubject(subjectIds, rows, toAbsence);
}

function toAbsence(row: AbsenceRow): Absence {
  return {
    subjectId: row.subject_id, kind: row.kind, startedOn: row.started_on, endedOn: row.ended_on,
    derivedFrom: row.derived_from,
  };
}
