import type { Instant } from '../../kernel/dates.js';
import { NOT_THIS_COUNTYS } from '../landing/county-fence.js';
import type { Queryable, Statement } from '../request-session.js';

/**
 * What became of the rows read: every one is exactly one of them; `joined` are rows of earlier runs beside those read.
 * Absent: of a run that the county pushed, beside other counties' extracts, what became of the rows that were understood is
 * null. Which of them the gateway took up hangs on what other counties have, and that is not for this county to learn.
 */
export interface RowCounts {
  readonly read: number;
  readonly applied: number | null;
  readonly unchanged: number | null;
  /** The row kept was newer. */
  readonly superseded: number | null;
  readonly tombstoned: number | null;
  /** Wait for their parent. */
  readonly held: number | null;
  readonly quarantined: number;
  readonly joined: number | null;
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
  /** Absent: null as counts of rows are. */
  readonly youthsAssembled: number | null;
}

/** Where a page begins: the last run before it. */
export interface SyncRunStart {
  readonly startedAt: Instant;
  readonly id: string;
}

/** SQL that says of a run `r` that it tells no more than what its files say. */
export const TELLS_LITTLE = '(r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county))';

const TOLD = ['rows_applied', 'rows_unchanged', 'rows_superseded', 'rows_tombstoned', 'rows_held', 'rows_joined'];

/** The counts of `of`, a run or a table of it. Rows refused for another county's sake count as understood. */
const counts = (of: string, refused: string): string => [
  `${of}.rows_read`,
  `${of}.rows_quarantined - (select count(*) from csec.quarantined_row q where q.run_id = r.id and q.reason = '${NOT_THIS_COUNTYS}'${refused}) as rows_quarantined`,
  ...TOLD.map((name) => `case when not ${TELLS_LITTLE} then ${of}.${name} end as ${name}`),
].join(', ');

const COLUMNS = `r.id, r.county, r.kind, r.folder_label, r.status, r.started_at, r.finished_at, r.failure_code, ${counts('r', '')},
  case when not ${TELLS_LITTLE} then r.youths_assembled end as youths_assembled`;

const RUNS: Statement = {
  name: 'sync-runs',
  text: `select ${COLUMNS} from csec.sync_run r
  where ($1::text is null or r.county = $1) and ($2::timestamptz is null or (r.started_at, r.id) < ($2, $3::uuid))
  order by r.started_at desc, r.id desc limit $4`,
};

const RUN: Statement = { name: 'sync-run-by-id', text: `select ${COLUMNS} from csec.sync_run r where r.id = $1` };

const TABLE_COUNTS: Statement = {
  name: 'sync-table-counts',
  text: `select t.run_id, t.source_table, t.outcome, ${counts('t', ' and q.source_table = t.source_table')}
  from csec.sync_table_count t join csec.sync_run r on r.id = t.run_id where t.run_id = any ($1) order by t.run_id, t.source_table`,
};

interface CountColumns {
  readonly rows_read: number; readonly rows_applied: number | null; readonly rows_unchanged: number | null; readonly rows_superseded: number | null;
  readonly rows_tombstoned: number | null; readonly rows_held: number | null; readonly rows_quarantined: number; readonly rows_joined: number | null;
}

interface RunRow extends CountColumns {
  readonly id: string; readonly county: string; readonly kind: SyncRun['kind']; readonly folder_label: string; readonly status: SyncRun['status'];
  readonly started_at: Instant; readonly finished_at: Instant | null; readonly failure_code: string | null;
  readonly youths_assembled: number | null;
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
