import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  // What her agency called her by when it named her last, until it was looked for: the youth whom a pseudonym of ours means, or nobody's id,
  // and a number that the county keeps too. `named_by`: the person who pushed.
  `alter table csec.unlinked_person add column if not exists named_id uuid, add column if not exists named_county char(2), add column if not exists shared_code integer,
    add column if not exists shared_value text, add column if not exists named_by text, add column if not exists named_at timestamptz`,
  'create index if not exists unlinked_person_named on csec.unlinked_person (agency_id, named_at, id) where named_at is not null',
  'create index if not exists service_record_link on csec.service_record (link_id) where link_id is not null',
];

/** Keeps a person whom an agency named, and what it called her by; what is told of her later stands for what was told before. */
const AWAIT = `create or replace function csec.await_person(fresh jsonb) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.unlinked_person := jsonb_populate_record(null::csec.unlinked_person, fresh);
    kept uuid;
  begin
    insert into csec.unlinked_person as p select given.* on conflict on constraint unlinked_person_once do update set
        first_name = coalesce(excluded.first_name, p.first_name), middle_name = coalesce(excluded.middle_name, p.middle_name),
        last_name = coalesce(excluded.last_name, p.last_name), born_on = coalesce(excluded.born_on, p.born_on), sex = coalesce(excluded.sex, p.sex),
        keys = array(select distinct k from unnest(p.keys || excluded.keys) as k order by k),
        named_id = coalesce(excluded.named_id, p.named_id), named_county = coalesce(excluded.named_county, p.named_county),
        shared_code = coalesce(excluded.shared_code, p.shared_code), shared_value = coalesce(excluded.shared_value, p.shared_value),
        named_by = coalesce(excluded.named_by, p.named_by), named_at = coalesce(excluded.named_at, p.named_at)
      returning p.id into kept;
    return kept;
  end $$`;

/** One agency's records are placed by one at a time: who comes second sees what the first did. */
const LOCK = (agency: string): string => `perform pg_advisory_xact_lock(6290, hashtext(${agency}::text))`;

/**
 * Links some of the persons whom an agency named to the youths whom that names, and answers how many were looked for. By one
 * number that the county keeps too, an agency has three names of its own for a youth at most, those that were undone among
 * them: whoever has more for her waits for a worker's word.
 */
const LINK_NAMED = `create or replace function csec.link_named(of_agency uuid, size integer) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    named csec.unlinked_person;
    exchange jsonb;
    bearer uuid;
    looked integer := 0;
  begin
    ${LOCK('of_agency')};
    for named in select p.* from csec.unlinked_person p where p.agency_id = of_agency and p.named_at is not null order by p.named_at, p.id limit size for update loop
      exchange := jsonb_build_object('agency_id', of_agency, 'system', named.system, 'value', named.value, 'linked_by_agency_id', of_agency,
        'linked_by_person_id', named.named_by, 'linked_at', named.named_at);
      perform csec.link_exchanged(exchange || jsonb_build_object('id', gen_random_uuid(), 'subject_id', named.named_id, 'basis', 'PSEUDONYM'));
      bearer := csec.sole_bearer(named.shared_code, named.shared_value, named.named_county);
      if (select count(*) from csec.partner_link l where l.subject_id = bearer and l.agency_id = of_agency and l.basis = 'SHARED_IDENTIFIER') < 3 then
        perform csec.link_exchanged(exchange || jsonb_build_object('id', gen_random_uuid(), 'subject_id', bearer, 'basis', 'SHARED_IDENTIFIER'));
      end if;
      update csec.unlinked_person p set named_id = null, named_county = null, shared_code = null, shared_value = null, named_by = null, named_at = null where p.id = named.id;
      looked := looked + 1;
    end loop;
    return looked;
  end $$`;

/**
 * Shows some of what waits of an agency, from a key on: how many were looked at, how many of them cannot be shown and wait
 * on, and where to go on. One that cannot holds back none of the others.
 */
const PLACE_WAITING = `create or replace function csec.place_waiting(of_agency uuid, after text, size integer)
  returns table (looked integer, failed integer, last text) language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    keys text[];
    done text[] := '{}';
    one text;
  begin
    ${LOCK('of_agency')};
    keys := array(select r.source_key from csec.received_service r where r.agency_id = of_agency and r.unplaced and r.source_key > after
      order by r.source_key limit size for update);
    begin
      perform csec.place_received(of_agency, keys);
      done := keys;
    exception when others then
      foreach one in array keys loop
        begin
          perform csec.place_received(of_agency, array[one]);
          done := done || one;
        exception when others then
          null;
        end;
      end loop;
    end;
    update csec.received_service r set unplaced = false where r.agency_id = of_agency and r.source_key = any (done);
    return query select cardinality(keys), cardinality(keys) - cardinality(done), keys[cardinality(keys)];
  end $$`;

/** The agencies of which anything waits to be linked or shown. */
const UNPLACED = `create or replace function csec.agencies_unplaced() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select r.agency_id from csec.received_service r where r.unplaced union select p.agency_id from csec.unlinked_person p where p.named_at is not null $$`;

/** Shows again all that an agency sent of the person whom a link is of, under whom a link that stands names, and takes away the rest. */
const PLACE_AGAIN = `create or replace function csec.place_again(of_agency uuid, link uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    ${LOCK('of_agency')};
    delete from csec.service_record t where t.link_id = link and not exists (select from csec.partner_link l where l.id = link and l.undone_at is null);
    perform csec.place_received(of_agency, array(select r.source_key from csec.received_service r join csec.partner_link l
      on l.id = link and l.agency_id = r.agency_id and l.system = r.person_system and l.value = r.person_value where r.agency_id = of_agency));
  end $$`;

const ASK_AGAIN = `create or replace function csec.ask_placing_again(of_agency uuid, link uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('placeAgain', json_build_object('agencyId', of_agency, 'linkId', link));
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
        where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value));
    else
      update csec.received_service r set unplaced = true where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value;
    end if;
    perform csec.ask_placing_again(new.agency_id, new.id);
    return null;
  end $$`;

/** Whom a partner means is looked for beside its requests, and what is placed beside a worker's word is looked at again after it. */
export class LinkBeside1770000006290 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('drop function if exists csec.place_waiting(uuid, integer)');
    for (const statement of [...COLUMNS, AWAIT, LINK_NAMED, PLACE_WAITING, UNPLACED, PLACE_AGAIN, ASK_AGAIN, FOLLOW]) await run.query(statement);
    for (const [signature, owner, caller] of [
      ['link_named(uuid, integer)', 'csec_admission', 'csec_delivery'], ['place_waiting(uuid, text, integer)', 'csec_admission', 'csec_delivery'],
      ['agencies_unplaced()', 'csec_admission', 'csec_delivery'], ['place_again(uuid, uuid)', 'csec_admission', 'csec_delivery'],
      ['ask_placing_again(uuid, uuid)', 'csec_delivery', 'csec_admission'],
    ] as const) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to ${owner}`);
      await run.query(`grant execute on function csec.${signature} to ${caller}`);
    }
    await run.query('create or replace trigger follow_link after insert or update or delete on csec.partner_link for each row execute function csec.follow_link()');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
