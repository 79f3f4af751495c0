import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Orders of courts. What a seal order reached is purged; `seal_tombstone` keeps nothing of it but the keys by which it
 * could come back: of assembled rows under the name of their table, of landed rows under that of their source table, and
 * matter numbers under `matter`. `seal_notice` says who must be told, by the accounting.
 */
export class CreateOrders1770000003000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.court_order (
      subject_id uuid not null, id uuid not null, kind text not null check (kind in ('DISCLOSURE_827', 'FEDERAL_831',
        'PART2_2_63', 'PART2_2_64', 'PART2_2_65', 'HIV_120975', 'IN_CAMERA', 'SAFE_AT_HOME', 'PARENT_MAY_SIGN')),
      court text not null, case_number text not null, categories text[] not null, recipient_agency_ids uuid[] not null,
      recipient_person_ids text[] not null, purposes text[] not null, data_from date, data_to date,
      subpoena_served boolean not null, findings_made boolean not null, effective_from timestamptz not null, expires_on date,
      vacated_at timestamptz, document_hash text, recorded_by_agency_id uuid not null, recorded_at timestamptz not null,
      primary key (subject_id, id), constraint days_in_order check (data_from <= data_to))`);
    await run.query(`create index if not exists court_order_agency on csec.court_order using gin (recipient_agency_ids)
      with (fastupdate = off)`);
    await run.query(`create index if not exists court_order_person on csec.court_order using gin (recipient_person_ids)
      with (fastupdate = off)`);
    await run.query(`create table if not exists csec.seal_order (
      subject_id uuid not null, id uuid not null, statute text not null check (statute in ('WIC_781', 'WIC_786', 'PC_236_14')),
      court text not null, case_number text not null, matters text[] not null, effective_at timestamptz not null,
      destroy_by date, recorded_by_agency_id uuid not null, recorded_at timestamptz not null, primary key (subject_id, id))`);
    await run.query(`create table if not exists csec.seal_tombstone (
      subject_id uuid not null, source_table text collate "C" not null, source_key text collate "C" not null,
      primary key (subject_id, source_table, source_key))`);
    await run.query('create index if not exists seal_tombstone_source on csec.seal_tombstone (source_table, source_key)');
    await run.query(`create table if not exists csec.seal_notice (
      subject_id uuid not null, id uuid not null default gen_random_uuid(), order_id uuid not null, agency_id uuid not null,
      disclosure_ids text[] not null, destroy_by date, created_at timestamptz not null, acknowledged_at timestamptz,
      primary key (subject_id, id), constraint one_notice_each unique (subject_id, order_id, agency_id))`);
    await run.query('create index if not exists seal_notice_agency on csec.seal_notice (agency_id, created_at, id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
