import type { LocalDate } from '../../kernel/dates.js';
import type { ChildWelfareCase } from '../../model/child-welfare-case.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject, coded } from './by-subject.js';

const CASES: Statement = {
  name: 'child-welfare-cases-by-subject',
  text: `select subject_id, record_key, started_on, ended_on, close_reason_code, close_reason_display, service_component_code,
    service_component_display, county, responsible_agency, limited_access
  from csec.child_welfare_case where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key`,
};

interface ChildWelfareCaseRow {
  readonly subject_id: string; readonly record_key: string; readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null;
  readonly close_reason_code: number | null; readonly close_reason_display: string | null;
  readonly service_component_code: number | null; readonly service_component_display: string | null;
  readonly county: string | null; readonly responsible_agency: string | null;
  readonly limited_access: 'N' | 'S' | 'R';
}

/** Child-welfare cases of each subject, newest first. In the order of the subjects asked. */
export async function childWelfareCasesBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly ChildWelfareCase[])[]> {
  const rows = await session.query<ChildWelfareCaseRow>(CASES, [subjectIds]);
  return bySubject(subjectIds, rows, toChildWelfareCase);
}

function toChildWelfareCase(row: ChildWelfareCaseRow): ChildWelfareCase {
  return {
    subjectId: row.subject_id, caseKey: row.record_key, startedOn: row.started_on, endedOn: row.ended_on,
    closeReason: coded(row.close_reason_code, row.close_reason_display),
    serviceComponent: coded(row.service_component_code, row.service_component_display), county: row.county,
    responsibleAgency: row.responsible_agency, limitedAccess: row.limited_access,
  };
}
