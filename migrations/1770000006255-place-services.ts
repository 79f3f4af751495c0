import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  'alter table csec.service_record add column if not exists link_id uuid, add column if not exists same_as text collate "C"',
  // Of a request when it was made and how urgent it is; and whether it stands under that day for want of one that it is for.
  `alter table csec.service_record add column if not exists requested_on date,
    add column if not exists priority text check (priority in ('ROUTINE', 'URGENT', 'ASAP', 'STAT')),
    add column if not exists stands_by_request boolean not null default false`,
  'create index if not exists service_record_received on csec.service_record (record_key) where link_id is not null',
  'create index if not exists service_record_link on csec.service_record (link_id) where link_id is not null',
];

/**
 * Shows the received services of those keys under the youth whom a link that stands names, and under nobody else: as the terms
 * in force at that moment permit, and of those that came to the county where the youth is.
 */
const PLACE = `create or replace function csec.place_received(of_agency uuid, keys text[], moment timestamptz) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.service_record t where t.link_id is not null and t.record_key = any (select 'partner:' || of_agency || ':' || k from unnest(keys) as k)
      and not exists (select from csec.received_service r
        join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
        join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
        where r.agency_id = of_agency and t.record_key = 'partner:' || of_agency || ':' || r.source_key and r.source_key = any (keys)
          and l.subject_id = t.subject_id and r.record is not null and csec.terms_permit(of_agency, r.county, r.record, moment));
    insert into csec.service_record as t (subject_id, record_key, category, kind, service_text, status, started_on, ended_on, requested_on, priority,
        stands_by_request, provider_name, system, regime, source_agency_id, consented_by, source_updated_at, same_as, link_id)
      select l.subject_id, 'partner:' || of_agency || ':' || r.source_key, s.category, s.kind, s."serviceText", s.status, s."startedOn", s."endedOn",
        s."requestedOn", s.priority, coalesce(s."standsByRequest", false), s."providerName", s.system, s.regime, of_agency, s."consentedBy",
        r.source_updated_at, r.same_as, l.id
      from csec.received_service r
      join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
      join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
      cross join lateral jsonb_to_record(r.record) as s (category text, kind text, "serviceText" text, status text, "startedOn" date, "endedOn" date,
        "requestedOn" date, priority text, "standsByRequest" boolean, "providerName" text, system text, regime text, "consentedBy" text)
      where r.agency_id = of_agency and r.source_key = any (keys) and r.record is not null
        and csec.terms_permit(of_agency, r.county, r.record, moment)
        -- What an order sealed is not shown again, however often it is sent.
        and not exists (select from csec.seal_tombstone z where z.subject_id = l.subject_id and z.source_table = 'service_record'
          and z.source_key = 'partner:' || of_agency || ':' || r.source_key)
      on conflict (subject_id, record_key) do update set category = excluded.category, kind = excluded.kind, service_text = excluded.service_text,
        status = excluded.status, started_on = excluded.started_on, ended_on = excluded.ended_on, requested_on = excluded.requested_on,
        priority = excluded.priority, stands_by_request = excluded.stands_by_request, provider_name = excluded.provider_name,
        system = excluded.system, regime = excluded.regime, consented_by = excluded.consented_by, source_updated_at = excluded.source_updated_at,
        same_as = excluded.same_as, link_id = excluded.link_id
      where (t.category, t.kind, t.service_text, t.status, t.started_on, t.ended_on, t.requested_on, t.priority, t.stands_by_request,
          t.provider_name, t.system, t.regime, t.consented_by, t.source_updated_at, t.same_as, t.link_id)
        is distinct from (excluded.category, excluded.kind, excluded.service_text, excluded.status, excluded.started_on, excluded.ended_on,
          excluded.requested_on, excluded.priority, excluded.stands_by_request, excluded.provider_name, excluded.system, excluded.regime, excluded.consented_by,
          excluded.source_updated_at, excluded.same_as, excluded.link_id);
    update csec.partner_link l set came = array(select unnest(l.came) union select unnest(fresh.categories))
      from (select t.link_id, array_agg(distinct t.category) as categories from csec.service_record t
        where t.record_key = any (select 'partner:' || of_agency || ':' || k from unnest(keys) as k) and t.link_id is not null group by t.link_id) as fresh
      where l.id = fresh.link_id and not l.came @> fresh.categories;
    -- Nor is it kept.
    delete from csec.received_service r using csec.partner_link l, csec.seal_tombstone z
      where r.agency_id = of_agency and r.source_key = any (keys) and l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value
        and l.undone_at is null and z.subject_id = l.subject_id and z.source_table = 'service_record'
        and z.source_key = 'partner:' || of_agency || ':' || r.source_key;
  end $$`;

/** One agency's records are placed by one job at a time: who comes second sees what the first did. */
const LOCK = 'perform pg_advisory_xact_lock(6290, hashtext(of_agency::text))';

/**
 * Shows some of what waits of an agency, from a place on: how many were looked at, how many of them cannot be shown and wait
 * on, and where to go on. One that cannot holds back none of the others.
 */
const PLACE_WAITING = `create or replace function csec.place_waiting(of_agency uuid, after bigint, size integer, moment timestamptz)
  returns table (looked integer, failed integer, last bigint) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    asked bigint[];
    done bigint[] := '{}';
    one record;
  begin
    ${LOCK};
    asked := array(select t.seq from csec.to_place t where t.agency_id = of_agency and t.what = 'SERVICE' and t.seq > after order by t.seq limit size);
    begin
      perform csec.place_received(of_agency, array(select distinct t.key from csec.to_place t where t.seq = any (asked)), moment);
      done := asked;
    exception when others then
      for one in select t.key, array_agg(t.seq) as seqs from csec.to_place t where t.seq = any (asked) group by t.key loop
        begin
          perform csec.place_received(of_agency, array[one.key], moment);
          done := done || one.seqs;
        exception when others then
          null;
        end;
      end loop;
    end;
    delete from csec.to_place t where t.seq = any (done);
    return query select cardinality(asked), cardinality(asked) - cardinality(done), asked[cardinality(asked)];
  end $$`;

/**
 * Shows again all that an agency sent of the person whom a link is of, under whom a link that stands names, and takes away the
 * rest: also what is no longer kept as it was received.
 */
const PLACE_AGAIN = `create or replace function csec.place_again(of_agency uuid, link uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    ${LOCK};
    perform csec.place_received(of_agency, array(
      select r.source_key from csec.received_service r join csec.partner_link l
        on l.id = link and l.agency_id = r.agency_id and l.system = r.person_system and l.value = r.person_value where r.agency_id = of_agency
      union select substr(t.record_key, 46) from csec.service_record t where t.link_id = link), moment);
  end $$`;

/** Has the links of a youth who moved looked at, those among them that were made meanwhile. */
const PLACE_YOUTH = `create or replace function csec.place_youth(subject uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.place_again(l.agency_id, l.id, moment), csec.place_findings_again(l.agency_id, l.id, moment)
      from csec.partner_link l where l.subject_id = subject order by l.agency_id, l.id;
  end $$`;

const ASK_AGAIN = `create or replace function csec.ask_placing_again(of_agency uuid, link uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('placeAgain', json_build_object('agencyId', of_agency, 'linkId', link));
  end $$`;

const ASK_YOUTH = `create or replace function csec.ask_placing_youth(subject uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('placeYouth', json_build_object('subjectId', subject));
  end $$`;

/**
 * What a worker links or undoes shows at once, as far as her request sees, and what an exchanged name links with what waits;
 * what was pushed or placed meanwhile is looked at again when the link is committed, and not before.
 */
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
      insert into csec.to_place (agency_id, what, county, key) select r.agency_id, 'SERVICE', r.county, r.source_key from csec.received_service r
        where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value;
    end if;
    perform csec.ask_placing_again(new.agency_id, new.id);
    return null;
  end $$`;

/**
 * What came under the agreement of the county that a youth leaves is hers no longer, at once; what came to the new one is looked
 * for. Links end with the county's client, as of two who were one person: they may be made anew to whom her rows moved.
 */
const FOLLOW_MOVE = `create or replace function csec.follow_move() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if new.county is null and new.sensitivity = 'R' and num_nonnulls(new.first_name, new.last_name, new.born_on) = 0 then
      insert into csec.to_place (agency_id, what, county, key) select p.agency_id, 'PERSON', p.county, p.id
        from csec.partner_link l join csec.unlinked_person p on p.agency_id = l.agency_id and p.system = l.system and p.value = l.value
        where l.subject_id = new.subject_id and l.undone_at is null and p.named_at is not null;
      update csec.partner_link l set undone_at = now(), undone_by_agency_id = l.linked_by_agency_id, undone_by_person_id = l.linked_by_person_id, merged = true
        where l.subject_id = new.subject_id and l.undone_at is null;
    end if;
    delete from csec.service_record t using csec.partner_link l
      where t.subject_id = new.subject_id and t.link_id = l.id and l.subject_id = new.subject_id and not exists (select from csec.received_service r
        where r.agency_id = l.agency_id and t.record_key = 'partner:' || r.agency_id || ':' || r.source_key and r.county = new.county);
    perform csec.ask_placing_youth(new.subject_id);
    return null;
  end $$`;

const DEFINERS = [
  ['place_received(uuid, text[], timestamptz)', 'csec_admission', null], ['place_waiting(uuid, bigint, integer, timestamptz)', 'csec_admission', 'csec_delivery'],
  ['place_again(uuid, uuid, timestamptz)', 'csec_admission', 'csec_delivery'], ['place_youth(uuid, timestamptz)', 'csec_admission', 'csec_delivery'],
  ['ask_placing_youth(uuid)', 'csec_delivery', 'csec_admission'], ['ask_placing_again(uuid, uuid)', 'csec_delivery', 'csec_admission'],
  ['follow_link()', 'csec_admission', null], ['follow_move()', 'csec_admission', null],
] as const;

/**
 * What partners pushed finds its place in the history of the youth whom the crosswalk names, beside their requests and not
 * within them. A record keeps the link by which it came.
 */
export class PlaceServices1770000006255 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of COLUMNS) await run.query(statement);
    await run.query('drop policy if exists admission_places_received on csec.service_record');
    await run.query(`create policy admission_places_received on csec.service_record for all to csec_admission
      using (link_id is not null) with check (link_id is not null and record_key like 'partner:%')`);
    await run.query('grant select, insert, update, delete on csec.service_record to csec_admission');
    for (const statement of [PLACE, PLACE_WAITING, PLACE_AGAIN, PLACE_YOUTH, ASK_AGAIN, ASK_YOUTH, FOLLOW, FOLLOW_MOVE]) await run.query(statement);
    for (const [signature, owner, caller] of DEFINERS) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to ${owner}`);
      if (caller !== null) await run.query(`grant execute on function csec.${signature} to ${caller}`);
    }
    await run.query(`create or replace trigger follow_link after insert or delete or update of undone_at on csec.partner_link
      for each row execute function csec.follow_link()`);
    await run.query(`create or replace trigger follow_move after update of county on csec.youth
      for each row when (old.county is distinct from new.county) execute function csec.follow_move()`);
    await run.query(`create or replace trigger note_taken_back after delete on csec.service_record
      for each row when (old.system <> 'CWS/CMS') execute function csec.note_row_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
