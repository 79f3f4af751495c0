import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission, showOpened } from './steps/second-wall.js';

const TABLES = [
  // `exchanged`: the number, other than the partner's own, by which the link was made. `came`: the categories of which anything stood by it.
  // `merged`: it ended with the county's client. `told`: the disclosures to the agency while a link that was undone stood; `shown`: those to
  // others in which what came by it may have been.
  `create table if not exists csec.partner_link (
    subject_id uuid not null, id uuid not null unique, agency_id uuid not null, system text collate "C" not null,
    value text collate "C" not null, exchanged text collate "C", basis text not null check (basis in ('PSEUDONYM', 'SHARED_IDENTIFIER', 'CONFIRMED')),
    linked_by_agency_id uuid not null, linked_by_person_id text not null, linked_at timestamptz not null, came text[] not null default '{}',
    undone_at timestamptz, undone_by_agency_id uuid, undone_by_person_id text, undone_because text, merged boolean not null default false,
    told text[], shown text[], primary key (subject_id, id),
    constraint undone_by_whom check (num_nonnulls(undone_at, undone_by_agency_id, undone_by_person_id) in (0, 3)))`,
  'create unique index if not exists partner_link_live on csec.partner_link (agency_id, system, value) where undone_at is null',
  'create index if not exists partner_link_undone on csec.partner_link (undone_at, id) where undone_at is not null',
  // Nobody knows yet which youth, if any; the row stays when a link is made, for the day on which it is undone. Who pushes writes it, and no job:
  // a push that met one would tell by its time whether anybody knows the person.
  // `renewed_at`: when her agency named her last. `named_id`: the youth whom a pseudonym of ours means, or nobody's id. `shared_code`,
  // `shared_value`: a number that the county keeps too. `named_by`: the person who pushed.
  `create table if not exists csec.unlinked_person (
    id uuid not null, agency_id uuid not null references csec.agency (id), county char(2) not null, system text collate "C" not null,
    value text collate "C" not null, first_name text, middle_name text, last_name text, born_on date, sex text check (sex in ('F', 'M', 'I', 'U')),
    keys text[] not null, received_at timestamptz not null, renewed_at timestamptz not null,
    named_id uuid, shared_code integer, shared_value text collate "C", named_by text, named_at timestamptz,
    primary key (id, county), constraint unlinked_person_once unique (agency_id, county, system, value))`,
  // Keys are added as more is told of a person; a person is looked for by any of them.
  'create index if not exists unlinked_person_keys on csec.unlinked_person using gin (keys) with (fastupdate = off)',
  'create index if not exists unlinked_person_renewed on csec.unlinked_person (renewed_at, id)',
  // Youths whom an agency named a person to be, where a worker's word is needed.
  'create table if not exists csec.meant_person (person_id uuid not null, meant_id uuid not null, primary key (person_id, meant_id))',
  'create index if not exists meant_person_youth on csec.meant_person (meant_id)',
  // What workers said of whom a partner means; `person_id` is made of the partner's name for her, and outlives her row.
  `create table if not exists csec.identity_review (
    subject_id uuid not null, id uuid not null, person_id uuid not null, agency_id uuid not null,
    outcome text not null check (outcome in ('CONFIRMED', 'REJECTED', 'UNDONE')), reason text not null, weight integer,
    decided_by_agency_id uuid not null, decided_by_person_id text not null, decided_at timestamptz not null, primary key (subject_id, id))`,
  // What jobs are to look at: persons whom an agency named, and records and findings that it sent. Added to, and taken away by the job that looked.
  `create table if not exists csec.to_place (
    seq bigint generated always as identity primary key, agency_id uuid not null, what text not null check (what in ('PERSON', 'SERVICE', 'FINDING')),
    county char(2) not null, key text collate "C" not null)`,
  'create index if not exists to_place_next on csec.to_place (agency_id, what, seq)',
  'create table if not exists csec.person_secret (single boolean primary key default true check (single), secret bytea not null)',
  `insert into csec.person_secret (secret) values (decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex')) on conflict do nothing`,
];

/**
 * The id of whom an agency names so: the same whenever it does, so that what was said of her is found when she is forgotten and
 * named again, and nothing to whoever has not the secret: he could try out the agency's numbers else.
 */
const PERSON = `create or replace function csec.person_named(agency uuid, system text, value text) returns uuid
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select left(encode(sha256(k.secret || sha256(k.secret || convert_to(jsonb_build_array(agency, system, value)::text, 'UTF8'))), 'hex'), 32)::uuid
    from csec.person_secret k $$`;

/**
 * Keeps a person whom an agency named to a county, and what it called her by; what is told of her later stands for what was
 * told before. Answers her id.
 */
const AWAIT = `create or replace function csec.await_person(fresh jsonb) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.unlinked_person := jsonb_populate_record(null::csec.unlinked_person, fresh);
  begin
    given.id := csec.person_named(given.agency_id, given.system, given.value);
    given.renewed_at := given.received_at;
    insert into csec.unlinked_person as p select given.* on conflict on constraint unlinked_person_once do update set
        first_name = coalesce(excluded.first_name, p.first_name), middle_name = coalesce(excluded.middle_name, p.middle_name),
        last_name = coalesce(excluded.last_name, p.last_name), born_on = coalesce(excluded.born_on, p.born_on), sex = coalesce(excluded.sex, p.sex),
        keys = array(select distinct k from unnest(p.keys || excluded.keys) as k order by k), renewed_at = greatest(p.renewed_at, excluded.renewed_at),
        named_id = coalesce(excluded.named_id, p.named_id), shared_code = coalesce(excluded.shared_code, p.shared_code),
        shared_value = coalesce(excluded.shared_value, p.shared_value), named_by = coalesce(excluded.named_by, p.named_by),
        named_at = coalesce(excluded.named_at, p.named_at);
    if given.named_at is not null then
      insert into csec.to_place (agency_id, what, county, key) values (given.agency_id, 'PERSON', given.county, given.id);
    end if;
    return given.id;
  end $$`;

/** The youth of a county who alone bears an identifier that the county keeps too; nobody whose record is sealed. */
const BEARER = `create or replace function csec.sole_bearer(of_system integer, of_value text, of_county text) returns uuid
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select case when count(*) = 1 then (array_agg(y.subject_id) filter (where y.county = of_county and y.sensitivity <> 'R'))[1] end
    from csec.youth y where y.subject_id in (select i.subject_id from csec.identifier i where i.system_code = of_system and i.value = of_value) $$`;

/**
 * Whether a worker must say what an agency means by a youth: one said before that the agency's name for her was not hers, or
 * it has three names for her by numbers that the county keeps too, those that were undone among them.
 */
const DOUBTED = `create or replace function csec.link_doubted(subject uuid, of_agency uuid, by_basis text) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select from csec.partner_link l where l.subject_id = subject and l.agency_id = of_agency and l.undone_at is not null and not l.merged)
      or exists (select from csec.identity_review r where r.subject_id = subject and r.agency_id = of_agency and r.outcome in ('REJECTED', 'UNDONE'))
      or (by_basis = 'SHARED_IDENTIFIER' and (select count(*) from csec.partner_link l
        where l.subject_id = subject and l.agency_id = of_agency and l.basis = 'SHARED_IDENTIFIER' and not l.merged) >= 3) $$`;

/**
 * Links a person to the youth whom her agency means by what was exchanged: nobody where the youth is not there or her record is
 * sealed, where the name is another's or the number is of a sealed matter; where it is doubted, as far as a worker is asked.
 */
const LINK = `create or replace function csec.link_exchanged(person csec.unlinked_person, subject uuid, by_basis text) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  declare
    by_number text := case when by_basis = 'SHARED_IDENTIFIER' then person.shared_value end;
  begin
    if not exists (select from csec.youth y where y.subject_id = subject and y.sensitivity <> 'R')
      or exists (select from csec.partner_link l
        where l.agency_id = person.agency_id and l.system = person.system and l.value = person.value and l.undone_at is null)
      or exists (select from csec.seal_tombstone z where z.subject_id = subject and z.source_table = 'matter' and z.source_key in (person.value, by_number))
    then
      return;
    end if;
    if csec.link_doubted(subject, person.agency_id, by_basis) then
      insert into csec.meant_person values (person.id, subject) on conflict do nothing;
    else
      insert into csec.partner_link (subject_id, id, agency_id, system, value, exchanged, basis, linked_by_agency_id, linked_by_person_id, linked_at)
        values (subject, gen_random_uuid(), person.agency_id, person.system, person.value, nullif(by_number, person.value), by_basis, person.agency_id,
          person.named_by, person.named_at)
        on conflict (agency_id, system, value) where undone_at is null do nothing;
    end if;
  end $$`;

/** One agency's persons and records are looked at by one job at a time: who comes second sees what the first did. */
const LOCK = 'perform pg_advisory_xact_lock(6290, hashtext(of_agency::text))';

/** Looks for the youths whom an agency named some persons to be, and answers how often it had named any. */
const LINK_NAMED = `create or replace function csec.link_named(of_agency uuid, size integer) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    looked bigint[];
    named csec.unlinked_person;
  begin
    ${LOCK};
    looked := array(select t.seq from csec.to_place t where t.agency_id = of_agency and t.what = 'PERSON' order by t.seq limit size);
    for named in
      select p.* from csec.unlinked_person p
      where (p.id, p.county) in (select t.key::uuid, t.county from csec.to_place t where t.seq = any (looked)) order by p.named_at, p.id
    loop
      perform csec.link_exchanged(named, named.named_id, 'PSEUDONYM');
      perform csec.link_exchanged(named, csec.sole_bearer(named.shared_code, named.shared_value, named.county), 'SHARED_IDENTIFIER');
    end loop;
    delete from csec.to_place t where t.seq = any (looked);
    return cardinality(looked);
  end $$`;

/**
 * The crosswalk: which youth a partner means by an identifier of its own, and the persons whom partners named and nobody
 * linked yet. What is received under a link carries its id, so that undoing the link finds it.
 */
export class LinkPartnerIdentifiers1770000006200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of TABLES) await run.query(statement);
    await secureSubjects(run, 'partner_link');
    await showOpened(run, 'partner_link');
    await secureSubjects(run, 'identity_review', 'insert, delete');
    await run.query('revoke all on csec.unlinked_person, csec.meant_person, csec.to_place, csec.person_secret from public, csec_gateway');
    await run.query('grant select, insert, update, delete on csec.unlinked_person to csec_admission');
    await run.query('grant select, insert, delete on csec.meant_person, csec.to_place to csec_admission');
    await run.query('grant select on csec.person_secret to csec_admission');
    await run.query('grant delete on csec.partner_link to csec_admission');
    for (const statement of [PERSON, AWAIT, BEARER, DOUBTED, LINK, LINK_NAMED]) await run.query(statement);
    await serveByAdmission(run, ['await_person(jsonb)']);
    for (const inner of [
      'person_named(uuid, text, text)', 'sole_bearer(integer, text, text)', 'link_doubted(uuid, uuid, text)',
      'link_exchanged(csec.unlinked_person, uuid, text)', 'link_named(uuid, integer)',
    ]) {
      await run.query(`revoke all on function csec.${inner} from public`);
      await run.query(`alter function csec.${inner} owner to csec_admission`);
    }
    await run.query('grant execute on function csec.link_named(uuid, integer) to csec_delivery');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
