import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a manager signs and county IT watches: what was checked of a run before and after it landed, how far it is while
 * it goes on, of which files it was, and which quarantined rows a later run settled. Numbers and names, never a row's text.
 */
export class CheckRuns1770000005600 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table csec.sync_run
      add column if not exists files_mark text,
      drop constraint if exists sync_run_kind_check,
      add constraint sync_run_kind_check check (kind in ('FULL', 'DELTA', 'RETRY'))`);
    await run.query(`alter table csec.quarantined_row
      add column if not exists settled_by uuid references csec.sync_run (id) on delete set null`);
    await run.query(`create table if not exists csec.run_check (
      run_id uuid not null references csec.sync_run (id) on delete cascade,
      source_table text not null,
      kind text not null check (kind in ('ROWS', 'SUM', 'TOMBSTONES', 'DRIFT')),
      column_name text not null default '',
      stated numeric,
      found numeric,
      passes boolean not null,
      primary key (run_id, source_table, kind, column_name),
      check ((kind = 'SUM') = (column_name <> ''))
    )`);
    await run.query(`create table if not exists csec.run_progress (
      run_id uuid primary key references csec.sync_run (id) on delete cascade,
      phase text not null check (phase in ('LANDING', 'ASSEMBLY')),
      source_table text,
      bytes_read bigint,
      bytes_total bigint,
      clients bigint,
      clients_total bigint,
      at timestamptz not null
    )`);
    await run.query('revoke all on csec.run_check, csec.run_progress from public');
    await run.query('grant select on csec.run_check, csec.run_progress to csec_gateway');
    await run.query('grant select, insert, update, delete on csec.run_check, csec.run_progress to csec_sync');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
