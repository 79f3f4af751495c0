import { invariant } from '../../kernel/invariant.js';
import type { Instant } from '../../kernel/dates.js';
import type { ErrorCode } from '../../kernel/error-codes.js';
import type { SourceTable } from '../../model/records/index.js';
import type { SyncSession } from './sync-session.js';

/** Where and why an unreadable file broke; names and numbers only. */
export interface TableFailure {
  readonly file: string;
  readonly line: number | null;
  /** The file fault, `COLUMNS_MISSING`. */
  readonly reason: string;
  /** The sentence a person reads. */
  readonly says: string;
}

/** What became of the rows read; each row is exactly one of them. */
export interface RowCounts {
  readonly applied: number;
  /** Says what is known already. */
  readonly unchanged: number;
  /** Lost to a newer or later row of the same key, landed before or in this extract. */
  readonly superseded: number;
  /** Deletions that took effect. */
  readonly tombstoned: number;
  /** Wait for their parent. */
  readonly held: number;
  readonly quarantined: number;
}

/** What became of one source table in one run. Counts are of rows; flags of looked-at rows that carry them. */
export interface TableOutcome extends RowCounts {
  readonly table: string;
  /** `UNREADABLE`: nothing of the file was taken. `NOT_IN_EXTRACT`: there is no such file. */
  readonly outcome: 'LANDED' | 'UNREADABLE' | 'NOT_IN_EXTRACT';
  readonly read: number;
  /** Beside the rows read: rows held by an earlier run whose parent has come. */
  readonly joined: number;
  readonly flags: Readonly<Record<string, number>>;
  readonly failure: TableFailure | null;
}

/** Says that each row of a table is accounted for. Errors: InvariantError; counts that do not add up are never stored. */
export function assertAccounted(outcome: Pick<TableOutcome, 'table' | 'read'> & RowCounts): void {
  const { read, applied, unchanged, superseded, tombstoned, held, quarantined } = outcome;
  invariant(read === applied + unchanged + superseded + tombstoned + held + quarantined, `rows of ${outcome.table} do not add up`);
}

/** How far a run is. */
export type RunPhase = 'LANDING' | 'ASSEMBLY' | 'FINISHED';

/** A run that stands open, begun now or taken up again. */
export interface LedgerRun {
  readonly id: string;
  readonly startedAt: Instant;
  readonly phase: RunPhase;
  /** Every child is marked at the end of landing, and none row by row. */
  readonly marksAll: boolean;
  readonly resumed: boolean;
}

/** What a run is opened with. */
export interface RunOpening {
  readonly county: string;
  readonly kind: 'FULL' | 'DELTA' | 'RETRY';
  readonly folderLabel: string;
  readonly at: Instant;
  /** What extract it is and how it is understood; a run that was cut off goes on only with the same. */
  readonly extractMark: string;
  readonly marksAll: boolean;
  /** The upload by which the county pushed it; null for an operator's run. */
  readonly uploadId: string | null;
}

/**
 * Takes up the county's last run if it was cut off over the same extract, else opens one. Whatever else of the county
 * stands open died, for its successor holds the lock it held: it is closed as failed. If it had landed rows and marked
 * nobody for them, the new run marks every child in its place.
 */
export async function openRun(session: SyncSession, opening: RunOpening): Promise<LedgerRun> {
  const [last] = await session.query<{ id: string }>(`
    select id from (select id, extract_mark, phase from csec.sync_run where county = $1 order by started_at desc, id desc limit 1) r
    where extract_mark = $2 and phase <> 'FINISHED'`, [opening.county, opening.extractMark]);
  const [left] = await session.query<{ unmarked: boolean }>(`
    select exists (select from csec.sync_run where county = $1 and phase = 'LANDING' and marks_all and id is distinct from $2) as unmarked`,
  [opening.county, last?.id ?? null]);
  await session.query(`update csec.sync_run set phase = 'FINISHED', finished_at = coalesce(finished_at, $2::timestamptz),
      failure_code = case when status = 'RUNNING' then 'INTERNAL' else failure_code end, status = 'FAILED'
    where county = $1 and (status = 'RUNNING' or phase <> 'FINISHED') and id is distinct from $3`, [opening.county, opening.at, last?.id ?? null]);
  const columns = `id, started_at as "startedAt", phase, marks_all as "marksAll", resumed > 0 as resumed`;
  const [run] = last
    ? await session.query<LedgerRun & { [column: string]: unknown }>(`update csec.sync_run set status = 'RUNNING', failure_code = null, finished_at = null,
        resumed = resumed + 1 where id = $1 returning ${columns}`, [last.id])
    : await session.query<LedgerRun & { [column: string]: unknown }>(`
        insert into csec.sync_run (county, kind, folder_label, status, started_at, phase, extract_mark, marks_all, upload_id)
        values ($1, $2, $3, 'RUNNING', $4, 'LANDING', $5, $6, $7) returning ${columns}`,
      [opening.county, opening.kind, opening.folderLabel, opening.at, opening.extractMark, opening.marksAll || (left?.unmarked ?? false), opening.uploadId]);
  invariant(run, 'a run was not opened');
  return run;
}

/** How far a table of a run has come. */
export interface TableProgress {
  readonly table: SourceTable;
  readonly outcome: 'LANDING' | TableOutcome['outcome'];
  /** Rows put into the stage, those that lost to others included. */
  readonly stagedRows: number | null;
  /** Pages of the stage that are merged. */
  readonly landedThrough: number;
}

/** The tables of a run that were begun. */
export async function tableProgress(session: SyncSession, runId: string): Promise<ReadonlyMap<string, TableProgress>> {
  const rows = await session.query<TableProgress & { [column: string]: unknown }>(`
    select source_table as table, outcome, staged_rows as "stagedRows", landed_through as "landedThrough"
    from csec.sync_table_count where run_id = $1`, [runId]);
  return new Map(rows.map((row) => [row.table, row]));
}

/** Notes that a file is staged, with what became of rows on the way there. */
export async function noteStaged(session: SyncSession, runId: string, staged: {
  readonly table: SourceTable; readonly how: 'COPIED' | 'TOLERANT'; readonly stagedRows: number;
  readonly counts: Pick<RowCounts, 'unchanged' | 'superseded' | 'quarantined'>;
}): Promise<void> {
  const { unchanged, superseded, quarantined } = staged.counts;
  await session.query(`
    insert into csec.sync_table_count (run_id, source_table, outcome, staged_rows, how, rows_read, rows_unchanged, rows_superseded, rows_quarantined)
    values ($1, $2, 'LANDING', $3, $4, $5, $6, $7, $8)
    on conflict (run_id, source_table) do update set staged_rows = excluded.staged_rows, how = excluded.how, rows_read = excluded.rows_read,
      rows_unchanged = excluded.rows_unchanged, rows_superseded = excluded.rows_superseded, rows_quarantined = excluded.rows_quarantined`,
  [runId, staged.table, staged.stagedRows, staged.how, unchanged + superseded + quarantined, unchanged, superseded, quarantined]);
}

/** Adds what became of a batch to its table. Errors: InvariantError when its rows do not add up. */
export async function noteBatch(session: SyncSession, runId: string, batch: RowCounts & {
  readonly table: SourceTable; readonly read: number; readonly joined: number; readonly landedThrough: number;
  readonly flags: Readonly<Record<string, number>>;
}): Promise<void> {
  assertAccounted(batch);
  await session.query(`
    update csec.sync_table_count set rows_read = rows_read + $3, rows_applied = rows_applied + $4, rows_unchanged = rows_unchanged + $5,
      rows_superseded = rows_superseded + $6, rows_tombstoned = rows_tombstoned + $7, rows_held = rows_held + $8,
      rows_quarantined = rows_quarantined + $9, rows_joined = rows_joined + $10, landed_through = greatest(landed_through, $11),
      flags = (select coalesce(jsonb_object_agg(flag, n), '{}') from (
        select key as flag, sum(value::bigint) as n from (select * from jsonb_each_text(flags) union all select * from jsonb_each_text($12::jsonb)) f
        group by key) f where n <> 0)
    where run_id = $1 and source_table = $2`, [
    runId, batch.table, batch.read, batch.applied, batch.unchanged, batch.superseded, batch.tombstoned, batch.held, batch.quarantined,
    batch.joined, batch.landedThrough, JSON.stringify(batch.flags),
  ]);
}

/** Notes that a table is begun, of which nothing was read. */
export async function beginTable(session: SyncSession, runId: string, table: SourceTable): Promise<void> {
  await session.query(`insert into csec.sync_table_count (run_id, source_table, outcome) values ($1, $2, 'LANDING')
    on conflict (run_id, source_table) do nothing`, [runId, table]);
}

/** Keeps the end of a table: landed as counted so far, unreadable, or not in the extract. */
export async function closeTable(
  session: SyncSession, runId: string, end: { readonly table: SourceTable; readonly outcome: TableOutcome['outcome']; readonly failure?: TableFailure },
): Promise<void> {
  await session.query(`
    insert into csec.sync_table_count (run_id, source_table, outcome, failed_file, failed_line, failed_reason) values ($1, $2, $3, $4, $5, $6)
    on conflict (run_id, source_table) do update set outcome = excluded.outcome, failed_file = excluded.failed_file,
      failed_line = excluded.failed_line, failed_reason = excluded.failed_reason`,
  [runId, end.table, end.outcome, end.failure?.file ?? null, end.failure?.line ?? null, end.failure?.reason ?? null]);
}

/** Forgets what was counted and quarantined of a table, as if its file had not been looked at. */
export async function forgetTable(session: SyncSession, runId: string, table: SourceTable): Promise<void> {
  await session.query('delete from csec.quarantined_row where run_id = $1 and source_table = $2', [runId, table]);
  await session.query('delete from csec.sync_table_count where run_id = $1 and source_table = $2', [runId, table]);
}

interface OutcomeRow extends RowCounts {
  readonly table: string; readonly outcome: TableOutcome['outcome']; readonly read: number; readonly joined: number;
  readonly flags: Readonly<Record<string, number>>; readonly file: string | null; readonly line: number | null; readonly reason: string | null;
  readonly [column: string]: unknown;
}

/** What became of the tables of a run. `says` gives the words of a failure's reason. */
export async function tableOutcomes(session: SyncSession, runId: string, says: (failure: Omit<TableFailure, 'says'>) => string): Promise<readonly TableOutcome[]> {
  const rows = await session.query<OutcomeRow>(`
    select source_table as table, outcome, rows_read as read, rows_applied as applied, rows_unchanged as unchanged, rows_superseded as superseded,
      rows_tombstoned as tombstoned, rows_held as held, rows_quarantined as quarantined, rows_joined as joined, flags,
      failed_file as file, failed_line as line, failed_reason as reason
    from csec.sync_table_count where run_id = $1 order by source_table`, [runId]);
  return rows.map(({ file, line, reason, ...row }) => {
    const failure = file === null || reason === null ? null : { file, line, reason };
    return { ...row, failure: failure && { ...failure, says: says(failure) } };
  });
}

/** Moves a run on. */
export async function enterPhase(session: SyncSession, runId: string, phase: RunPhase): Promise<void> {
  await session.query('update csec.sync_run set phase = $2 where id = $1', [runId, phase]);
}

/** Adds youths that a batch of assembly rebuilt, in its transaction. */
export async function noteAssembled(session: SyncSession, runId: string, youths: number): Promise<void> {
  await session.query('update csec.sync_run set youths_assembled = youths_assembled + $2 where id = $1', [runId, youths]);
}

/** Closes a run with the sums of its tables. A run that a fault ended keeps its phase, so that it can be taken up again. */
export async function finishRun(
  session: SyncSession, runId: string, end: { readonly at: Instant; readonly failureCode: ErrorCode | null; readonly mayResume: boolean },
): Promise<number> {
  const [run] = await session.query<{ youths: number }>(`
    update csec.sync_run r set status = $2, failure_code = $3, finished_at = $4::timestamptz, phase = case when $5 then r.phase else 'FINISHED' end,
      rows_read = t.rows_read, rows_applied = t.rows_applied, rows_unchanged = t.rows_unchanged, rows_superseded = t.rows_superseded,
      rows_tombstoned = t.rows_tombstoned, rows_held = t.rows_held, rows_quarantined = t.rows_quarantined, rows_joined = t.rows_joined
    from (select ${SUMS.map((name) => `coalesce(sum(${name}), 0) as ${name}`).join(', ')} from csec.sync_table_count where run_id = $1) t
    where r.id = $1 returning youths_assembled as youths`,
  [runId, end.failureCode === null ? 'COMPLETED' : 'FAILED', end.failureCode, end.at, end.mayResume]);
  return run?.youths ?? 0;
}

const SUMS = ['rows_read', 'rows_applied', 'rows_unchanged', 'rows_superseded', 'rows_tombstoned', 'rows_held', 'rows_quarantined', 'rows_joined'];
