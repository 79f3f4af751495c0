import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission, showOpened } from './steps/second-wall.js';

const TABLES = [
  // `told`: the disclosures to the agency while a link that was undone stood.
  `create table if not exists csec.partner_link (
    subject_id uuid not null, id uuid not null unique, agency_id uuid not null, system text collate "C" not null,
    value text collate "C" not null, basis text not null check (basis in ('PSEUDONYM', 'SHARED_IDENTIFIER', 'CONFIRMED')),
    linked_by_agency_id uuid not null, linked_by_person_id text not null, linked_at timestamptz not null,
    undone_at timestamptz, undone_by_agency_id uuid, undone_by_person_id text, undone_because text, told text[],
    primary key (subject_id, id),
    constraint undone_by_whom check (num_nonnulls(undone_at, undone_by_agency_id, undone_by_person_id) in (0, 3)))`,
  'create unique index if not exists partner_link_live on csec.partner_link (agency_id, system, value) where undone_at is null',
  'create index if not exists partner_link_undone on csec.partner_link (undone_at, id) where undone_at is not null',
  // Nobody knows yet which youth, if any; the row stays when a link is made, for the day on which it is undone.
  `create table if not exists csec.unlinked_person (
    id uuid primary key, agency_id uuid not null references csec.agency (id), county char(2) not null, system text collate "C" not null,
    value text collate "C" not null, first_name text, middle_name text, last_name text, born_on date, sex text check (sex in ('F', 'M', 'I', 'U')),
    keys text[] not null, received_at timestamptz not null, constraint unlinked_person_once unique (agency_id, system, value))`,
  // Keys are added as more is told of a person; a person is looked for by any of them.
  'create index if not exists unlinked_person_keys on csec.unlinked_person using gin (keys) with (fastupdate = off)',
];

const FIND = `create or replace function csec.find_partner_link(of_agency uuid, of_system text, of_value text)
  returns table (id uuid, subject_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select l.id, l.subject_id from csec.partner_link l
    where l.agency_id = of_agency and l.system = of_system and l.value = of_value and l.undone_at is null $$`;

/**
 * Keeps a link that follows from what was exchanged. Answers the one that stands where it is to the same youth, and nothing
 * where the youth is not there, the name is another's, a worker undid this link before, or the number is of a sealed matter.
 */
const LINK = `create or replace function csec.link_exchanged(fresh jsonb) returns table (id uuid, subject_id uuid)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  #variable_conflict use_column
  declare
    given csec.partner_link := jsonb_populate_record(null::csec.partner_link, fresh);
  begin
    if given.basis not in ('PSEUDONYM', 'SHARED_IDENTIFIER') or given.undone_at is not null then
      raise exception 'a worker confirms and undoes' using errcode = 'invalid_parameter_value';
    end if;
    insert into csec.partner_link select given.*
      where exists (select from csec.youth y where y.subject_id = given.subject_id)
        and not exists (select from csec.partner_link l where l.agency_id = given.agency_id and l.system = given.system and l.value = given.value
          and (l.undone_at is null or l.subject_id = given.subject_id))
        and not exists (select from csec.seal_tombstone z where z.subject_id = given.subject_id and z.source_table = 'matter' and z.source_key = given.value)
      on conflict (agency_id, system, value) where undone_at is null do nothing;
    return query select l.id, l.subject_id from csec.partner_link l where l.agency_id = given.agency_id and l.system = given.system
      and l.value = given.value and l.undone_at is null and l.subject_id = given.subject_id;
  end $$`;

/** The youth of a county who alone bears an identifier that the county keeps too; nobody whose record is sealed. */
const BEARER = `create or replace function csec.sole_bearer(of_system integer, of_value text, of_county text) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select case when count(*) = 1 then (array_agg(y.subject_id) filter (where y.county = of_county and y.sensitivity <> 'R'))[1] end
    from csec.youth y where y.subject_id in (select i.subject_id from csec.identifier i where i.system_code = of_system and i.value = of_value) $$`;

/** Keeps a person of whom nobody knows yet which youth she is; what is told of her later stands for what was told before. */
const AWAIT = `create or replace function csec.await_person(fresh jsonb) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.unlinked_person := jsonb_populate_record(null::csec.unlinked_person, fresh);
    kept uuid;
  begin
    insert into csec.unlinked_person as p select given.* on conflict on constraint unlinked_person_once do update set
        first_name = coalesce(excluded.first_name, p.first_name), middle_name = coalesce(excluded.middle_name, p.middle_name),
        last_name = coalesce(excluded.last_name, p.last_name), born_on = coalesce(excluded.born_on, p.born_on), sex = coalesce(excluded.sex, p.sex),
        keys = array(select distinct k from unnest(p.keys || excluded.keys) as k order by k)
      returning p.id into kept;
    return kept;
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
    await run.query('revoke all on csec.unlinked_person from public, csec_gateway');
    await run.query('grant select, insert, update on csec.unlinked_person to csec_admission');
    for (const statement of [FIND, LINK, BEARER, AWAIT]) await run.query(statement);
    await serveByAdmission(run, [
      'find_partner_link(uuid, text, text)', 'link_exchanged(jsonb)', 'sole_bearer(integer, text, text)', 'await_person(jsonb)',
    ]);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
