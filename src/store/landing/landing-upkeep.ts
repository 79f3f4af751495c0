import type { SourceTable } from '../../model/records/index.js';
import type { SyncSession } from './sync-session.js';

/** So many changed rows, and so great a share of the table, change how it is best read; autovacuum sees to the rest in time. */
const ROWS_WORTH_STATISTICS = 1_000;
const SHARE_WORTH_STATISTICS = 0.1;

/** Tells the planner of a table's landed rows if this run changed many of them. */
export async function noteStatistics(session: SyncSession, runId: string, table: SourceTable): Promise<void> {
  await session.query(`select csec.note_statistics(t.source_table) from csec.sync_table_count t
    left join pg_class c on c.oid = to_regclass('csec.county_record_' || lower(t.source_table))
    where t.run_id = $1 and t.source_table = $2 and t.rows_applied >= greatest(${ROWS_WORTH_STATISTICS}, c.reltuples * ${SHARE_WORTH_STATISTICS})`,
  [runId, table]);
}

/** Tells the planner the new sizes of what readers read, if this run changed much: the first page must be as fast as any. */
export async function refreshStatistics(session: SyncSession, rowsApplied: number): Promise<void> {
  await session.query(`select csec.refresh_statistics() from (
      select sum(greatest(c.reltuples, 0)) as rows from pg_class c where c.relnamespace = 'csec'::regnamespace and c.relname like 'county\\_record\\_%'
        and c.relkind = 'r') landed
    where $1 >= greatest(${ROWS_WORTH_STATISTICS}, landed.rows * ${SHARE_WORTH_STATISTICS})`, [rowsApplied]);
}

/** Lets go of the indexes that a first load, and only it, can do without until its rows are in. */
export async function suspendIndexes(session: SyncSession): Promise<void> {
  await session.query('select csec.suspend_landing_indexes()');
}

/** Makes the indexes of the landing table that are not there. */
export async function restoreIndexes(session: SyncSession): Promise<void> {
  await session.query("select set_config('maintenance_work_mem', '128MB', false)");
  await session.query('select csec.restore_landing_indexes()');
}
