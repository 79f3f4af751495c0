import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/** What a seal takes back of a disclosure that it reached, whoever received it. */
const SEALED = `array['JUVENILE_JUSTICE', 'SEALED']`;

/**
 * What one person may be told of withdrawals, a row for each category of each disclosure: what he received himself; of
 * what colleagues received, no category that law conceals, whose name would tell that there was one. Persons of a portal
 * are no colleagues. What a seal reached is told to nobody, nor what a request released while the seal was recorded.
 */
const TOLD = `select w.id, w.subject_id, w.consent_id, w.withdrawn_at, w.created_at, c.category, r.disclosure_id, r.person_id = person as own
    from csec.consent_release r join csec.agency a on a.id = r.agency_id
      join csec.consent_withdrawal w on w.subject_id = r.subject_id and w.consent_id = r.consent_id
      cross join lateral unnest(r.categories) as c (category)
    where r.agency_id = agency and c.category = any (w.categories)
      and (r.person_id = person or (a.kind <> 'PERSON_PORTAL' and c.category <> all (concealed)))
      and not (c.category = any (${SEALED}) and (
        exists (select from csec.seal_notice n where n.subject_id = r.subject_id and r.disclosure_id = any (n.disclosure_ids))
        or exists (select from csec.seal_order o where o.subject_id = r.subject_id and o.recorded_at >= r.at)))`;

/** What somebody received waits for himself; what his colleagues received, until one of the agency has taken note. */
const WITHDRAWALS_TO = `create or replace function csec.withdrawals_to(agency uuid, person text, concealed text[], after_at timestamptz,
  after_id uuid, size integer)
  returns table (id uuid, subject_id uuid, consent_id uuid, categories text[], disclosure_ids text[], withdrawn_at timestamptz, created_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.id, t.subject_id, t.consent_id, array_agg(distinct t.category order by t.category),
      array_agg(distinct t.disclosure_id order by t.disclosure_id), t.withdrawn_at, t.created_at
    from (${TOLD}) as t
    where (after_at is null or (t.created_at, t.id) > (after_at, after_id))
      and not exists (select from csec.withdrawal_receipt x where x.subject_id = t.subject_id and x.withdrawal_id = t.id
        and x.agency_id = agency and (x.person_id = person or not t.own))
    group by t.subject_id, t.id, t.consent_id, t.withdrawn_at, t.created_at
    order by t.created_at, t.id limit size $$`;

/** Whoever may be told of a withdrawal acknowledges it, in his own name; to everybody else there is no such notice. */
const ACKNOWLEDGE = `create or replace function csec.acknowledge_withdrawal(agency uuid, person text, concealed text[], wanted uuid,
  moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into csec.withdrawal_receipt (subject_id, withdrawal_id, agency_id, person_id, acknowledged_at)
      select distinct t.subject_id, t.id, agency, person, moment from (${TOLD}) as t where t.id = wanted
      on conflict on constraint withdrawal_receipt_pkey do update set acknowledged_at = withdrawal_receipt.acknowledged_at;
    if not found then raise exception 'no such notice' using errcode = 'CS409'; end if;
  end $$`;

const stripped = (also: string): string => `update csec.consent_release r
      set categories = array(select c.category from unnest(r.categories) with ordinality as c (category, place)
        where c.category <> all (${SEALED}) order by c.place)
      from csec.seal_notice n where n.subject_id = r.subject_id and r.disclosure_id = any (n.disclosure_ids) and r.categories && ${SEALED}${also}`;

/** As it was, and what was noted of consents no longer says that a sealed record was released. */
const PURGE_SEALED = `create or replace function csec.purge_sealed(subject uuid) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.service_record t using csec.seal_tombstone z where t.subject_id = subject and z.subject_id = subject
      and ((z.source_table = 'service_record' and z.source_key = t.record_key) or (z.source_table = 'matter' and z.source_key = t.matter));
    delete from csec.case_document t using csec.seal_tombstone z where t.subject_id = subject and z.subject_id = subject
      and ((z.source_table = 'case_document' and z.source_key = t.id::text) or (z.source_table = 'matter' and z.source_key = t.matter));
    delete from csec.identifier t using csec.seal_tombstone z where t.subject_id = subject and z.subject_id = subject
      and z.source_table = 'identifier' and z.source_key = t.record_key;
    delete from csec.court_order t using csec.seal_tombstone z where t.subject_id = subject and z.subject_id = subject
      and z.source_table = 'matter' and z.source_key = t.case_number;
    update csec.county_record l set client_key = null, parent_key = null, flags = '{}', record = '{}'
      from csec.seal_tombstone z where z.subject_id = subject and z.source_table = l.source_table and z.source_key = l.source_key
        and l.source_table in ('IDV_SVCT', 'DL_SVC_T', 'NCWSNO_T');
    ${stripped(' and r.subject_id = subject')};
  end $$`;

const FORMER = ['withdrawals_to(uuid, text, timestamptz, uuid, integer)', 'acknowledge_withdrawal(uuid, text, uuid, timestamptz)'];
const FOR_GATEWAY = ['withdrawals_to(uuid, text, text[], timestamptz, uuid, integer)', 'acknowledge_withdrawal(uuid, text, text[], uuid, timestamptz)'];

/**
 * Tells each recipient of a withdrawal what he may know. A notice that may name nothing to somebody does not exist for
 * him, and nobody takes note of what another received. Receipts in the name of an agency stand for what colleagues received.
 */
export class TellEachRecipient1770000004350 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const signature of FORMER) await run.query(`drop function if exists csec.${signature}`);
    for (const statement of [WITHDRAWALS_TO, ACKNOWLEDGE, PURGE_SEALED]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
    await run.query(`create or replace function csec.strip_sealed_releases() returns void
      language sql volatile security definer set search_path = pg_catalog, pg_temp as $$ ${stripped('')} $$`);
    await run.query('alter function csec.strip_sealed_releases() owner to csec_admission');
    await run.query('select csec.strip_sealed_releases()');
    await run.query('drop function csec.strip_sealed_releases()');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
