import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partitions of the landing table whose rows are looked up by the client they belong to. */
const BY_CLIENT = ['OCL_NM_T', 'NCWSNO_T', 'CL_ADDRT', 'CSECHIST', 'REFR_CLT', 'ALLGTN_T', 'CASE_T', 'PLC_EPST', 'O_HM_PLT', 'IDV_SVCT'];
/** Partitions whose rows are looked up by the shared row they hang off. */
const BY_PARENT = ['CL_ADDRT', 'REFR_CLT', 'REPTR_T', 'IJHM_DET', 'SPRJ_RFT', 'SPRJ_CST', 'O_HM_PLT', 'IDV_SVCT', 'ASGNM_T', 'ALLGTN_T'];

const NAMED = [...BY_CLIENT.map((table) => [table, 'client']), ...BY_PARENT.map((table) => [table, 'parent'])]
  .map(([table, key]) => `('county_record_${table!.toLowerCase()}', '${key}')`).join(', ');

/** Makes what indexes of the landing table are not there; does nothing where they all are. */
const RESTORE_INDEXES = `create or replace function csec.restore_landing_indexes() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    i record;
  begin
    for i in select partition, key from (values ${NAMED}) as named (partition, key)
      where to_regclass(format('csec.%I', partition || '_' || key)) is null loop
      execute format('create index %1$I on csec.%2$I (%3$I) where %3$I is not null', i.partition || '_' || i.key, i.partition, i.key || '_key');
    end loop;
  end $$`;

/** Building an index at once costs a third of keeping it up row by row: for a first load, and only for one, it may wait. */
const SUSPEND_INDEXES = `create or replace function csec.suspend_landing_indexes() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    i record;
  begin
    if exists (select from csec.youth) then return; end if;
    for i in select partition, key from (values ${NAMED}) as named (partition, key) loop
      execute format('drop index if exists csec.%I', i.partition || '_' || i.key);
    end loop;
  end $$`;

/** The landing table is analyzed table by table as it fills; of its records nothing is ever estimated. */
const REFRESH_STATISTICS = `create or replace function csec.refresh_statistics() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    each_table regclass;
  begin
    for each_table in select c.oid from pg_class c
      where c.relnamespace = 'csec'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'county\\_record%'
        and c.relname not in ('held_row', 'stale_client') order by c.relname loop
      execute format('analyze %s', each_table);
    end loop;
  end $$`;

const EVERY_ROW = `check (rows_read = rows_applied + rows_unchanged + rows_superseded + rows_tombstoned + rows_held + rows_quarantined)`;

/**
 * What a run needs to be streamed and to go on where it was killed: a schema for raw rows on their way, how far each
 * table has come, rows that wait for their parent, and by what raw text a landed row was understood. A row that lost to
 * a newer one is counted for itself now and no longer among the unchanged.
 */
export class StageRuns1770000005500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('create schema if not exists csec_stage');
    await run.query('revoke all on schema csec_stage from public');
    await run.query('grant usage, create on schema csec_stage to csec_sync');
    await this.countRuns(run);
    await this.holdRows(run);
    await this.markClients(run);
    await this.indexPartitions(run);
    await run.query(REFRESH_STATISTICS);
  }

  private async countRuns(run: QueryRunner): Promise<void> {
    await run.query(`alter table csec.sync_run
      add column if not exists kind text not null default 'FULL' check (kind in ('FULL', 'DELTA')),
      add column if not exists phase text not null default 'FINISHED' check (phase in ('LANDING', 'ASSEMBLY', 'FINISHED')),
      add column if not exists extract_mark text,
      add column if not exists marks_all boolean not null default false,
      add column if not exists resumed integer not null default 0,
      add column if not exists rows_tombstoned bigint not null default 0,
      add column if not exists rows_held bigint not null default 0,
      add column if not exists rows_joined bigint not null default 0`);
    await run.query(`alter table csec.sync_table_count
      drop constraint if exists every_row_accounted, drop constraint if exists superseded_is_unchanged,
      drop constraint if exists sync_table_count_outcome_check`);
    await run.query('update csec.sync_table_count set rows_unchanged = rows_unchanged - rows_superseded where rows_superseded > 0');
    await run.query('update csec.sync_run set rows_unchanged = rows_unchanged - rows_superseded where rows_superseded > 0');
    await run.query(`alter table csec.sync_table_count
      add column if not exists rows_tombstoned bigint not null default 0,
      add column if not exists rows_held bigint not null default 0,
      add column if not exists rows_joined bigint not null default 0,
      add column if not exists staged_rows bigint,
      add column if not exists landed_through bigint not null default 0,
      add column if not exists how text check (how in ('COPIED', 'TOLERANT')),
      add constraint sync_table_count_outcome_check check (outcome in ('LANDING', 'LANDED', 'UNREADABLE', 'NOT_IN_EXTRACT')),
      add constraint every_row_accounted ${EVERY_ROW}`);
  }

  private async holdRows(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.held_row (
      source_table text collate "C" not null,
      source_key text collate "C" not null,
      county text not null check (county ~ '^[0-9]{2}$'),
      run_id uuid not null,
      file text not null,
      line bigint not null,
      column_name text not null,
      held_at timestamptz not null,
      client_key text collate "C",
      parent_key text collate "C",
      updated_at timestamptz,
      flags text[] not null default '{}',
      record jsonb not null,
      digest bigint,
      primary key (source_table, source_key)
    )`);
    await run.query('revoke all on csec.held_row from public');
    await run.query('grant select, insert, update, delete on csec.held_row to csec_sync');
  }

  private async markClients(run: QueryRunner): Promise<void> {
    await run.query(`alter table csec.stale_client
      add column if not exists county text not null default '00',
      add column if not exists parts integer not null default -1`);
    await run.query('alter table csec.stale_client drop constraint if exists stale_client_pkey');
    await run.query('alter table csec.stale_client add primary key (county, client_key)');
    await run.query('grant update on csec.stale_client to csec_sync');
  }

  /** An index that a partition's rows are never looked up by only makes landing slower. */
  private async indexPartitions(run: QueryRunner): Promise<void> {
    await run.query(`alter table csec.county_record add column if not exists digest bigint, drop constraint if exists county_record_county_check,
      add constraint county_record_county_check check (length(county) = 2)`);
    for (const name of ['client', 'parent', 'run']) await run.query(`drop index if exists csec.county_record_${name}`);
    await run.query(RESTORE_INDEXES);
    await run.query(SUSPEND_INDEXES);
    for (const name of ['restore_landing_indexes()', 'suspend_landing_indexes()']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`grant execute on function csec.${name} to csec_sync`);
    }
    await run.query('select csec.restore_landing_indexes()');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
