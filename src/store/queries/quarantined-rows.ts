import type { Instant } from '../../kernel/dates.js';
import type { RejectionReason } from '../../model/change.js';
import { NOT_THIS_COUNTYS } from '../landing/county-fence.js';
import type { Queryable, Statement } from '../request-session.js';

/** A row that could not be understood: where it stood and why, never what it said. */
export interface QuarantinedRow {
  readonly id: string;
  readonly runId: string;
  readonly sourceTable: string;
  readonly file: string;
  readonly line: number;
  readonly column: string | null;
  readonly reason: RejectionReason;
  readonly at: Instant;
  /** The run that looked at it anew and left it here no longer; null while it stands in quarantine. */
  readonly settledBy: string | null;
}

/** Which rows; null for all. */
export interface QuarantineFilter {
  readonly runId: string | null;
  readonly sourceTable: string | null;
  readonly reason: RejectionReason | null;
  /** Also those that stand in quarantine no longer. */
  readonly settledToo: boolean;
}

/** Where a page begins: the moment and id of the last row before it. */
export interface QuarantineStart {
  readonly at: Instant;
  readonly id: string;
}

const ROWS: Statement = {
  name: 'quarantined-rows',
  text: `select q.id, q.run_id, q.source_table, q.file, q.line, q.column_name, q.reason, q.at, q.settled_by
  from csec.quarantined_row q
  join csec.sync_run r on r.id = q.run_id
  left join csec.quarantined_row last on last.id = $4::uuid
  where r.county = $1 and q.reason <> '${NOT_THIS_COUNTYS}' and ($2::uuid is null or q.run_id = $2)
    and ($6::text is null or q.source_table = $6) and ($7::text is null or q.reason = $7) and ($8 or q.settled_by is null)
    and ($3::timestamptz is null or q.at < $3 or (q.at = $3 and (q.file, q.line, q.id) > (last.file, last.line, last.id)))
  order by q.at desc, q.file, q.line, q.id limit $5`,
};

interface Row {
  readonly id: string; readonly run_id: string; readonly source_table: string; readonly file: string; readonly line: number;
  readonly column_name: string | null; readonly reason: RejectionReason; readonly at: Instant; readonly settled_by: string | null;
}

/** Quarantined rows of a county's runs, as filtered: the latest first, those of one moment by file and line. */
export async function quarantinedRows(
  session: Queryable,
  page: QuarantineFilter & { readonly county: string; readonly first: number; readonly after: QuarantineStart | null },
): Promise<readonly QuarantinedRow[]> {
  const { county, runId, sourceTable, reason, settledToo, after, first } = page;
  const rows = await session.query<Row>(ROWS, [county, runId, after?.at ?? null, after?.id ?? null, first, sourceTable, reason, settledToo]);
  return rows.map((row) => ({
    id: row.id, runId: row.run_id, sourceTable: row.source_table, file: row.file, line: row.line, column: row.column_name,
    reason: row.reason, at: row.at, settledBy: row.settled_by,
  }));
}
