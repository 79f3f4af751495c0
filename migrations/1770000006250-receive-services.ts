import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const TABLES = [
  // What partners pushed to a county, of youths who are linked and of those whom nobody knows yet; null is what its source took back. Who pushes
  // writes it, and no job.
  `create table if not exists csec.received_service (
    agency_id uuid not null references csec.agency (id), source_key text collate "C" not null, person_system text collate "C" not null,
    person_value text collate "C" not null, county char(2) not null, same_as text collate "C", source_updated_at timestamptz,
    received_at timestamptz not null, record jsonb, primary key (agency_id, source_key, county))`,
  'create index if not exists received_service_person on csec.received_service (agency_id, person_system, person_value)',
];

/**
 * Has what an agency pushed shown where it belongs. Under no key and in no queue: two who ask at once would meet in it, and one
 * of them fail. A job that finds nothing left does nothing.
 */
const ASK_PLACING = `create or replace function csec.ask_placing(of_agency uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('placeServices', json_build_object('agencyId', of_agency));
  end $$`;

/**
 * Keeps what an agency pushed: a row again changes nothing, a newer one replaces an older, an older one nothing. Whose it is
 * is looked for by nobody who waits for the answer: else how long he waits would tell whether anybody's it is.
 */
const RECEIVE = `create or replace function csec.receive_services(of_agency uuid, of_county text, fresh jsonb, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into csec.received_service as r (agency_id, source_key, person_system, person_value, county, same_as, source_updated_at, received_at, record)
      select of_agency, f.key, f.system, f.value, of_county, f."sameAs", f."updatedAt", moment, f.record
      from jsonb_to_recordset(fresh) as f (key text, system text, value text, "sameAs" text, "updatedAt" timestamptz, record jsonb)
      order by f.key
      on conflict (agency_id, source_key, county) do update set person_system = excluded.person_system, person_value = excluded.person_value,
        same_as = excluded.same_as, source_updated_at = excluded.source_updated_at, received_at = excluded.received_at, record = excluded.record
      where excluded.source_updated_at is null or r.source_updated_at is null or excluded.source_updated_at >= r.source_updated_at;
    insert into csec.to_place (agency_id, what, county, key)
      select of_agency, 'SERVICE', of_county, f.key from jsonb_to_recordset(fresh) as f (key text);
    perform csec.ask_placing(of_agency);
  end $$`;

/** What an order seals in the history of a youth goes as it was received, too: `partner:`, the agency, `:` and the agency's own key. */
const LET_GO_SEALED = `create or replace function csec.let_go_of_sealed_services() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.received_service r using fresh z where z.source_table = 'service_record'
      and r.agency_id = case when z.source_key like 'partner:%' then substr(z.source_key, 9, 36)::uuid end and r.source_key = substr(z.source_key, 46);
    return null;
  end $$`;

/** What partners pushed, under their own names of persons and records: whose it is is found beside their requests. */
export class ReceiveServices1770000006250 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of TABLES) await run.query(statement);
    await run.query('revoke all on csec.received_service from public');
    await run.query('grant select, insert, update, delete on csec.received_service to csec_admission');
    for (const statement of [ASK_PLACING, RECEIVE, LET_GO_SEALED]) await run.query(statement);
    for (const [inner, owner] of [['ask_placing(uuid)', 'csec_delivery'], ['let_go_of_sealed_services()', 'csec_admission']] as const) {
      await run.query(`revoke all on function csec.${inner} from public`);
      await run.query(`alter function csec.${inner} owner to ${owner}`);
    }
    await run.query('grant execute on function csec.ask_placing(uuid) to csec_admission');
    await serveByAdmission(run, ['receive_services(uuid, text, jsonb, timestamptz)']);
    await run.query(`create or replace trigger sealed_is_not_received after insert on csec.seal_tombstone
      referencing new table as fresh for each statement execute function csec.let_go_of_sealed_services()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
