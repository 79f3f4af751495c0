import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Extract runs with their counts, the rows that could not be understood (names and places, never text), and the code table. */
export class CreateSyncRun1770000000200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.sync_run (
      id uuid primary key default gen_random_uuid(),
      county text not null check (county ~ '^[0-9]{2}$'),
      folder_label text not null,
      status text not null check (status in ('RUNNING', 'COMPLETED', 'FAILED')),
      started_at timestamptz not null,
      finished_at timestamptz,
      failure_code text,
      rows_read bigint not null default 0,
      rows_applied bigint not null default 0,
      rows_unchanged bigint not null default 0,
      rows_superseded bigint not null default 0,
      rows_quarantined bigint not null default 0,
      youths_assembled bigint not null default 0
    )`);
    await run.query('create index if not exists sync_run_started on csec.sync_run (started_at desc, id)');
    await run.query(`create table if not exists csec.sync_table_count (
      run_id uuid not null references csec.sync_run (id) on delete cascade,
      source_table text not null,
      rows_read bigint not null default 0,
      rows_applied bigint not null default 0,
      rows_unchanged bigint not null default 0,
      rows_superseded bigint not null default 0,
      rows_quarantined bigint not null default 0,
      primary key (run_id, source_table),
      constraint every_row_accounted check (rows_read = rows_applied + rows_unchanged + rows_quarantined),
      constraint superseded_is_unchanged check (rows_superseded <= rows_unchanged)
    )`);
    await run.query(`create table if not exists csec.quarantined_row (
      id uuid primary key default gen_random_uuid(),
      run_id uuid not null references csec.sync_run (id) on delete cascade,
      source_table text not null,
      file text not null,
      line bigint not null,
      column_name text,
      reason text not null,
      at timestamptz not null
    )`);
    await run.query('create index if not exists quarantined_row_place on csec.quarantined_row (run_id, file, line, id)');
    await run.query(`create table if not exists csec.code_table (
      sys_id integer primary key,
      meta text not null,
      short_description text,
      logical_id text,
      inactive boolean not null default false,
      category_id integer,
      other_code text,
      long_description text,
      updated_at timestamptz
    )`);
    await run.query('create index if not exists code_table_meta on csec.code_table (meta, sys_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
