import type { MigrationInterface, QueryRunner } from 'typeorm';

const PUT_COURT_ORDER = `create or replace function csec.put_court_order(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.court_order := jsonb_populate_record(null::csec.court_order, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.court_order select given.* on conflict (subject_id, id) do nothing;
    if not found and not exists (select from csec.court_order o
      where o.subject_id = given.subject_id and o.id = given.id and to_jsonb(o) = to_jsonb(given)) then
      raise exception 'another order has this id' using errcode = 'CS409';
    end if;
  end $$`;

/** An order that was vacated stays vacated as of the first day it was. */
const VACATE_COURT_ORDER = `create or replace function csec.vacate_court_order(subject uuid, wanted uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.court_order o set vacated_at = least(o.vacated_at, at) where o.subject_id = subject and o.id = wanted;
    if not found then raise exception 'no such order' using errcode = 'CS409'; end if;
  end $$`;

/** What a seal order reaches: each row under the table and key by which it could come back. */
const SEALED_ROWS = `create or replace function csec.sealed_rows(subject uuid, matters text[])
  returns table (source_table text, source_key text)
  language sql stable set search_path = pg_catalog, pg_temp as $$
    with record as (
      select r.record_key, r.matter from csec.service_record r where r.subject_id = subject and r.category = 'JUVENILE_JUSTICE'
        and (matters = '{}' or r.matter is null or r.matter = any (matters))),
    filed as (
      select d.id, d.matter from csec.case_document d where d.subject_id = subject and (d.matter = any (matters)
        or (d.category = 'JUVENILE_JUSTICE' and (matters = '{}' or d.matter is null)))),
    number as (
      select i.record_key from csec.identifier i where i.subject_id = subject and i.category = 'JUVENILE_JUSTICE'
        and (matters = '{}' or i.value = any (matters))),
    link as (
      select l.source_key, l.parent_key from csec.county_record l
      where l.source_table = 'IDV_SVCT' and l.client_key = (select y.client_key from csec.youth y where y.subject_id = subject)
        and 'DL_SVC_T:' || l.parent_key in (select record_key from record)),
    -- A service that other clients received too stays theirs; the landed row of his alone goes, with all that hangs off it.
    alone as (
      select distinct k.parent_key from link k where not exists (select from csec.county_record o where o.source_table = 'IDV_SVCT'
        and o.parent_key = k.parent_key and o.client_key is not null and o.source_key not in (select source_key from link)))
    select 'service_record', record_key from record
    union select 'case_document', id::text from filed
    union select 'identifier', record_key from number
    union select 'NCWSNO_T', record_key from number
    union select 'IDV_SVCT', source_key from link
    union select 'IDV_SVCT', l.source_key from csec.county_record l where l.source_table = 'IDV_SVCT' and l.parent_key in (select parent_key from alone)
    union select 'DL_SVC_T', parent_key from alone
    union select 'matter', m from unnest(matters) as m
    union select 'matter', matter from record where matter is not null
    union select 'matter', matter from filed where matter is not null $$`;

/** Takes away whatever a tombstone of the subject names, and leaves of its landed rows the keys and nothing they say. */
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
  end $$`;

/**
 * Whoever writes such a row again, what is sealed goes at the end of the same statement: nobody can read it in between.
 * Asked of the few tombstones and not of each row, because a load inserts millions.
 */
const KEEP_SEALED = `create or replace function csec.keep_sealed() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    case tg_table_name
      when 'service_record' then
        delete from csec.service_record t using csec.seal_tombstone z
          where z.source_table = 'service_record' and t.subject_id = z.subject_id and t.record_key = z.source_key;
        delete from csec.service_record t using csec.seal_tombstone z
          where z.source_table = 'matter' and t.subject_id = z.subject_id and t.matter = z.source_key;
      when 'identifier' then
        delete from csec.identifier t using csec.seal_tombstone z
          where z.source_table = 'identifier' and t.subject_id = z.subject_id and t.record_key = z.source_key;
      when 'case_document' then
        delete from csec.case_document t using csec.seal_tombstone z
          where z.source_table = 'case_document' and t.subject_id = z.subject_id and t.id::text = z.source_key;
        delete from csec.case_document t using csec.seal_tombstone z
          where z.source_table = 'matter' and t.subject_id = z.subject_id and t.matter = z.source_key;
      when 'court_order' then
        delete from csec.court_order t using csec.seal_tombstone z
          where z.source_table = 'matter' and t.subject_id = z.subject_id and t.case_number = z.source_key;
    end case;
    return null;
  end $$`;

/**
 * Keeps a seal order, purges what it reaches, and answers who received of it by the accounting. What was purged is
 * looked for before it goes; an order that comes again purges again and notifies nobody twice.
 */
const RECORD_SEAL_ORDER = `create or replace function csec.record_seal_order(fresh jsonb)
  returns table (agency_id uuid, disclosure_ids text[])
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.seal_order := jsonb_populate_record(null::csec.seal_order, fresh);
    reached text[];
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.seal_order select given.* on conflict on constraint seal_order_pkey do nothing;
    insert into csec.seal_tombstone (subject_id, source_table, source_key)
      select given.subject_id, s.source_table, s.source_key from csec.sealed_rows(given.subject_id, given.matters) as s
      on conflict on constraint seal_tombstone_pkey do nothing;
    reached := array(select distinct d.category from csec.case_document d join csec.seal_tombstone z on z.subject_id = d.subject_id
      and z.source_table = 'case_document' and z.source_key = d.id::text where d.subject_id = given.subject_id) || array['JUVENILE_JUSTICE'];
    insert into csec.seal_notice (subject_id, order_id, agency_id, disclosure_ids, destroy_by, created_at)
      select given.subject_id, given.id, (d.record->>'agencyId')::uuid, array_agg(d.record->>'id' order by d.at, d.record->>'id'),
        given.destroy_by, given.recorded_at
      from csec.disclosure d
      where d.subject_id = given.subject_id and d.outcome in ('RELEASED', 'MESSAGE') and (d.record->'released')::jsonb ?| reached
      group by d.record->>'agencyId'
      on conflict on constraint one_notice_each do nothing;
    perform csec.purge_sealed(given.subject_id);
    return query select n.agency_id, n.disclosure_ids from csec.seal_notice n
      where n.subject_id = given.subject_id and n.order_id = given.id order by n.agency_id;
  end $$`;

/** Notices to one agency, oldest first; those it has acknowledged are done with. */
const SEAL_NOTICES = [
  `create or replace function csec.seal_notices_to(agency uuid, after_at timestamptz, after_id uuid, size integer)
  returns table (id uuid, subject_id uuid, disclosure_ids text[], destroy_by date, created_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select n.id, n.subject_id, n.disclosure_ids, n.destroy_by, n.created_at from csec.seal_notice n
    where n.agency_id = agency and n.acknowledged_at is null
      and (after_at is null or (n.created_at, n.id) > (after_at, after_id))
    order by n.created_at, n.id limit size $$`,
  `create or replace function csec.acknowledge_seal_notice(agency uuid, notice uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.seal_notice n set acknowledged_at = coalesce(n.acknowledged_at, at) where n.agency_id = agency and n.id = notice;
    if not found then raise exception 'no such notice' using errcode = 'CS409'; end if;
  end $$`,
];

const INNER = ['sealed_rows(uuid, text[])', 'purge_sealed(uuid)', 'keep_sealed()'];
const FOR_GATEWAY = [
  'put_court_order(jsonb)', 'vacate_court_order(uuid, uuid, timestamptz)', 'record_seal_order(jsonb)',
  'seal_notices_to(uuid, timestamptz, uuid, integer)', 'acknowledge_seal_notice(uuid, uuid, timestamptz)',
];

/** What a mutation may record of orders of courts, and what sealing does. */
export class RecordOrders1770000003400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [
      PUT_COURT_ORDER, VACATE_COURT_ORDER, SEALED_ROWS, PURGE_SEALED, KEEP_SEALED, RECORD_SEAL_ORDER, ...SEAL_NOTICES,
    ]) await run.query(statement);
    for (const signature of [...INNER, ...FOR_GATEWAY]) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    for (const signature of FOR_GATEWAY) await run.query(`grant execute on function csec.${signature} to csec_gateway`);
    for (const table of ['service_record', 'identifier', 'case_document', 'court_order']) {
      await run.query(`create or replace trigger what_is_sealed_stays_gone after insert on csec.${table}
        for each statement execute function csec.keep_sealed()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
