import type { LocalDate } from '../../kernel/dates.js';
import type { CsecStatus, Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';

/** What one must know of a youth to give him relations when a whole county is loaded. */
export interface YouthOutline {
  readonly subjectId: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly bornOn: LocalDate | null;
  readonly sensitivity: Sensitivity;
  readonly hasOpenCase: boolean;
  readonly inCare: boolean;
  readonly addressConfidential: boolean;
  readonly csecStatus: CsecStatus | null;
  readonly gridRows: number;
  readonly projects: number;
  readonly services: number;
  /** Referrals whose reporter is known. */
  readonly reportedReferrals: readonly string[];
  /** Staff ids of the workers who carry his open case. */
  readonly primaryStaff: readonly string[];
}

const OUTLINES: Statement = {
  name: 'youth-outlines',
  text: `select y.subject_id, y.first_name, y.last_name, y.born_on, y.sensitivity, y.has_open_case, y.in_care,
    y.address_confidential, y.csec_status,
    (select count(*)::int from csec.csec_grid_entry g where g.subject_id = y.subject_id) as grid_rows,
    (select count(*)::int from csec.special_project_participation p where p.subject_id = y.subject_id) as projects,
    (select count(*)::int from csec.service_record s where s.subject_id = y.subject_id) as services,
    array(select r.referral_key from csec.reporter r where r.subject_id = y.subject_id order by r.referral_key) as reported_referrals,
    array(select distinct a.staff_key from csec.assignment a where a.subject_id = y.subject_id and a.through = 'CASE'
      and a.kind = 'PRIMARY' and a.ended_on is null order by a.staff_key) as primary_staff
  from csec.youth y where y.county = $1 and y.died_on is null order by y.client_key limit $2`,
};

interface OutlineRow {
  readonly subject_id: string; readonly first_name: string | null; readonly last_name: string | null; readonly born_on: LocalDate | null;
  readonly sensitivity: Sensitivity; readonly has_open_case: boolean; readonly in_care: boolean; readonly address_confidential: boolean;
  readonly csec_status: CsecStatus | null; readonly grid_rows: number; readonly projects: number; readonly services: number;
  readonly reported_referrals: readonly string[]; readonly primary_staff: readonly string[];
}

/** Outlines of a county's living youths in the order of their CWS/CMS keys. Works under the sync role only. */
export async function youthOutlines(session: Queryable, county: string, limit: number): Promise<readonly YouthOutline[]> {
  const rows = await session.query<OutlineRow>(OUTLINES, [county, limit]);
  return rows.map((row) => ({
    subjectId: row.subject_id, firstName: row.first_name, lastName: row.last_name, bornOn: row.born_on, sensitivity: row.sensitivity,
    hasOpenCase: row.has_open_case, inCare: row.in_care, addressConfidential: row.address_confidential, csecStatus: row.csec_status,
    gridRows: row.grid_rows, projects: row.projects, services: row.services, reportedReferrals: row.reported_referrals,
    primaryStaff: row.primary_staff,
  }));
}
