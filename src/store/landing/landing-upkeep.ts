import type { SourceTable } from '../../model/records/index.js';
import type { SyncSession } from './sync-session.js';

/** So many changed rows may change how a partition is best read. */
const ROWS_WORTH_STATISTICS = 1_000;

/** Tells the planner of a table's landed rows if this run changed many of them. */
export async function noteStatistics(session: SyncSession, runId: string, table: SourceTable): Promise<void> {
  await session.query(`select csec.note_statistics(source_table) from csec.sync_table_count
    where run_id = $1 and source_table = $2 and rows_applied >= ${ROWS_WORTH_STATISTICS}`, [runId, table]);
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
