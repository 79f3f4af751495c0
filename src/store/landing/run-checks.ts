import type { SourceTable } from '../../model/records/index.js';
import { copyLine } from './copy-text.js';
import { keepsOthers } from './county-fence.js';
import type { SyncSession } from './sync-session.js';

/** What can be checked of a table of a run. */
export const RUN_CHECK_KINDS = ['ROWS', 'SUM', 'TOMBSTONES', 'DRIFT'] as const;
export type RunCheckKind = (typeof RUN_CHECK_KINDS)[number];

/**
 * Something that was checked of a table of a run; numbers of rows or a sum over many of them, as text that loses no digit.
 * `ROWS`, `SUM`: what the control file states and what the file holds. `TOMBSTONES`: the rows that may go without
 * confirmation and those that would. `DRIFT`: the rows read by the county's last run of the kind and by this one.
 */
export interface RunCheck {
  readonly table: string;
  readonly kind: RunCheckKind;
  /** The column that is summed; null for what is none. */
  readonly column: string | null;
  /** Absent: null for a sum over too few rows to be told. */
  readonly stated: string | null;
  /** Absent: null for such a sum, and where the file cannot be read or summed. */
  readonly found: string | null;
  readonly passes: boolean;
}

/** Keeps what was checked of a run; checked again it stands as it was found last. */
export async function keepChecks(session: SyncSession, runId: string, checks: readonly RunCheck[]): Promise<void> {
  await session.query(`
    insert into csec.run_check (run_id, source_table, kind, column_name, stated, found, passes)
    select $1, "table", kind, coalesce("column", ''), stated, found, passes
    from jsonb_to_recordset($2::jsonb) as c ("table" text, kind text, "column" text, stated numeric, found numeric, passes boolean)
    on conflict (run_id, source_table, kind, column_name) do update set stated = excluded.stated, found = excluded.found, passes = excluded.passes`,
  [runId, JSON.stringify(checks)]);
}

/** Compares the rows that a run read with those of the county's last completed run of the kind, table by table, and keeps where they differ. */
export async function keepDrift(session: SyncSession, runId: string): Promise<void> {
  await session.query(`
    insert into csec.run_check (run_id, source_table, kind, stated, found, passes)
    select now.run_id, now.source_table, 'DRIFT', before.rows_read, now.rows_read, true
    from csec.sync_run r
    cross join lateral (select b.id from csec.sync_run b where b.county = r.county and b.kind = r.kind and b.status = 'COMPLETED' and b.id <> r.id
      order by b.started_at desc, b.finished_at desc, b.id desc limit 1) last
    join csec.sync_table_count now on now.run_id = r.id and now.outcome = 'LANDED'
    join csec.sync_table_count before on before.run_id = last.id and before.source_table = now.source_table and before.outcome = 'LANDED'
    where r.id = $1 and r.kind <> 'RETRY' and now.rows_read <> before.rows_read
    on conflict (run_id, source_table, kind, column_name) do update set stated = excluded.stated, found = excluded.found`, [runId]);
}

/** What was checked of a run, by table. */
export async function checksOf(session: SyncSession, runId: string): Promise<readonly RunCheck[]> {
  return session.query<RunCheck & { [column: string]: unknown }>(`
    select source_table as table, kind, nullif(column_name, '') as column, stated::text, found::text, passes
    from csec.run_check where run_id = $1 order by source_table, kind, column_name`, [runId]);
}

/** How many landed rows a county has of a table, but no more than `limit`, so that asking costs no more than it must. */
export async function countLanded(session: SyncSession, of: { readonly table: SourceTable; readonly county: string; readonly limit: number | null }): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    select count(*)::integer as count from (select from csec.county_record where source_table = $1 and county = $2 and record <> '{}' limit $3) r`,
  [of.table, of.county, of.limit]);
  return counted?.count ?? 0;
}

/** How many rows of a table the county's last completed full extract had: by what it sent itself, whatever became of it. Absent: 0 for none. */
export async function countLastRead(session: SyncSession, of: { readonly table: SourceTable; readonly county: string }): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    select t.rows_read::integer as count from csec.sync_run r join csec.sync_table_count t on t.run_id = r.id and t.source_table = $1 and t.outcome = 'LANDED'
    where r.county = $2 and r.kind = 'FULL' and r.status = 'COMPLETED' order by r.started_at desc, r.id desc limit 1`, [of.table, of.county]);
  return counted?.count ?? 0;
}

/** Whether other counties' extracts were begun here too. */
export async function countiesShare(session: SyncSession, county: string): Promise<boolean> {
  const [found] = await session.query<{ share: boolean }>(`select ${keepsOthers('$1')} as share`, [county]);
  return found?.share ?? true;
}

/** The last word of an extract on a row: that it stands, or that it is gone. */
export interface LastWord {
  readonly key: string;
  readonly line: number;
  readonly updatedAt: string | null;
  readonly deletes: boolean;
}

/** How many landed rows of a table an extract would take away: by its newest word on each, where that is no older than what landed. In a transaction. */
export async function countTombstones(session: SyncSession, table: SourceTable, words: AsyncIterable<LastWord>): Promise<number> {
  await session.query('create temporary table word (source_key text collate "C", line bigint, updated_at timestamptz, deletes boolean) on commit drop');
  async function* lines(): AsyncGenerator<string> {
    for await (const { key, line, updatedAt, deletes } of words) yield copyLine([key, line, updatedAt, deletes ? 't' : 'f']);
  }
  await session.copyIn('copy pg_temp.word from stdin', lines());
  const [counted] = await session.query<{ count: number }>(`
    with last as (select distinct on (source_key) * from pg_temp.word order by source_key, coalesce(updated_at, '-infinity') desc, line desc)
    select count(*)::integer as count from last l join csec.county_record c on c.source_table = $1 and c.source_key = l.source_key
    where l.deletes and c.record <> '{}' and coalesce(l.updated_at, '-infinity') >= coalesce(c.updated_at, '-infinity')`, [table]);
  return counted?.count ?? 0;
}
