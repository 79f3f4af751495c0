import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  'alter table csec.received_service add column if not exists unplaced boolean not null default false',
  'create index if not exists received_service_unplaced on csec.received_service (agency_id, source_key) where unplaced',
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
    insert into csec.received_service as r (agency_id, source_key, person_system, person_value, county, same_as, source_updated_at, received_at, record, unplaced)
      select of_agency, f.key, f.system, f.value, of_county, f."sameAs", f."updatedAt", moment, f.record, true
      from jsonb_to_recordset(fresh) as f (key text, system text, value text, "sameAs" text, "updatedAt" timestamptz, record jsonb)
      order by f.key
      on conflict (agency_id, source_key) do update set person_system = excluded.person_system, person_value = excluded.person_value,
        county = excluded.county, same_as = excluded.same_as, source_updated_at = excluded.source_updated_at, received_at = excluded.received_at,
        record = excluded.record, unplaced = true
      where excluded.source_updated_at is null or r.source_updated_at is null or excluded.source_updated_at >= r.source_updated_at;
    perform csec.ask_placing(of_agency);
  end $$`;

/** Shows some of what waits of an agency, and answers how many; nothing where nothing waits. */
const PLACE_WAITING = `create or replace function csec.place_waiting(of_agency uuid, size integer) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    keys text[];
  begin
    keys := array(select r.source_key from csec.received_service r where r.agency_id = of_agency and r.unplaced order by r.source_key limit size for update);
    perform csec.place_received(of_agency, keys);
    update csec.received_service r set unplaced = false where r.agency_id = of_agency and r.source_key = any (keys);
    return cardinality(keys);
  end $$`;

/**
 * What a worker links or undoes shows at once. A link that a push brings itself is followed beside it, as the push is; what
 * is pushed while a worker links finds the link when it is placed, which is after both.
 */
const FOLLOW = `create or replace function csec.follow_link() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'INSERT' and new.basis <> 'CONFIRMED' then
      update csec.received_service r set unplaced = true where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value;
      perform csec.ask_placing(new.agency_id);
    else
      perform csec.place_received(new.agency_id, array(select r.source_key from csec.received_service r
        where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value));
    end if;
    return null;
  end $$`;

/** What partners pushed finds its place beside their requests, and not within them. */
export class PlaceBeside1770000006270 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, ASK_PLACING, RECEIVE, PLACE_WAITING, FOLLOW]) await run.query(statement);
    await run.query('revoke all on function csec.ask_placing(uuid) from public');
    await run.query('alter function csec.ask_placing(uuid) owner to csec_delivery');
    await run.query('grant execute on function csec.ask_placing(uuid) to csec_admission');
    await run.query('revoke all on function csec.place_waiting(uuid, integer) from public');
    await run.query('alter function csec.place_waiting(uuid, integer) owner to csec_admission');
    await run.query('grant execute on function csec.place_waiting(uuid, integer) to csec_delivery');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
