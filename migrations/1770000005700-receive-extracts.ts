import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Begins an upload, or finds the one that was begun under the same key. STARTED: it is there, now or since before. OTHER: the key
 * stands for another extract. TOO_MANY: so many of the county wait already. SHARED: the gateway keeps other counties' extracts too,
 * of whose rows one county's word must not take the place.
 */
const START = `create or replace function csec.start_extract_upload(fresh jsonb, most_at_once integer, out outcome text, out upload uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.extract_upload := jsonb_populate_record(null::csec.extract_upload, fresh);
    known csec.extract_upload;
  begin
    if exists (select from csec.sync_run r where r.county <> given.county) then outcome := 'SHARED'; return; end if;
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
 * Takes one part of a file. TAKEN: it is kept, now or since before. GAP: it begins behind what has come. DIFFERS: other
 * bytes came there. TOO_LONG: the file was declared shorter. TOO_SHORT: it is less than the least, and not the end of the file.
 * CLOSED: nothing more is taken of the upload. NONE: the county has no such upload, or file in it.
 */
const TAKE = `create or replace function csec.take_extract_part(
    upload uuid, of_county text, file_name text, begins_at bigint, content bytea, least_bytes integer, at timestamptz, out outcome text, out received bigint)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    standing text;
    file csec.extract_upload_file;
    digest bytea := sha256(content);
    ends_at bigint := begins_at + octet_length(content);
  begin
    -- Parts of one upload come one after another: which is the last must be plain.
    select u.state into standing from csec.extract_upload u where u.id = upload and u.county = of_county for update;
    if not found then outcome := 'NONE'; return; end if;
    select * into file from csec.extract_upload_file f where f.upload_id = upload and f.name = file_name;
    if not found then outcome := 'NONE'; return; end if;
    received := file.received;
    if begins_at < file.received then
      perform from csec.extract_upload_part p
        where p.upload_id = upload and p.name = file_name and p.at_byte = begins_at and p.sha256 = digest;
      outcome := case when found then 'TAKEN' else 'DIFFERS' end;
      return;
    end if;
    outcome := case when standing <> 'RECEIVING' then 'CLOSED' when begins_at > file.received then 'GAP' when ends_at > file.bytes then 'TOO_LONG'
      when octet_length(content) < least_bytes and ends_at < file.bytes then 'TOO_SHORT' else 'TAKEN' end;
    if outcome <> 'TAKEN' then return; end if;
    insert into csec.extract_upload_part (upload_id, name, at_byte, sha256) values (upload, file_name, begins_at, digest);
    insert into csec.extract_upload_content (upload_id, name, at_byte, content) values (upload, file_name, begins_at, take_extract_part.content);
    received := ends_at;
    update csec.extract_upload_file f set received = ends_at where f.upload_id = upload and f.name = file_name;
    update csec.extract_upload u set changed_at = at where u.id = upload;
    update csec.extract_upload u set state = 'RECEIVED', whole_at = at
      where u.id = upload and not exists (select from csec.extract_upload_file f where f.upload_id = upload and f.received < f.bytes);
  end $$`;

/**
 * Extracts that counties push over the API, part by part: what was declared, how much of it has come, and what became of
 * it. The bytes themselves are read by the sync alone, and are gone once it is done with them; of each part its SHA-256
 * stays, so that sending it again is known for what it is. Keys of CWS/CMS are the whole State's, and the newer row wins
 * whoever sends it: so a county pushes only where no other county's extract was ever taken in.
 */
export class ReceiveExtracts1770000005700 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.extract_upload (
      id uuid primary key, county char(2) not null, idempotency_key text not null, kind text not null check (kind in ('FULL', 'DELTA')),
      tombstones_confirmed boolean not null, declaration text not null,
      state text not null check (state in ('RECEIVING', 'RECEIVED', 'RUNNING', 'FINISHED', 'FAILED', 'EXPIRED')),
      failure_code text, run_id uuid references csec.sync_run (id) on delete set null, started_by_agency_id uuid not null,
      started_by_person_id text not null, started_at timestamptz not null, changed_at timestamptz not null, whole_at timestamptz,
      unique (county, started_by_agency_id, idempotency_key), check ((state = 'FAILED') = (failure_code is not null)))`);
    await run.query(`create table if not exists csec.extract_upload_file (
      upload_id uuid not null references csec.extract_upload (id) on delete cascade, name text collate "C" not null,
      bytes bigint not null check (bytes > 0), sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
      received bigint not null default 0 check (received between 0 and bytes), primary key (upload_id, name))`);
    for (const [table, column] of [['part', 'sha256'], ['content', 'content']] as const) {
      await run.query(`create table if not exists csec.extract_upload_${table} (
        upload_id uuid not null, name text collate "C" not null, at_byte bigint not null, ${column} bytea not null,
        primary key (upload_id, name, at_byte),
        foreign key (upload_id, name) references csec.extract_upload_file (upload_id, name) on delete cascade)`);
    }
    // What was packed comes packed already: to pack it again would cost and save nothing.
    await run.query('alter table csec.extract_upload_content alter column content set storage external');
    await run.query(`create index if not exists extract_upload_waiting on csec.extract_upload (changed_at)
      where state in ('RECEIVING', 'RECEIVED', 'RUNNING')`);
    await this.secure(run);
  }

  private async secure(run: QueryRunner): Promise<void> {
    for (const table of ['extract_upload', 'extract_upload_file', 'extract_upload_part', 'extract_upload_content']) {
      await run.query(`revoke all on csec.${table} from public, csec_gateway`);
      await run.query(`grant select, insert, update, delete on csec.${table} to csec_sync`);
    }
    await run.query('grant select on csec.sync_run to csec_admission');
    await run.query('grant select, insert, update on csec.extract_upload, csec.extract_upload_file to csec_admission');
    await run.query('grant select, insert on csec.extract_upload_part to csec_admission');
    await run.query('grant insert on csec.extract_upload_content to csec_admission');
    await run.query('grant select on csec.extract_upload, csec.extract_upload_file to csec_gateway');
    for (const [statement, signature] of [
      [START, 'start_extract_upload(jsonb, integer)'], [TAKE, 'take_extract_part(uuid, text, text, bigint, bytea, integer, timestamptz)'],
    ] as const) {
      await run.query(statement);
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
      await run.query(`grant execute on function csec.${signature} to csec_gateway`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
