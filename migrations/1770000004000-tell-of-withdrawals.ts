import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission } from './steps/second-wall.js';

const TABLES = {
  consent_release: `create table if not exists csec.consent_release (
    subject_id uuid not null, consent_id uuid not null, disclosure_id text not null, agency_id uuid not null, person_id text not null,
    categories text[] not null, at timestamptz not null, primary key (subject_id, consent_id, disclosure_id))`,
  consent_withdrawal: `create table if not exists csec.consent_withdrawal (
    subject_id uuid not null, id uuid not null, consent_id uuid not null, categories text[] not null, withdrawn_at timestamptz not null,
    created_at timestamptz not null, primary key (subject_id, id))`,
  withdrawal_receipt: `create table if not exists csec.withdrawal_receipt (
    subject_id uuid not null, withdrawal_id uuid not null, agency_id uuid not null, person_id text not null, acknowledged_at timestamptz not null,
    primary key (subject_id, withdrawal_id, agency_id, person_id))`,
};

const INDEXES = [
  'create index if not exists consent_release_agency on csec.consent_release (agency_id, subject_id, consent_id)',
  'create index if not exists consent_withdrawal_consent on csec.consent_withdrawal (subject_id, consent_id)',
];

/**
 * Notes which disclosures rest on which consents. A consent without which nothing could be released is held until the
 * disclosure stands: whoever withdraws it waits, or was first, and then the decision is stale. Held in one order, so
 * that no two wait for each other; a consent for a number of uses is held by its count.
 */
const REST_ON_CONSENTS = `create or replace function csec.rest_on_consents(held uuid[], versions integer[], releases jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    wanted record;
    found_version integer;
  begin
    for wanted in select h.id, h.version from unnest(held, versions) as h (id, version) order by h.id loop
      select c.version into found_version from csec.consent c where c.id = wanted.id and c.status = 'ACTIVE'
        and c.subject_id = any (csec.opened_subjects()) for share;
      if found_version is distinct from wanted.version then raise exception 'the consent has moved on' using errcode = 'CS410'; end if;
    end loop;
    insert into csec.consent_release (subject_id, consent_id, disclosure_id, agency_id, person_id, categories, at)
      select r."subjectId", r."consentId", r."disclosureId", r."agencyId", r."personId", r.categories, r.at
      from jsonb_to_recordset(releases) as r ("subjectId" uuid, "consentId" uuid, "disclosureId" text, "agencyId" uuid, "personId" text,
        categories text[], at timestamptz)
      where r."subjectId" = any (csec.opened_subjects());
  end $$`;

/** Whoever received under a consent is told of every withdrawal of it that reaches what he received, at once or later. */
const NOTE_WITHDRAWAL = `create or replace function csec.note_withdrawal(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.consent_withdrawal := jsonb_populate_record(null::csec.consent_withdrawal, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.consent_withdrawal select given.*;
  end $$`;

/** Persons of a portal are told each for himself: their agency is one for all of them. */
const PERSON_OF = `case when a.kind = 'PERSON_PORTAL' then r.person_id else '' end`;

/** The withdrawals that an agency, or a person of a portal, has not acknowledged, oldest first, and what it received of theirs. */
const WITHDRAWALS_TO = `create or replace function csec.withdrawals_to(agency uuid, person text, after_at timestamptz, after_id uuid, size integer)
  returns table (id uuid, subject_id uuid, consent_id uuid, categories text[], own_categories text[], disclosure_ids text[],
    withdrawn_at timestamptz, created_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select w.id, w.subject_id, w.consent_id, array_agg(distinct c.category order by c.category),
      coalesce(array_agg(distinct c.category order by c.category) filter (where r.person_id = person), '{}'),
      array_agg(distinct r.disclosure_id order by r.disclosure_id), w.withdrawn_at, w.created_at
    from csec.consent_release r join csec.agency a on a.id = r.agency_id
      join csec.consent_withdrawal w on w.subject_id = r.subject_id and w.consent_id = r.consent_id
      cross join lateral unnest(r.categories) as c (category)
    where r.agency_id = agency and ${PERSON_OF} in ('', person) and c.category = any (w.categories)
      and (after_at is null or (w.created_at, w.id) > (after_at, after_id))
      and not exists (select from csec.withdrawal_receipt t where t.subject_id = w.subject_id and t.withdrawal_id = w.id
        and t.agency_id = agency and t.person_id = ${PERSON_OF})
    group by w.subject_id, w.id
    order by w.created_at, w.id limit size $$`;

const ACKNOWLEDGE = `create or replace function csec.acknowledge_withdrawal(agency uuid, person text, wanted uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into csec.withdrawal_receipt (subject_id, withdrawal_id, agency_id, person_id, acknowledged_at)
      select distinct w.subject_id, w.id, agency, ${PERSON_OF}, moment
      from csec.consent_release r join csec.agency a on a.id = r.agency_id
        join csec.consent_withdrawal w on w.subject_id = r.subject_id and w.consent_id = r.consent_id
      where r.agency_id = agency and w.id = wanted and r.categories && w.categories and ${PERSON_OF} in ('', person)
      on conflict on constraint withdrawal_receipt_pkey do update set acknowledged_at = withdrawal_receipt.acknowledged_at;
    if not found then raise exception 'no such notice' using errcode = 'CS409'; end if;
  end $$`;

/** The disclosures of a youth that a seal order reached: an accounting names no juvenile justice of them. */
const SEALED_DISCLOSURES = `create or replace function csec.sealed_disclosures(subject uuid) returns text[]
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select coalesce(array_agg(d), '{}') from csec.seal_notice n cross join lateral unnest(n.disclosure_ids) as d
    where n.subject_id = subject and subject = any (csec.opened_subjects()) $$`;

const FOR_GATEWAY = [
  'rest_on_consents(uuid[], integer[], jsonb)', 'note_withdrawal(jsonb)', 'withdrawals_to(uuid, text, timestamptz, uuid, integer)',
  'acknowledge_withdrawal(uuid, text, uuid, timestamptz)', 'sealed_disclosures(uuid)',
];

/** What was released under consents before this migration, as far as the log can tell. */
const BACKFILL = `insert into csec.consent_release (subject_id, consent_id, disclosure_id, agency_id, person_id, categories, at)
  select d.subject_id, c.id, d.record->>'id', (d.record->>'agencyId')::uuid, d.record->>'personId',
    array(select json_array_elements_text(d.record->'released') intersect select jsonb_array_elements_text(c.record->'categories')), d.at
  from csec.disclosure d cross join lateral json_array_elements_text(d.record->'consents') as named (consent)
    join csec.consent c on c.subject_id = d.subject_id and c.id::text = split_part(named.consent, '@', 1)
  where d.outcome in ('RELEASED', 'MESSAGE') and json_array_length(d.record->'consents') > 0
  on conflict on constraint consent_release_pkey do nothing`;

/**
 * What the withdrawal of a consent leaves to be told. Nobody is written to: a notice is a withdrawal seen from a release
 * that rests on the consent, so that none is missed of a release that ends while the consent is withdrawn.
 */
export class TellOfWithdrawals1770000004000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const [table, statement] of Object.entries(TABLES)) {
      await run.query(statement);
      await secureSubjects(run, table);
    }
    for (const statement of [...INDEXES, REST_ON_CONSENTS, NOTE_WITHDRAWAL, WITHDRAWALS_TO, ACKNOWLEDGE, SEALED_DISCLOSURES]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
    await run.query(`create or replace function csec.list_consent_releases() returns void
      language sql volatile security definer set search_path = pg_catalog, pg_temp as $$ ${BACKFILL} $$`);
    await run.query('alter function csec.list_consent_releases() owner to csec_admission');
    await run.query('select csec.list_consent_releases()');
    await run.query('drop function csec.list_consent_releases()');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
