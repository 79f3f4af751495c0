import type { Instant } from '../../kernel/dates.js';
import type { MandatedReport } from '../../model/mandated-report.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const OPEN: Statement = { name: 'open-mandated-report', text: 'select csec.open_mandated_report($1::jsonb) as id' };
const MADE: Statement = { name: 'note-report-made', text: 'select csec.note_report_made($1::uuid, $2::uuid, $3::timestamptz, $4)' };
const END: Statement = { name: 'end-mandated-report', text: 'select csec.end_mandated_report($1::uuid, $2::uuid, $3::timestamptz)' };

/**
 * Opens a compelled report about an open subject and answers its id: that of the live report of the same statute to the
 * same recipient where there is one, whose clock runs on. Errors: CONFLICT when this very report has ended.
 */
export async function openMandatedReport(
  session: Queryable, report: Omit<MandatedReport, 'reportedAt' | 'reportNumber' | 'endedAt'>,
): Promise<string> {
  const fresh = columnsOf({ ...report, reportedAt: null, reportNumber: null, endedAt: null });
  const [row] = await session.query<{ readonly id: string }>(OPEN, [JSON.stringify(fresh)]);
  return row!.id;
}

/** Notes that a report was made, the first time it was, with the recipient's number. Errors: CONFLICT when none is live. */
export async function noteReportMade(
  session: Queryable,
  change: { readonly subjectId: string; readonly reportId: string; readonly reportedAt: Instant; readonly reportNumber: string | null },
): Promise<void> {
  await session.query(MADE, [change.subjectId, change.reportId, change.reportedAt, change.reportNumber]);
}

/** Ends a report: the recipient reads no more. Of two moments the earlier stands. Errors: CONFLICT when there is none. */
export async function endMandatedReport(
  session: Queryable, change: { readonly subjectId: string; readonly reportId: string; readonly endedAt: Instant },
): Promise<void> {
  await session.query(END, [change.subjectId, change.reportId, change.endedAt]);
}
