import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/**
 * Persons who wait and share a key with an open youth, or are meant by what was exchanged where a worker's word is needed. Of
 * her own county; of agencies of these kinds, and a Part 2 programme is one whatever kind of agency runs it, so that its kind
 * must stand among those of which the caller is released who their patients are (42 CFR 2.13(c)). Nobody whom a worker said
 * she is not, or those alone where `decided`; nobody at all where her record is sealed, and none named by the number of a sealed matter.
 */
const WAITING = `create or replace function csec.waiting_like(subject uuid, wanted text[], kinds text[], programme_kinds text[], decided boolean, size integer)
  returns table (id uuid, agency_id uuid, county text, system text, value text, first_name text, middle_name text, last_name text, born_on date, sex text,
    received_at timestamptz, meant boolean, outcome text) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  #variable_conflict use_column
  begin
    perform csec.require_opened(subject);
    return query select p.id, p.agency_id, p.county::text, p.system, p.value, p.first_name, p.middle_name, p.last_name, p.born_on, p.sex, p.received_at,
        meant.meant_id is not null, said.outcome
      from csec.unlinked_person p join csec.youth y on y.subject_id = subject and y.county = p.county and y.sensitivity <> 'R'
        join csec.agency a on a.id = p.agency_id and a.kind = any (case a.regime_status when 'PART2_PROGRAM' then programme_kinds else kinds end)
        left join lateral (select r.outcome from csec.identity_review r where r.subject_id = subject and r.person_id = p.id
          order by r.decided_at desc, r.id desc limit 1) as said on true
        left join csec.meant_person meant on meant.person_id = p.id and meant.meant_id = subject
      where (p.keys && wanted or meant.meant_id is not null or (decided and said.outcome is not null)) and decided = (said.outcome is not null)
        and not exists (select from csec.partner_link l where l.agency_id = p.agency_id and l.system = p.system and l.value = p.value and l.undone_at is null)
        and not exists (select from csec.seal_tombstone z where z.subject_id = subject and z.source_table = 'matter' and z.source_key = p.value)
      order by meant.meant_id is null, p.received_at, p.id limit size;
  end $$`;

/** A worker says that a person who waits is this youth: the link, and why. Who was forgotten or told anew since he looked is not confirmed. */
const CONFIRM = `create or replace function csec.confirm_identity(review jsonb, link uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.identity_review := jsonb_populate_record(null::csec.identity_review, review);
  begin
    perform csec.require_opened(given.subject_id);
    perform from csec.unlinked_person p where p.id = given.person_id for update;
    insert into csec.partner_link (subject_id, id, agency_id, system, value, basis, linked_by_agency_id, linked_by_person_id, linked_at)
      select given.subject_id, link, p.agency_id, p.system, p.value, 'CONFIRMED', given.decided_by_agency_id, given.decided_by_person_id, given.decided_at
      from csec.unlinked_person p join csec.youth y on y.subject_id = given.subject_id and y.county = p.county and y.sensitivity <> 'R'
      where p.id = given.person_id on conflict (agency_id, system, value) where undone_at is null do nothing;
    if not found then raise exception 'nobody waits so' using errcode = 'CS409'; end if;
    given.outcome := 'CONFIRMED';
    select l.agency_id into strict given.agency_id from csec.partner_link l where l.subject_id = given.subject_id and l.id = link;
    insert into csec.identity_review select given.*;
    perform csec.ask_sweep(s.id) from csec.partner_subscription s where s.agency_id = given.agency_id and s.state = 'ACTIVE';
  end $$`;

const REJECT = `create or replace function csec.reject_identity(review jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.identity_review := jsonb_populate_record(null::csec.identity_review, review);
  begin
    perform csec.require_opened(given.subject_id);
    given.outcome := 'REJECTED';
    select p.agency_id into given.agency_id from csec.unlinked_person p where p.id = given.person_id limit 1;
    if not found then raise exception 'nobody waits so' using errcode = 'CS409'; end if;
    insert into csec.identity_review select given.*;
  end $$`;

/**
 * Undoes a link with what followed from it: the person waits again and is this youth for nobody, what waits to be told to the
 * agency of her stops, and it is listed what the agency was told meanwhile, and in what others were told records may have been
 * that came by the link: of the categories of which any stood, or could be asked of the agency. What was received under the
 * link hangs on its id: tables that keep such take it back by a trigger on this one.
 */
const UNDO = `create or replace function csec.undo_partner_link(subject uuid, link uuid, review jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.identity_review := jsonb_populate_record(null::csec.identity_review, review);
    undone csec.partner_link;
    categories text[];
  begin
    perform csec.require_opened(subject);
    categories := array(
      select unnest(l.came) from csec.partner_link l where l.subject_id = subject and l.id = link
      union select unnest(t.asked_of) from csec.partner_link l join csec.agreement g on g.agency_id = l.agency_id
          join csec.history_terms t on t.agreement_id = g.id where l.subject_id = subject and l.id = link);
    update csec.partner_link l set undone_at = given.decided_at, undone_by_agency_id = given.decided_by_agency_id,
        undone_by_person_id = given.decided_by_person_id, undone_because = given.reason, told = array(
          select d.record->>'id' from csec.disclosure d where d.subject_id = subject and d.outcome in ('RELEASED', 'MESSAGE')
            and d.record->>'agencyId' = l.agency_id::text and d.at >= l.linked_at order by d.at, d.record->>'id'),
        shown = array(
          select d.record->>'id' from csec.disclosure d where d.subject_id = subject and d.outcome in ('RELEASED', 'MESSAGE')
            and d.record->>'agencyId' <> l.agency_id::text and d.at >= l.linked_at and (d.record->'released')::jsonb ?| categories order by d.at, d.record->>'id')
      where l.subject_id = subject and l.id = link and l.undone_at is null returning l.* into undone;
    if not found then raise exception 'no such link' using errcode = 'CS409'; end if;
    given.outcome := 'UNDONE';
    given.subject_id := subject;
    given.agency_id := undone.agency_id;
    given.person_id := csec.person_named(undone.agency_id, undone.system, undone.value);
    insert into csec.unlinked_person as p (id, agency_id, county, system, value, keys, received_at, renewed_at)
      select given.person_id, undone.agency_id, y.county, undone.system, undone.value, '{}', undone.linked_at, given.decided_at from csec.youth y
      where y.subject_id = subject and y.county is not null
      on conflict on constraint unlinked_person_once do update set renewed_at = greatest(p.renewed_at, excluded.renewed_at);
    insert into csec.identity_review select given.*;
    update csec.partner_event e set state = 'STOPPED', fault = 'LINK_UNDONE', settled_at = given.decided_at
      where e.subject_id = subject and e.state = 'WAITING' and e.kind = 'CASE_CHANGED' and csec.agency_misnames(subject, e.subscription_id);
  end $$`;

/** Whether all that the subscription's agency ever meant by this youth was undone: it would file what it is told under somebody else. */
const MISNAMES = `create or replace function csec.agency_misnames(subject uuid, subscription uuid) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(bool_and(l.undone_at is not null), false) from csec.partner_link l join csec.partner_subscription s on s.agency_id = l.agency_id
    where s.id = subscription and l.subject_id = subject $$`;

/** What statute has told, and that a consent was withdrawn or a case is over, is told whatever the partner calls her. */
const HOLD = `create or replace function csec.hold_misnamed_event() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if csec.agency_misnames(new.subject_id, new.subscription_id) then
      new.state := 'STOPPED';
      new.fault := 'LINK_UNDONE';
      new.settled_at := new.raised_at;
    end if;
    return new;
  end $$`;

/**
 * Nothing names a youth by the number of a sealed matter: such a link is undone, so that what came by it goes, and purged. With
 * it goes the person whom her agency calls by that number, what was said of her and what was received of her; one who was linked
 * by the number beside her agency's own waits. Before the order purges the identifiers, which tell the number.
 */
const UNLINK_SEALED = `create or replace function csec.unlink_sealed() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    reached record;
  begin
    for reached in
      select l.subject_id, l.id, l.agency_id, l.system, l.value, bool_or(l.value = sealed.number) as called from fresh z
        left join csec.identifier i on i.subject_id = z.subject_id and i.record_key = z.source_key and z.source_table = 'identifier'
        cross join lateral (select case z.source_table when 'matter' then z.source_key when 'identifier' then i.value end as number) as sealed
        join csec.partner_link l on l.subject_id = z.subject_id and sealed.number in (l.value, l.exchanged)
      group by l.subject_id, l.id, l.agency_id, l.system, l.value
    loop
      update csec.partner_link l set undone_at = now(), undone_by_agency_id = l.agency_id, undone_by_person_id = l.linked_by_person_id
        where l.subject_id = reached.subject_id and l.id = reached.id and l.undone_at is null;
      delete from csec.partner_link l where l.subject_id = reached.subject_id and l.id = reached.id;
      continue when not reached.called;
      delete from csec.identity_review r where r.subject_id = reached.subject_id
        and r.person_id = csec.person_named(reached.agency_id, reached.system, reached.value);
      delete from csec.meant_person m where m.person_id = csec.person_named(reached.agency_id, reached.system, reached.value);
      delete from csec.unlinked_person p where p.agency_id = reached.agency_id and p.system = reached.system and p.value = reached.value;
      delete from csec.received_service r
        where r.agency_id = reached.agency_id and r.person_system = reached.system and r.person_value = reached.value;
      delete from csec.received_finding r
        where r.agency_id = reached.agency_id and r.person_system = reached.system and r.person_value = reached.value;
    end loop;
    return null;
  end $$`;

/** Links of a county's youths that were undone, newest first, for its privacy officer: of clients of these sensitivities. */
const UNDONE = `create or replace function csec.undone_links_of(of_county text, sensitivities text[], before_at timestamptz, before_id uuid, size integer)
  returns table (subject_id uuid, id uuid, agency_id uuid, basis text, linked_at timestamptz, undone_at timestamptz, undone_by_agency_id uuid,
    undone_by_person_id text, undone_because text, told text[], shown text[])
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.subject_id, l.id, l.agency_id, l.basis, l.linked_at, l.undone_at, l.undone_by_agency_id, l.undone_by_person_id, l.undone_because, l.told,
      l.shown
    from csec.partner_link l join csec.youth y on y.subject_id = l.subject_id
    where l.undone_at is not null and not l.merged and y.county = of_county and y.sensitivity = any (sensitivities)
      and (before_at is null or (l.undone_at, l.id) < (before_at, before_id))
    order by l.undone_at desc, l.id desc limit size $$`;

const FOR_GATEWAY = [
  'waiting_like(uuid, text[], text[], text[], boolean, integer)', 'confirm_identity(jsonb, uuid)', 'reject_identity(jsonb)', 'undo_partner_link(uuid, uuid, jsonb)',
  'undone_links_of(text, text[], timestamptz, uuid, integer)',
];

/** What workers say of whom a partner means: that a person who waits is a youth of theirs, or is not, or was linked wrongly. */
export class ConfirmIdentities1770000006210 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [MISNAMES, HOLD, WAITING, CONFIRM, REJECT, UNDO, UNDONE, UNLINK_SEALED]) await run.query(statement);
    for (const signature of ['agency_misnames(uuid, uuid)', 'hold_misnamed_event()', 'unlink_sealed()']) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    await run.query('grant execute on function csec.agency_misnames(uuid, uuid) to csec_delivery');
    await run.query(`create or replace trigger hold_misnamed before insert on csec.partner_event
      for each row when (new.kind = 'CASE_CHANGED') execute function csec.hold_misnamed_event()`);
    await run.query(`create or replace trigger sealed_is_not_linked after insert on csec.seal_tombstone
      referencing new table as fresh for each statement execute function csec.unlink_sealed()`);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
