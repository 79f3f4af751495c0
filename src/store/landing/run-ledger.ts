import { invariant } from '../../kernel/invariant.js';
import type { Instant } from '../../kernel/dates.js';
import type { ErrorCode } from '../../kernel/error-codes.js';
import type { SyncSession } from './sync-session.js';

/** Where and why an unreadable file broke; names and numbers only. */
export interface TableFailure {
  readonly file: string;
  readonly line: number | null;
  /** The file fault, `WRONG_FIELD_COUNT`. */
  readonly reason: string;
  /** The sentence a person reads. */
  readonly says: string;
}

/** What became of one source table in one run. Counts are of rows; flags of rows that carry them. */
export interface TableOutcome {
  readonly table: string;
  /** `UNREADABLE`: nothing of the file was taken. `NOT_IN_EXTRACT`: the folder has no such file. */
  readonly outcome: 'LANDED' | 'UNREADABLE' | 'NOT_IN_EXTRACT';
  readonly read: number;
  readonly applied: number;
  readonly unchanged: number;
  /** Of the unchanged: rows that lost to a newer or later row of the same key, landed before or in this extract. */
  readonly superseded: number;
  readonly quarantined: number;
  readonly flags: Readonly<Record<string, number>>;
  readonly failure: TableFailure | null;
}

/** Says that each row of a table is accounted for. Errors: InvariantError; counts that do not add up are never stored. */
export function assertAccounted(outcome: TableOutcome): void {
  const { read, applied, unchanged, superseded, quarantined } = outcome;
  invariant(read === applied + unchanged + quarantined, `rows of ${outcome.table} do not add up`);
  invariant(superseded <= unchanged, `superseded rows of ${outcome.table} are not all unchanged`);
}

/** Opens a run. A run that still stands open died, for its successor holds the lock it held: it is closed as failed. */
export async function openRun(
  session: SyncSession, run: { readonly county: string; readonly folderLabel: string; readonly at: Instant },
): Promise<string> {
  await session.query(`update csec.sync_run set status = 'FAILED', failure_code = 'INTERNAL', finished_at = $1::timestamptz
    where status = 'RUNNING'`, [run.at]);
  const [opened] = await session.query<{ id: string }>(`
    insert into csec.sync_run (county, folder_label, status, started_at) values ($1, $2, 'RUNNING', $3) returning id`,
  [run.county, run.folderLabel, run.at]);
  invariant(opened, 'a run was not opened');
  return opened.id;
}

/** Keeps what became of a table. Errors: InvariantError when its rows do not add up. */
export async function recordTable(session: SyncSession, runId: string, outcome: TableOutcome): Promise<void> {
  assertAccounted(outcome);
  await session.query(`
    insert into csec.sync_table_count (run_id, source_table, outcome, rows_read, rows_applied, rows_unchanged, rows_superseded,
      rows_quarantined, flags, failed_file, failed_line, failed_reason)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`, [
    runId, outcome.table, outcome.outcome, outcome.read, outcome.applied, outcome.unchanged, outcome.superseded,
    outcome.quarantined, JSON.stringify(outcome.flags), outcome.failure?.file ?? null, outcome.failure?.line ?? null,
    outcome.failure?.reason ?? null,
  ]);
}

/** Closes a run with the sums of its tables. */
export async function finishRun(session: SyncSession, runId: string, end: {
  readonly at: Instant; readonly failureCode: ErrorCode | null; readonly youthsAssembled: number;
}): Promise<void> {
  await session.query(`
    update csec.sync_run r set status = $2, failure_code = $3, finished_at = $4::timestamptz, youths_assembled = $5,
      rows_read = t.rows_read, rows_applied = t.rows_applied, rows_unchanged = t.rows_unchanged,
      rows_superseded = t.rows_superseded, rows_quarantined = t.rows_quarantined
    from (select coalesce(sum(rows_read), 0) as rows_read, coalesce(sum(rows_applied), 0) as rows_applied,
        coalesce(sum(rows_unchanged), 0) as rows_unchanged, coalesce(sum(rows_superseded), 0) as rows_superseded,
        coalesce(sum(rows_quarantined), 0) as rows_quarantined
      from csec.sync_table_count where run_id = $1) t
    where r.id = $1`,
  [runId, end.failureCode === null ? 'COMPLETED' : 'FAILED', end.failureCode, end.at, end.youthsAssembled]);
}
