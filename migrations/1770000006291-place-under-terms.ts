import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The terms between an agency and a county at a moment: those of its newest agreement in force that has any. None, where no such agreement is. */
const IN_FORCE = `create or replace function csec.terms_in_force(of_agency uuid, of_county text, moment timestamptz) returns setof csec.history_terms
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select t.* from csec.history_terms t join csec.agreement g on g.id = t.agreement_id
    where g.agency_id = of_agency and g.county = of_county and g.signed_at <= moment and g.effective_on::timestamp at time zone 'America/Los_Angeles' <= moment
      and (g.expires_on is null or (g.expires_on + 1)::timestamp at time zone 'America/Los_Angeles' > moment)
      and (g.terminated_at is null or g.terminated_at > moment)
    order by g.effective_on desc, g.id limit 1 $$`;

/**
 * Whether what an agency sent to a county may stand in a history at a moment: by the terms in force. Where the two never had
 * any there is nothing to go by; whoever had some and has none in force any longer is permitted nothing.
 */
const PERMIT = `create or replace function csec.terms_permit(of_agency uuid, of_county text, record jsonb, moment timestamptz) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select from csec.terms_in_force(of_agency, of_county, moment) t
        where t.stores and t.cells @> jsonb_build_array(jsonb_build_object('category', record->>'category', 'regime', record->>'regime')))
      or not exists (select from csec.history_terms t join csec.agreement g on g.id = t.agreement_id where g.agency_id = of_agency and g.county = of_county) $$`;

/** As before, of what the terms in force permit alone. */
const PLACE = `create or replace function csec.place_received(of_agency uuid, keys text[], moment timestamptz) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.service_record t using csec.received_service r
      where r.agency_id = of_agency and r.source_key = any (keys) and t.link_id is not null and t.record_key = 'partner:' || of_agency || ':' || r.source_key
        and (r.record is null or not csec.terms_permit(of_agency, r.county, r.record, moment) or not exists (select from csec.partner_link l join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
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
        and csec.terms_permit(of_agency, r.county, r.record, moment)
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

/** Shows some of what waits of an agency, from a key on, as the terms of a moment permit; as before otherwise. */
const PLACE_WAITING = `create or replace function csec.place_waiting(of_agency uuid, after text, size integer, moment timestamptz default now())
  returns table (looked integer, failed integer, last text) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    keys text[];
    done text[] := '{}';
    one text;
  begin
    perform pg_advisory_xact_lock(6290, hashtext(of_agency::text));
    keys := array(select r.source_key from csec.received_service r where r.agency_id = of_agency and r.unplaced and r.source_key > after
      order by r.source_key limit size for update);
    begin
      perform csec.place_received(of_agency, keys, moment);
      done := keys;
    exception when others then
      foreach one in array keys loop
        begin
          perform csec.place_received(of_agency, array[one], moment);
          done := done || one;
        exception when others then
          null;
        end;
      end loop;
    end;
    update csec.received_service r set unplaced = false where r.agency_id = of_agency and r.source_key = any (done);
    return query select cardinality(keys), cardinality(keys) - cardinality(done), keys[cardinality(keys)];
  end $$`;

const PLACE_AGAIN = `create or replace function csec.place_again(of_agency uuid, link uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform pg_advisory_xact_lock(6290, hashtext(of_agency::text));
    delete from csec.service_record t where t.link_id = link and not exists (select from csec.partner_link l where l.id = link and l.undone_at is null);
    perform csec.place_received(of_agency, array(select r.source_key from csec.received_service r join csec.partner_link l
      on l.id = link and l.agency_id = r.agency_id and l.system = r.person_system and l.value = r.person_value where r.agency_id = of_agency), moment);
  end $$`;

const FOLLOW = `create or replace function csec.follow_link() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'DELETE' then
      perform csec.ask_placing_again(old.agency_id, old.id);
      return null;
    end if;
    if tg_op = 'UPDATE' or new.basis = 'CONFIRMED' then
      perform csec.place_received(new.agency_id, array(select r.source_key from csec.received_service r
        where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value), coalesce(new.undone_at, new.linked_at));
    else
      update csec.received_service r set unplaced = true where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value;
    end if;
    perform csec.ask_placing_again(new.agency_id, new.id);
    return null;
  end $$`;

/**
 * Has looked at again what an agency sent that stands where the terms of a moment no longer permit it, and what they permit
 * anew of those who are linked. What the agency's terms do not have kept is kept no longer, neither placed nor as received.
 */
const APPLY_TERMS = `create or replace function csec.apply_terms(of_agency uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    not_kept text[];
  begin
    perform pg_advisory_xact_lock(6290, hashtext(of_agency::text));
    not_kept := array(select distinct g.county::text from csec.agreement g where g.agency_id = of_agency
      and exists (select from csec.terms_in_force(of_agency, g.county, moment) t where not t.stores));
    delete from csec.service_record t using csec.received_service r
      where r.agency_id = of_agency and r.county = any (not_kept) and t.link_id is not null and t.record_key = 'partner:' || of_agency || ':' || r.source_key;
    delete from csec.received_service r where r.agency_id = of_agency and r.county = any (not_kept);
    update csec.received_service r set unplaced = true where r.agency_id = of_agency and r.record is not null and not r.unplaced
      and case when exists (select from csec.service_record t where t.link_id is not null and t.record_key = 'partner:' || of_agency || ':' || r.source_key)
        then not csec.terms_permit(of_agency, r.county, r.record, moment)
        else csec.terms_permit(of_agency, r.county, r.record, moment) and exists (select from csec.partner_link l
          where l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null) end;
  end $$`;

const ASK_APPLYING = `create or replace function csec.ask_applying(of_agency uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('applyTerms', json_build_object('agencyId', of_agency));
  end $$`;

/** Terms that are recorded, and an agreement that ends or lasts on, are applied to what was received under them. */
const FOLLOW_TERMS = `create or replace function csec.follow_terms() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.ask_applying(g.agency_id) from csec.agreement g
      where g.id = (to_jsonb(new)->>case tg_table_name when 'agreement' then 'id' else 'agreement_id' end)::uuid;
    return null;
  end $$`;

/** The agencies of which anything was received, or waits to be linked. */
const SENDING = `create or replace function csec.agencies_sending() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id from csec.agency a where exists (select from csec.received_service r where r.agency_id = a.id)
      or exists (select from csec.unlinked_person p where p.agency_id = a.id and p.named_at is not null) $$`;

const DEFINERS = [
  ['place_waiting(uuid, text, integer, timestamptz)', 'csec_admission', 'csec_delivery'], ['place_again(uuid, uuid, timestamptz)', 'csec_admission', 'csec_delivery'],
  ['apply_terms(uuid, timestamptz)', 'csec_admission', 'csec_delivery'], ['agencies_sending()', 'csec_admission', 'csec_delivery'],
  ['ask_applying(uuid)', 'csec_delivery', 'csec_admission'], ['place_received(uuid, text[], timestamptz)', 'csec_admission', null],
  ['follow_terms()', 'csec_admission', null], ['terms_in_force(uuid, text, timestamptz)', 'csec_admission', null],
  ['terms_permit(uuid, text, jsonb, timestamptz)', 'csec_admission', null],
] as const;

/** What was received stands in histories only as long as the terms do under which it came. */
export class PlaceUnderTerms1770000006291 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const old of ['place_waiting(uuid, text, integer)', 'place_again(uuid, uuid)', 'place_received(uuid, text[])', 'agencies_unplaced()']) {
      await run.query(`drop function if exists csec.${old}`);
    }
    for (const statement of [IN_FORCE, PERMIT, PLACE, PLACE_WAITING, PLACE_AGAIN, FOLLOW, APPLY_TERMS, ASK_APPLYING, FOLLOW_TERMS, SENDING]) await run.query(statement);
    for (const [signature, owner, caller] of DEFINERS) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to ${owner}`);
      if (caller !== null) await run.query(`grant execute on function csec.${signature} to ${caller}`);
    }
    await run.query('create or replace trigger follow_terms after insert or update on csec.history_terms for each row execute function csec.follow_terms()');
    await run.query(`create or replace trigger follow_terms after update on csec.agreement
      for each row when (old.* is distinct from new.*) execute function csec.follow_terms()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
