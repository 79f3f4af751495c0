import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission, showOpened } from './steps/second-wall.js';

/** Whose youth it is: only the officers of the youth's own county decide. A youth of no county waits for one. */
const ASK = `create or replace function csec.request_approval(fresh jsonb) returns table (id uuid, decision text, ends_at timestamptz)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.release_approval := jsonb_populate_record(null::csec.release_approval, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    return query select a.id, a.decision, a.ends_at from csec.release_approval a
      where a.subject_id = given.subject_id and a.agency_id = given.agency_id and a.person_id = given.person_id and a.role = given.role
        and a.purpose = given.purpose and a.categories = given.categories
        and (a.decision is null or (a.decision = 'APPROVED' and a.withdrawn_at is null and a.ends_at > given.requested_at))
      order by a.requested_at, a.id limit 1;
    if found then return; end if;
    insert into csec.release_approval (subject_id, id, agency_id, person_id, role, purpose, categories, reason_words, requested_at)
      values (given.subject_id, given.id, given.agency_id, given.person_id, given.role, given.purpose, given.categories, given.reason_words,
        given.requested_at);
    return query select given.id, null::text, null::timestamptz;
  end $$`;

/** The lists of an officer hold no client whom his privileges do not reach, and nobody decides on what he asked for himself. */
const DECIDE = [
  `create or replace function csec.approvals_to_decide(of_county text, sensitivities text[], after_at timestamptz, after_id uuid, size integer)
  returns table (subject_id uuid, id uuid, agency_id uuid, person_id text, role text, purpose text, categories text[], reason_words text,
    requested_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.subject_id, a.id, a.agency_id, a.person_id, a.role, a.purpose, a.categories, a.reason_words, a.requested_at
    from csec.release_approval a join csec.youth y on y.subject_id = a.subject_id
    where a.decision is null and y.county = of_county and y.sensitivity = any (sensitivities)
      and (after_at is null or (a.requested_at, a.id) > (after_at, after_id))
    order by a.requested_at, a.id limit size $$`,
  `create or replace function csec.decide_approval(of_county text, sensitivities text[], wanted uuid, decided jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.release_approval a set decision = decided->>'decision', decided_at = (decided->>'at')::timestamptz, decided_by = decided->>'by',
        decision_words = decided->>'words', ends_at = (decided->>'ends_at')::timestamptz
      where a.id = wanted and a.decision is null and a.person_id <> decided->>'by'
        and exists (select from csec.youth y where y.subject_id = a.subject_id and y.county = of_county and y.sensitivity = any (sensitivities));
    if not found then raise exception 'no request of the county waits for this decision' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.withdraw_approval(of_county text, sensitivities text[], wanted uuid, by_person text, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.release_approval a set withdrawn_at = at, withdrawn_by = by_person
      where a.id = wanted and a.decision = 'APPROVED' and a.withdrawn_at is null
        and exists (select from csec.youth y where y.subject_id = a.subject_id and y.county = of_county and y.sensitivity = any (sensitivities));
    if not found then raise exception 'no approval of the county stands' using errcode = 'CS409'; end if;
  end $$`,
];

const FOR_GATEWAY = [
  'request_approval(jsonb)', 'approvals_to_decide(text, text[], timestamptz, uuid, integer)', 'decide_approval(text, text[], uuid, jsonb)',
  'withdraw_approval(text, text[], uuid, text, timestamptz)',
];
const READ_BY_GATEWAY = '(subject_id, id, agency_id, person_id, role, purpose, categories, decision, decided_at, ends_at, withdrawn_at)';

/**
 * Approvals of releases that a county's policy asks for: who asked for what, in what words, who decided, and until when.
 * The words and the names of officers are read through functions only.
 */
export class ApproveReleases1770000005300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.release_approval (
      subject_id uuid not null, id uuid not null, agency_id uuid not null, person_id text collate "C" not null, role text not null,
      purpose text not null, categories text[] not null check (cardinality(categories) > 0), reason_words text not null, requested_at timestamptz not null,
      decision text check (decision in ('APPROVED', 'REFUSED')), decided_at timestamptz, decided_by text collate "C", decision_words text,
      ends_at timestamptz, withdrawn_at timestamptz, withdrawn_by text collate "C",
      primary key (subject_id, id),
      constraint decision_is_whole check ((decision is null) = (decided_at is null) and (decision is null) = (decided_by is null)),
      constraint only_approvals_end check ((coalesce(decision, '') = 'APPROVED') = (ends_at is not null)),
      constraint nobody_approves_his_own check (decided_by is null or decided_by <> person_id),
      constraint only_approvals_are_withdrawn check ((withdrawn_at is null) = (withdrawn_by is null) and (withdrawn_at is null or decision = 'APPROVED')))`);
    await run.query('create index if not exists release_approval_person on csec.release_approval (agency_id, person_id, subject_id)');
    await run.query('create index if not exists release_approval_pending on csec.release_approval (requested_at, id) where decision is null');
    await secureSubjects(run, 'release_approval');
    await showOpened(run, 'release_approval', { columns: READ_BY_GATEWAY });
    for (const statement of [ASK, ...DECIDE]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
