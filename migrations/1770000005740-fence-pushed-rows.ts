import type { MigrationInterface, QueryRunner } from 'typeorm';

/** As it was, but also where the gateway keeps other counties' extracts: what a county pushes is fenced row by row now. */
const START = `create or replace function csec.start_extract_upload(fresh jsonb, most_at_once integer, out outcome text, out upload uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.extract_upload := jsonb_populate_record(null::csec.extract_upload, fresh);
    known csec.extract_upload;
  begin
    -- Two that begin at once count each other.
    perform pg_advisory_xact_lock(7263103, given.county::integer);
    select * into known from csec.extract_upload u
      where u.county = given.county and u.started_by_agency_id = given.started_by_agency_id and u.idempotency_key = given.idempotency_key;
    if found and known.declaration <> given.declaration then outcome := 'OTHER'; return; end if;
    if found and known.state <> 'EXPIRED' then outcome := 'STARTED'; upload := known.id; return; end if;
    if (select count(*) from csec.extract_upload u where u.county = given.county and u.state in ('RECEIVING', 'RECEIVED', 'RUNNING')) >= most_at_once then
      outcome := 'TOO_MANY'; return;
    end if;
    outcome := 'STARTED';
    if known.id is not null then
      -- What had come of it is gone: it begins anew.
      update csec.extract_upload u set state = 'RECEIVING', changed_at = given.started_at where u.id = known.id returning u.id into upload;
      return;
    end if;
    insert into csec.extract_upload (id, county, idempotency_key, kind, tombstones_confirmed, declaration, state, started_by_agency_id,
      started_by_person_id, started_at, changed_at)
    values (given.id, given.county, given.idempotency_key, given.kind, given.tombstones_confirmed, given.declaration, 'RECEIVING',
      given.started_by_agency_id, given.started_by_person_id, given.started_at, given.started_at) returning id into upload;
    insert into csec.extract_upload_file (upload_id, name, bytes, sha256)
      select upload, f.name, f.bytes, f.sha256 from jsonb_to_recordset(fresh->'files') as f (name text, bytes bigint, sha256 text);
  end $$`;

/**
 * What the fence around pushed rows goes by: which upload a run is of, and which held rows came by push. The keys of
 * CWS/CMS are the whole State's, so a row that a county pushed may join only what is that county's own.
 */
export class FencePushedRows1770000005740 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table csec.sync_run add column if not exists upload_id uuid references csec.extract_upload (id)');
    await run.query('create index if not exists sync_run_upload on csec.sync_run (upload_id) where upload_id is not null');
    await run.query('alter table csec.held_row add column if not exists pushed boolean not null default false');
    await run.query(START);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
