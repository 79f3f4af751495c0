import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which clients' county records changed since they were last assembled, kept in the same transaction as the change, so
 * that a run that dies between landing and assembly leaves nothing behind unseen; and, beside a table's counts, what
 * became of its file.
 */
export class CreateStaleClient1770000002000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('create table if not exists csec.stale_client (client_key text collate "C" primary key)');
    await run.query('revoke all on csec.stale_client from public');
    await run.query('grant select, insert, delete on csec.stale_client to csec_sync');
    await run.query(`alter table csec.sync_table_count
      add column if not exists outcome text not null default 'LANDED' check (outcome in ('LANDED', 'UNREADABLE', 'NOT_IN_EXTRACT')),
      add column if not exists failed_file text,
      add column if not exists failed_line bigint,
      add column if not exists failed_reason text,
      add column if not exists flags jsonb not null default '{}'`);
    // Only an owner may analyze, and a first load cannot wait until autovacuum comes by: without statistics every batch of
    // assembly would read whole partitions. Keys are all that is joined on.
    await run.query(`create or replace function csec.note_statistics(source_table text) returns void
      language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
      declare
        partition regclass := to_regclass(format('csec.%I', 'county_record_' || lower(source_table)));
      begin
        if partition is not null then execute format('analyze %s (source_key, client_key, parent_key)', partition); end if;
      end $$`);
    await run.query('revoke all on function csec.note_statistics(text) from public');
    await run.query('grant execute on function csec.note_statistics(text) to csec_sync');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
