import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Partitions of the landing table whose rows are looked up by the client they belong to. */
const BY_CLIENT = ['OCL_NM_T', 'NCWSNO_T', 'CL_ADDRT', 'CSECHIST', 'REFR_CLT', 'ALLGTN_T', 'CASE_T', 'PLC_EPST', 'O_HM_PLT', 'IDV_SVCT', 'CLN_RELT'];
/** Partitions whose rows are looked up by the shared row they hang off. */
const BY_PARENT = ['CL_ADDRT', 'REFR_CLT', 'REPTR_T', 'IJHM_DET', 'SPRJ_RFT', 'SPRJ_CST', 'O_HM_PLT', 'IDV_SVCT', 'ASGNM_T', 'ALLGTN_T', 'CLN_RELT'];

const NAMED = [...BY_CLIENT.map((table) => [table, 'client']), ...BY_PARENT.map((table) => [table, 'parent'])]
  .map(([table, key]) => `('county_record_${table!.toLowerCase()}', '${key}')`).join(', ');

/** The tables that a load fills, and whether autovacuum is kept from them. */
const TENDED = `(
  select c.oid::regclass as name, coalesce('autovacuum_enabled=false' = any (c.reloptions), false) as kept from pg_class c
  where c.relnamespace = 'csec'::regnamespace and c.relkind = 'r' and (c.relispartition and c.relname like 'county\\_record\\_%' or c.relname in (
    'youth', 'alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation', 'child_welfare_case',
    'placement', 'service_record', 'identifier', 'assignment', 'absence', 'stale_client', 'held_row'))) t`;

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

/** Makes the key of the landing table if it is not there. Errors: unique_violation where rows share one. */
const RESTORE_KEY = `create or replace function csec.restore_landing_key() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if not exists (select from pg_constraint where conrelid = 'csec.county_record'::regclass and contype = 'p') then
      alter table csec.county_record add constraint county_record_pkey primary key (source_table, source_key);
    end if;
  end $$`;

/** Building an index at once costs a third of keeping it up row by row: for a first load, and only for one, it may wait, that of the key like the others. */
const SUSPEND_INDEXES = `create or replace function csec.suspend_landing_indexes() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    i record;
  begin
    if exists (select from csec.youth) then return; end if;
    -- At once and in the order of a reader: taken one by one, a reader of several and this would wait for each other.
    lock table csec.county_record in access exclusive mode;
    for i in select partition, key from (values ${NAMED}) as named (partition, key) loop
      execute format('drop index if exists csec.%I', i.partition || '_' || i.key);
    end loop;
    alter table csec.county_record drop constraint if exists county_record_pkey;
    for i in select t.name from ${TENDED} loop
      execute format('alter table %s set (autovacuum_enabled = false)', i.name);
    end loop;
  end $$`;

/** Gives the tables back to autovacuum that a first load, which takes its own statistics, kept from it. */
const RESUME_VACUUM = `create or replace function csec.resume_vacuum() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    i record;
  begin
    for i in select t.name from ${TENDED} where t.kept loop
      execute format('alter table %s reset (autovacuum_enabled)', i.name);
    end loop;
  end $$`;

/** Keys, and the table that they are of, are all that is joined on; of how many rows share one a tenth of the usual sample tells enough. */
const NOTE_STATISTICS = `create or replace function csec.note_statistics(source_table text) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp set default_statistics_target = 10 as $$
  declare
    partition regclass := to_regclass(format('csec.%I', 'county_record_' || lower(source_table)));
  begin
    if partition is not null then execute format('analyze %s (source_table, source_key, client_key, parent_key)', partition); end if;
  end $$`;

/**
 * The landing table is analyzed table by table as it fills; of its records nothing is ever estimated. Readers choose among
 * youths by county, name and status; whatever else they read is looked up by its youth, of which a smaller sample tells enough.
 */
const REFRESH_STATISTICS = `create or replace function csec.refresh_statistics() returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    each_table record;
  begin
    for each_table in select c.oid::regclass as name, c.relname from pg_class c
      where c.relnamespace = 'csec'::regnamespace and c.relkind in ('r', 'p') and c.relname not like 'county\\_record%'
        and c.relname not in ('held_row', 'stale_client') order by c.relname loop
      perform set_config('default_statistics_target', case when each_table.relname = 'youth' then '100' else '20' end, true);
      execute format('analyze %s', each_table.name);
    end loop;
  end $$`;

/** A first load does without the key of the landing table until its rows are in, autovacuum keeps away meanwhile, and statistics are taken from fewer rows. */
export class SuspendLandingKey1770000005750 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [RESTORE_INDEXES, RESTORE_KEY, SUSPEND_INDEXES, RESUME_VACUUM, NOTE_STATISTICS, REFRESH_STATISTICS]) await run.query(statement);
    for (const name of ['restore_landing_key()', 'resume_vacuum()']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`grant execute on function csec.${name} to csec_sync`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
