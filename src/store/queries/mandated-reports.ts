import type { Instant } from '../../kernel/dates.js';
import type { AnsweredReport } from '../../model/mandated-report.js';
import { SENSITIVITIES, type Sensitivity } from '../../model/youth.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const COLUMNS = `subject_id, id, statute, recipient_agency_id, learned_at, due_at, reported_at, report_number, ended_at,
    csec.report_delivery(subject_id, id) as delivery`;

const BY_SUBJECT: Statement = {
  name: 'mandated-reports-by-subject',
  text: `select ${COLUMNS} from csec.mandated_report where subject_id = any ($1) order by subject_id, learned_at desc, id`,
};

const OF_COUNTY: Statement = {
  name: 'mandated-reports-of-county',
  text: `select ${COLUMNS} from csec.mandated_reports_of($1, $2::text[], $3::boolean, $4::timestamptz, $5::uuid, $6::integer)`,
};

interface ReportRow {
  readonly subject_id: string; readonly id: string; readonly statute: AnsweredReport['statute']; readonly recipient_agency_id: string;
  readonly learned_at: Instant; readonly due_at: Instant; readonly reported_at: Instant | null; readonly report_number: string | null;
  readonly ended_at: Instant | null; readonly delivery: AnsweredReport['delivery'];
}

/** Where a page begins: the due moment and id of the last report before it. */
export interface ReportStart {
  readonly dueAt: Instant;
  readonly id: string;
}

/** Which of a county's reports; `unmade`: only those that are still to be made. */
export interface ReportPage {
  readonly county: string;
  readonly unmade: boolean;
  /** Only reports about clients of these; every one unless told. */
  readonly sensitivities?: readonly Sensitivity[];
  readonly first: number;
  readonly after: ReportStart | null;
}

/** Compelled reports about each subject, newest first. In the order of the subjects asked. */
export async function mandatedReportsBySubject(
  session: Queryable, subjectIds: readonly string[],
): Promise<readonly (readonly AnsweredReport[])[]> {
  const rows = await session.query<ReportRow>(BY_SUBJECT, [subjectIds]);
  return bySubject(subjectIds, rows, toReport);
}

/** Compelled reports about youths of a county, the first due first. The youths need not be open. */
export async function mandatedReportsOfCounty(session: Queryable, page: ReportPage): Promise<readonly AnsweredReport[]> {
  const rows = await session.query<ReportRow>(OF_COUNTY, [
    page.county, page.sensitivities ?? SENSITIVITIES, page.unmade, page.after?.dueAt ?? null, page.after?.id ?? null, page.first,
  ]);
  return rows.map(toReport);
}

function toReport(row: ReportRow): AnsweredReport {
  return {
    id: row.id, subjectId: row.subject_id, statute: row.statute, recipientAgencyId: row.recipient_agency_id, learnedAt: row.learned_at,
    dueAt: row.due_at, reportedAt: row.reported_at, reportNumber: row.report_number, endedAt: row.ended_at, delivery: row.delivery,
  };
}
