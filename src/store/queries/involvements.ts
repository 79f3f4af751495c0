import type { LocalDate } from '../../kernel/dates.js';
import type { Involvement, InvolvementCondition } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const INVOLVEMENTS: Statement = {
  name: 'involvements-by-subject',
  text: `select subject_id, agency_id, person_id, kind, conditions, started_on, ended_on, referral_key
  from csec.involvement where subject_id = any ($1) order by subject_id, started_on desc, record_key`,
};

interface InvolvementRow {
  readonly subject_id: string; readonly agency_id: string; readonly person_id: string | null; readonly kind: Involvement['kind'];
  readonly conditions: readonly InvolvementCondition[];
  readonly started_on: LocalDate; readonly ended_on: LocalDate | null; readonly referral_key: string | null;
}

/** Involvements of agencies with each subject, newest first. In the order of the subjects asked. */
export async function involvementsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Involvement[])[]> {
  const rows = await session.query<InvolvementRow>(INVOLVEMENTS, [subjectIds]);
  return bySubject(subjectIds, rows, toInvolvement);
}

function toInvolvement(row: InvolvementRow): Involvement {
  return {
    subjectId: row.subject_id, agencyId: row.agency_id, personId: row.person_id, kind: row.kind, conditions: row.conditions,
    startedOn: row.started_on, endedOn: row.ended_on, referralKey: row.referral_key,
  };
}
