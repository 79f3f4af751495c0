import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

/** What became of the rows read: every one is exactly one of them; `joined` are rows of earlier runs beside those read. */
export interface RowCounts {
  readonly read: number;
  readonly applied: number;
  readonly unchanged: number;
  /** The row kept was newer. */
  readonly superseded: number;
  readonly tombstoned: number;
  /** Wait for their parent. */
  readonly held: number;
  readonly quarantined: number;
  readonly joined: number;
}

/** The counts of one source table in one run. */
export interface SyncTableCount {
  readonly sourceTable: string;
  /** `LANDING` while its rows come in. */
  readonly outcome: 'LANDING' | 'LANDED' | 'UNREADABLE' | 'NOT_IN_EXTRACT';
  readonly rows: RowCounts;
}

/** One run over a county's extract. */
export interface SyncRun {
  readonly id: string;
  readonly county: string;
  readonly kind: 'FULL' | 'DELTA' | 'RETRY';
  readonly folderLabel: string;
  readonly status: 'RUNNING' | 'COMPLETED' | 'FAILED';
  readonly startedAt: Instant;
  readonly finishedAt: Instant | null;
  /** Code of the error that ended a failed run. */
  readonly failureCode: string | null;
  readonly rows: RowCounts;
  readonly youthsAssembled: number;
}

/** Where a page begins: the last run before it. */
export interface SyncRunStart {
  readonly startedAt: Instant;
  readonly id: string;
}

const COUNTS = 'rows_read, rows_applied, rows_unchanged, rows_superseded, rows_tombstoned, rows_held, rows_quarantined, rows_joined';

const COLUMNS = `id, county, kind, folder_label, status, started_at, finished_at, failure_code, ${COUNTS}, youths_assembled`;

const RUNS: Statement = {
  name: 'sync-runs',
  text: `select ${COLUMNS} from csec.sync_run
  where ($1::text is null or county = $1) and ($2::timestamptz is null or (started_at, id) < ($2, $3::uuid))
  order by started_at desc, id desc limit $4`,
};

const RUN: Statement = { name: 'sync-run-by-id', text: `select ${COLUMNS} from csec.sync_run where id = $1` };

const TABLE_COUNTS: Statement = {
  name: 'sync-table-counts',
  text: `select run_id, source_table, outcome, ${COUNTS}
  from csec.sync_table_count where run_id = any ($1) order by run_id, source_table`,
};

interface CountColumns {
  readonly rows_read: number; readonly rows_applied: number; readonly rows_unchanged: number;
  readonly rows_superseded: number; readonly rows_tombstoned: number; readonly rows_held: number; readonly rows_quarantined: number; readonly rows_joined: number;
}

interface RunRow extends CountColumns {
  readonly id: string; readonly county: string; readonly kind: SyncRun['kind']; readonly folder_label: string; readonly status: SyncRun['status'];
  readonly started_at: Instant; readonly finished_at: Instant | null; readonly failure_code: string | null;
  readonly youths_assembled: number;
}

/** Extract runs, newest first; of one county where one is given. */
export async function syncRuns(
  session: Queryable,
  page: { readonly county: string | null; readonly first: number; readonly after: SyncRunStart | null },
): Promise<readonly SyncRun[]> {
  const rows = await session.query<RunRow>(RUNS, [page.county, page.after?.startedAt ?? null, page.after?.id ?? null, page.first]);
  return rows.map(toRun);
}

/** One run, or null. */
export async function syncRunById(session: Queryable, id: string): Promise<SyncRun | null> {
  const rows = await session.query<RunRow>(RUN, [id]);
  return rows[0] ? toRun(rows[0]) : null;
}

/** The counts of each source table of each run, in the order of the runs asked. */
export async function tableCountsByRun(
  session: Queryable, runIds: readonly string[],
): Promise<readonly (readonly SyncTableCount[])[]> {
  type Counted = CountColumns & { readonly run_id: string; readonly source_table: string; readonly outcome: SyncTableCount['outcome'] };
  const rows = await session.query<Counted>(TABLE_COUNTS, [runIds]);
  return runIds.map((id) => rows.filter((row) => row.run_id === id)
    .map((row) => ({ sourceTable: row.source_table, outcome: row.outcome, rows: toCounts(row) })));
}

function toRun(row: RunRow): SyncRun {
  return {
    id: row.id, county: row.county, kind: row.kind, folderLabel: row.folder_label, status: row.status, startedAt: row.started_at,
    finishedAt: row.finished_at, failureCode: row.failure_code, rows: toCounts(row), youthsAssembled: row.youths_assembled,
  };
}

function toCounts(row: CountColumns): RowCounts {
  return {
    read: row.rows_read, applied: row.rows_applied, unchanged: row.rows_unchanged, superseded: row.rows_superseded,
    tombstoned: row.rows_tombstoned, held: row.rows_held, quarantined: row.rows_quarantined, joined: row.rows_joined,
  };
}
