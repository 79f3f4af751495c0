import type { LocalDate } from '../../kernel/dates.js';
import type { FindingKind, FindingState, ScreeningFinding } from '../../model/screening-finding.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const FINDINGS: Statement = {
  name: 'screening-findings-by-subject',
  text: `select subject_id, id, agency_id, kind, answered_on, doubtful, state
  from csec.screening_finding where subject_id = any ($1) order by subject_id, answered_on desc nulls last, id`,
};

interface FindingRow {
  readonly subject_id: string; readonly id: string; readonly agency_id: string; readonly kind: FindingKind; readonly answered_on: LocalDate | null;
  readonly doubtful: boolean; readonly state: FindingState;
}

/** Findings of screenings of each open subject, newest first. In the order of the subjects asked. */
export async function screeningFindingsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly ScreeningFinding[])[]> {
  return bySubject(subjectIds, await session.query<FindingRow>(FINDINGS, [subjectIds]), (row) => ({
    subjectId: row.subject_id, id: row.id, agencyId: row.agency_id, kind: row.kind, answeredOn: row.answered_on, doubtful: row.doubtful, state: row.state,
  }));
}
