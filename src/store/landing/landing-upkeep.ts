import { GatewayError } from '../../kernel/gateway-error.js';
import type { SourceTable } from '../../model/records/index.js';
import { inTransaction, type SyncSession } from './sync-session.js';

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

/** Lets autovacuum back to the tables that a first load kept it from, this one or one that was cut off. */
export async function resumeVacuum(session: SyncSession): Promise<void> {
  await session.query('select csec.resume_vacuum()');
}

/**
 * Lets go of the indexes, that of the key among them, that a first load, and only it, can do without until its rows are in,
 * and keeps autovacuum away.
 */
export async function suspendIndexes(session: SyncSession): Promise<void> {
  await session.query('select csec.suspend_landing_indexes()');
}

const INDEX_LOCK = 7_263_106;

/** Makes the indexes of the landing table that are not there. Runs that find them missing at once make them in turn. */
export async function restoreIndexes(session: SyncSession): Promise<void> {
  await restoreKey(session);
  await remake(session, 'csec.restore_landing_indexes()');
}

/** Makes the key of the landing table if a first load does without it: whatever compares itself with what landed rests on it. */
export async function restoreKey(session: SyncSession): Promise<void> {
  await remake(session, 'csec.restore_landing_key()').catch(async (fault: unknown) => {
    if (!(fault instanceof GatewayError) || fault.code !== 'CONFLICT') throw fault;
    await remake(session, 'csec.restore_landing_key()', dropOutdone);
  });
}

async function remake(session: SyncSession, by: string, before?: (session: SyncSession) => Promise<void>): Promise<void> {
  await session.query("select set_config('maintenance_work_mem', '128MB', false)");
  await inTransaction(session, async () => {
    await session.query('select pg_advisory_xact_lock($1::integer, 0)', [INDEX_LOCK]);
    await before?.(session);
    await session.query(`select ${by}`);
  });
}

/**
 * Of landed rows that share a key keeps the newest, of equal ones the later, and counts the others as superseded and their
 * flags not at all. They come about where a file spells one key in two ways, so that only the key that is understood tells.
 */
async function dropOutdone(session: SyncSession): Promise<void> {
  // Whoever is landing ends his batch before: what he lands is looked at too.
  await session.query('lock table csec.county_record in exclusive mode');
  await session.query(`
    with ranked as (
      select tableoid as partition, ctid as place, row_number() over (
        partition by source_table, source_key order by coalesce(updated_at, '-infinity') desc, ctid desc) as nth
      from csec.county_record),
    gone as (
      delete from csec.county_record c using ranked r where r.nth > 1 and c.tableoid = r.partition and c.ctid = r.place
      returning c.source_table, c.run_id, c.flags, c.record = '{}' as removed),
    counted as (
      select source_table, run_id, count(*) as rows, count(*) filter (where removed) as removed from gone group by source_table, run_id),
    flagged as (select source_table, run_id, flag, count(*) as rows from gone, unnest(flags) as flag group by source_table, run_id, flag)
    update csec.sync_table_count t set rows_superseded = t.rows_superseded + g.rows,
      rows_tombstoned = t.rows_tombstoned - g.removed, rows_applied = t.rows_applied - (g.rows - g.removed),
      flags = (select coalesce(jsonb_object_agg(f.key, f.value::bigint - coalesce(x.rows, 0)) filter (where f.value::bigint > coalesce(x.rows, 0)), '{}')
        from jsonb_each_text(t.flags) f left join flagged x on x.source_table = t.source_table and x.run_id = t.run_id and x.flag = f.key)
    from counted g where t.run_id = g.run_id and t.source_table = g.source_table`);
}
