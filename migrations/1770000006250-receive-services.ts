import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const TABLES = [
  // `cells`: the categories and laws that the agency's records come under, the standard one first.
  `create table if not exists csec.history_terms (
    agreement_id uuid primary key references csec.agreement (id), cells jsonb not null check (jsonb_array_length(cells) > 0),
    consented_by text not null check (consented_by in ('MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE')), minors_own_care boolean not null,
    stores boolean not null, endpoint text, recorded_by_agency_id uuid not null, recorded_by_person_id text not null, recorded_at timestamptz not null)`,
  // What partners pushed, of youths who are linked and of those whom nobody knows yet; null is what its source took back.
  `create table if not exists csec.received_service (
    agency_id uuid not null references csec.agency (id), source_key text collate "C" not null, person_system text collate "C" not null,
    person_value text collate "C" not null, county char(2) not null, same_as text collate "C", source_updated_at timestamptz,
    received_at timestamptz not null, record jsonb, primary key (agency_id, source_key))`,
  'create index if not exists received_service_person on csec.received_service (agency_id, person_system, person_value)',
  'alter table csec.service_record add column if not exists link_id uuid',
  'alter table csec.service_record add column if not exists same_as text collate "C"',
  'create index if not exists service_record_received on csec.service_record (record_key) where link_id is not null',
];

/**
 * Shows the received services of those keys under the youth whom a link that stands names, and under nobody else. The youth
 * must be of the county whose agreement the records came under.
 */
const PLACE = `create or replace function csec.place_received(of_agency uuid, keys text[]) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.service_record t using csec.received_service r
      where r.agency_id = of_agency and r.source_key = any (keys) and t.link_id is not null and t.record_key = 'partner:' || of_agency || ':' || r.source_key
        and (r.record is null or not exists (select from csec.partner_link l join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
          where l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null and l.subject_id = t.subject_id));
    insert into csec.service_record as t (subject_id, record_key, category, kind, service_text, status, started_on, ended_on, provider_name, system, regime,
        source_agency_id, consented_by, source_updated_at, same_as, link_id)
      select l.subject_id, 'partner:' || of_agency || ':' || r.source_key, s.category, s.kind, s."serviceText", s.status, s."startedOn", s."endedOn",
        s."providerName", s.system, s.regime, of_agency, s."consentedBy", r.source_updated_at, r.same_as, l.id
      from csec.received_service r
      join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
      join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
      cross join lateral jsonb_to_record(r.record) as s (category text, kind text, "serviceText" text, status text, "startedOn" date, "endedOn" date,
        "providerName" text, system text, regime text, "consentedBy" text)
      where r.agency_id = of_agency and r.source_key = any (keys) and r.record is not null
      on conflict (subject_id, record_key) do update set category = excluded.category, kind = excluded.kind, service_text = excluded.service_text,
        status = excluded.status, started_on = excluded.started_on, ended_on = excluded.ended_on, provider_name = excluded.provider_name,
        system = excluded.system, regime = excluded.regime, consented_by = excluded.consented_by, source_updated_at = excluded.source_updated_at,
        same_as = excluded.same_as, link_id = excluded.link_id
      where (t.category, t.kind, t.service_text, t.status, t.started_on, t.ended_on, t.provider_name, t.system, t.regime, t.consented_by,
          t.source_updated_at, t.same_as, t.link_id)
        is distinct from (excluded.category, excluded.kind, excluded.service_text, excluded.status, excluded.started_on, excluded.ended_on,
          excluded.provider_name, excluded.system, excluded.regime, excluded.consented_by, excluded.source_updated_at, excluded.same_as, excluded.link_id);
    -- What an order sealed is not kept either, however often it is sent.
    delete from csec.received_service r using csec.partner_link l, csec.seal_tombstone z
      where r.agency_id = of_agency and r.source_key = any (keys) and l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value
        and l.undone_at is null and z.subject_id = l.subject_id and z.source_table = 'service_record'
        and z.source_key = 'partner:' || of_agency || ':' || r.source_key;
  end $$`;

/**
 * Keeps what an agency pushed: a row again changes nothing, a newer one replaces an older, an older one nothing. Answers
 * nothing, so that it cannot tell whose youths are linked.
 */
const RECEIVE = `create or replace function csec.receive_services(of_agency uuid, of_county text, fresh jsonb, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into csec.received_service as r (agency_id, source_key, person_system, person_value, county, same_as, source_updated_at, received_at, record)
      select of_agency, f.key, f.system, f.value, of_county, f."sameAs", f."updatedAt", moment, f.record
      from jsonb_to_recordset(fresh) as f (key text, system text, value text, "sameAs" text, "updatedAt" timestamptz, record jsonb)
      order by f.key
      on conflict (agency_id, source_key) do update set person_system = excluded.person_system, person_value = excluded.person_value,
        county = excluded.county, same_as = excluded.same_as, source_updated_at = excluded.source_updated_at, received_at = excluded.received_at,
        record = excluded.record
      where excluded.source_updated_at is null or r.source_updated_at is null or excluded.source_updated_at >= r.source_updated_at;
    perform csec.place_received(of_agency, array(select f.key from jsonb_to_recordset(fresh) as f (key text)));
  end $$`;

/** A link that is made shows what waited for it; one that is undone takes away all that came by it. */
const FOLLOW = `create or replace function csec.follow_link() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.place_received(new.agency_id, array(select r.source_key from csec.received_service r
      where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value));
    return null;
  end $$`;

/** What an order seals in the history of a youth goes as it was received, too: `partner:`, the agency, `:` and the agency's own key. */
const LET_GO_SEALED = `create or replace function csec.let_go_of_sealed_services() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.received_service r using fresh z where z.source_table = 'service_record'
      and r.agency_id = case when z.source_key like 'partner:%' then substr(z.source_key, 9, 36)::uuid end and r.source_key = substr(z.source_key, 46);
    return null;
  end $$`;

/** A link is deleted by nothing but an order that seals the number it is by: what was received under that number goes with it. */
const LET_GO_UNNAMED = `create or replace function csec.let_go_of_unnamed_services() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.received_service r where r.agency_id = old.agency_id and r.person_system = old.system and r.person_value = old.value;
    return null;
  end $$`;

const RECORD_TERMS = `create or replace function csec.record_history_terms(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.history_terms := jsonb_populate_record(null::csec.history_terms, fresh);
  begin
    insert into csec.history_terms select given.* on conflict (agreement_id) do update set cells = excluded.cells, consented_by = excluded.consented_by,
      minors_own_care = excluded.minors_own_care, stores = excluded.stores, endpoint = excluded.endpoint,
      recorded_by_agency_id = excluded.recorded_by_agency_id, recorded_by_person_id = excluded.recorded_by_person_id, recorded_at = excluded.recorded_at;
  end $$`;

/**
 * What partners tell of services: the terms of their agreements, what they pushed, and its place in the history of the youth
 * whom the crosswalk names. A record keeps the link by which it came.
 */
export class ReceiveServices1770000006250 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of TABLES) await run.query(statement);
    await run.query('revoke all on csec.history_terms, csec.received_service from public');
    await run.query('grant select on csec.history_terms to csec_gateway, csec_sync');
    await run.query('grant select, insert, update on csec.history_terms, csec.received_service to csec_admission');
    await run.query('grant delete on csec.received_service to csec_admission');
    await run.query('drop policy if exists admission_places_received on csec.service_record');
    await run.query(`create policy admission_places_received on csec.service_record for all to csec_admission
      using (link_id is not null) with check (link_id is not null and record_key like 'partner:%')`);
    await run.query('grant select, insert, update, delete on csec.service_record to csec_admission');
    for (const statement of [PLACE, RECEIVE, FOLLOW, LET_GO_SEALED, LET_GO_UNNAMED, RECORD_TERMS]) await run.query(statement);
    for (const inner of ['place_received(uuid, text[])', 'follow_link()', 'let_go_of_sealed_services()', 'let_go_of_unnamed_services()']) {
      await run.query(`revoke all on function csec.${inner} from public`);
      await run.query(`alter function csec.${inner} owner to csec_admission`);
    }
    await serveByAdmission(run, ['receive_services(uuid, text, jsonb, timestamptz)', 'record_history_terms(jsonb)']);
    await run.query(`create or replace trigger follow_link after insert or update on csec.partner_link for each row execute function csec.follow_link()`);
    await run.query(`create or replace trigger sealed_is_not_received after insert on csec.seal_tombstone
      referencing new table as fresh for each statement execute function csec.let_go_of_sealed_services()`);
    await run.query(`create or replace trigger let_go_of_unnamed after delete on csec.partner_link
      for each row execute function csec.let_go_of_unnamed_services()`);
    await run.query(`create or replace trigger note_taken_back after delete on csec.service_record
      for each row when (old.system <> 'CWS/CMS') execute function csec.note_row_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
