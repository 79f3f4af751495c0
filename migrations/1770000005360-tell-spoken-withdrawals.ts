import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const COLUMN = 'alter table csec.consent_withdrawal add column if not exists spoken boolean not null default false';

/** What a seal takes back of a disclosure that it reached, whoever received it. */
const SEALED = `array['JUVENILE_JUSTICE', 'SEALED']`;

/** As it was, with the form of the withdrawal. */
const TOLD = `select w.id, w.subject_id, w.consent_id, w.spoken, w.withdrawn_at, w.created_at, c.category, r.disclosure_id, r.person_id = person as own
    from csec.consent_release r join csec.agency a on a.id = r.agency_id
      join csec.consent_withdrawal w on w.subject_id = r.subject_id and w.consent_id = r.consent_id
      cross join lateral unnest(r.categories) as c (category)
    where r.agency_id = agency and c.category = any (w.categories)
      and (r.person_id = person or (a.kind <> 'PERSON_PORTAL' and c.category <> all (concealed)))
      and not (c.category = any (${SEALED}) and (
        exists (select from csec.seal_notice n where n.subject_id = r.subject_id and r.disclosure_id = any (n.disclosure_ids))
        or exists (select from csec.seal_order o where o.subject_id = r.subject_id and o.recorded_at >= r.at)))`;

const WITHDRAWALS_TOLD = `create or replace function csec.withdrawals_told(agency uuid, person text, concealed text[], after_at timestamptz,
  after_id uuid, size integer)
  returns table (id uuid, subject_id uuid, consent_id uuid, spoken boolean, categories text[], disclosure_ids text[], withdrawn_at timestamptz,
    created_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.id, t.subject_id, t.consent_id, t.spoken, array_agg(distinct t.category order by t.category),
      array_agg(distinct t.disclosure_id order by t.disclosure_id), t.withdrawn_at, t.created_at
    from (${TOLD}) as t
    where (after_at is null or (t.created_at, t.id) > (after_at, after_id))
      and not exists (select from csec.withdrawal_receipt x where x.subject_id = t.subject_id and x.withdrawal_id = t.id
        and x.agency_id = agency and (x.person_id = person or not t.own))
    group by t.subject_id, t.id, t.consent_id, t.spoken, t.withdrawn_at, t.created_at
    order by t.created_at, t.id limit size $$`;

/** A consent that was withdrawn in words and not yet in writing. */
const IN_WORDS = `effect = 'PERMIT' and status = 'SUSPENDED' and record->'revocation'->>'oralStatedAt' is not null
    and record->'revocation'->>'writtenReceivedAt' is null`;

/**
 * Admits the youths of a county of whom a consent was withdrawn in words, in the order of their random ids, opened, with
 * the facts of each decision: admission first, as for every page. Another agency's consent that names nothing but what
 * law conceals brings nobody here, whose task could not be shown.
 */
const ADMIT_WITHDRAWING = `create or replace function csec.admit_withdrawing(nodes jsonb, caller jsonb, page jsonb)
  returns table (subject_id uuid, order_key text, facts json)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    clauses text;
    ids uuid[];
  begin
    select string_agg('(' || csec.admission_clause(node)
        || coalesce(' and exists (select ' || csec.admission_relation(node) || ' and r.subject_id = y.subject_id)', '') || ')', ' or ')
      into clauses from (select n || jsonb_build_object('asOf', caller->'asOf') as node from jsonb_array_elements(nodes) as n
        where n->>'kind' is null or n->>'kind' not in ('emergency', 'indexed')) as taken;
    if clauses is null then return; end if;
    execute format('select array_agg(found.subject_id) from (
        select y.subject_id from csec.youth y where y.county = $1 and y.subject_id > $2
          and exists (select from csec.consent where subject_id = y.subject_id and ${IN_WORDS.replaceAll("'", "''")}
            and (recorded_by_agency_id = $3 or exists (
              select from jsonb_array_elements_text(record->''categories'') as named (category) where named.category = any ($4))))
          and (%s) order by y.subject_id limit $5) as found', clauses)
      into ids using page->>'county', coalesce(page->>'afterId', '00000000-0000-0000-0000-000000000000')::uuid,
        (page->>'agencyId')::uuid, array(select jsonb_array_elements_text(page->'stated')), least((page->>'first')::integer, 1001);
    if ids is null then return; end if;
    perform csec.open_subjects(ids);
    return query select f.subject_id, null::text, f.facts from csec.facts_of(ids, caller) as f order by f.subject_id;
  end $$`;

const INDEX = `create index if not exists consent_withdrawn_in_words on csec.consent (subject_id) where ${IN_WORDS}`;

const FORMER = 'withdrawals_to(uuid, text, text[], timestamptz, uuid, integer)';
const FOR_GATEWAY = ['withdrawals_told(uuid, text, text[], timestamptz, uuid, integer)', 'admit_withdrawing(jsonb, jsonb, jsonb)'];

/** Tells earlier recipients of a withdrawal in words, which suspends at once, and finds where the written form is to be asked for. */
export class TellSpokenWithdrawals1770000005360 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(COLUMN);
    await run.query(`drop function if exists csec.${FORMER}`);
    for (const statement of [WITHDRAWALS_TOLD, ADMIT_WITHDRAWING, INDEX]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
