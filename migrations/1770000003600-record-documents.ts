import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const DOCUMENTS = [
  `create or replace function csec.file_case_document(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.case_document := jsonb_populate_record(null::csec.case_document, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    if given.team_id is not null and not exists (select from csec.team_assignment a where a.subject_id = given.subject_id
      and a.team_id = given.team_id and a.unassigned_at is null) then
      raise exception 'the team is not assigned' using errcode = 'CS409';
    end if;
    insert into csec.case_document select given.* on conflict (subject_id, id) do nothing;
    if not found and not exists (select from csec.case_document d
      where d.subject_id = given.subject_id and d.id = given.id and to_jsonb(d) = to_jsonb(given)) then
      raise exception 'another document has this id' using errcode = 'CS409';
    end if;
  end $$`,
  `create or replace function csec.withdraw_case_document(subject uuid, wanted uuid, by text, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.case_document d set withdrawn_at = coalesce(d.withdrawn_at, at), withdrawn_by = coalesce(d.withdrawn_by, by)
      where d.subject_id = subject and d.id = wanted;
    if not found then raise exception 'no such document' using errcode = 'CS409'; end if;
  end $$`,
];

const PARTIES = [
  `create or replace function csec.designate_for_index(person text, agency uuid, on_day date) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.person p set designated_for_index_on = on_day where p.id = person and p.agency_id = agency;
    if not found then raise exception 'no such person of the agency' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.close_team(team uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.team t set closed_at = least(t.closed_at, at) where t.id = team;
    if not found then raise exception 'no such team' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.set_assignment_window(subject uuid, team uuid, opened timestamptz, extended date, cause text)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.team_assignment a set window_opened_at = opened, window_extended_to = extended, good_cause = cause
      where a.subject_id = subject and a.team_id = team and a.unassigned_at is null;
    if not found then raise exception 'no live assignment' using errcode = 'CS409'; end if;
  end $$`,
];

/**
 * Counts one use of each consent that has a last one, in the transaction that discloses. A consent that moved on since
 * the decision, or whose last use another transaction took, ends the transaction: nothing was decided on what is now.
 * The version that the decision rested on is kept beside the others.
 */
const CONSUME_CONSENTS = `create or replace function csec.consume_consents(ids uuid[], versions integer[], request text, at timestamptz)
  returns void language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    held csec.consent;
    wanted integer;
    uses integer;
    next jsonb;
    met integer := 0;
  begin
    for held in select c.* from csec.consent c where c.id = any (ids) and c.record->>'maxUses' is not null order by c.id for update loop
      perform csec.require_opened(held.subject_id);
      wanted := versions[array_position(ids, held.id)];
      uses := (held.record->>'usesSoFar')::integer + 1;
      if wanted is distinct from held.version or held.status <> 'ACTIVE' or uses > (held.record->>'maxUses')::integer then
        raise exception 'the consent moved on' using errcode = 'CS410';
      end if;
      next := held.record || jsonb_build_object('version', held.version + 1, 'usesSoFar', uses,
        'status', case when uses = (held.record->>'maxUses')::integer then 'EXHAUSTED' else 'ACTIVE' end);
      insert into csec.consent_version (subject_id, id, version, replaced_at, record)
        values (held.subject_id, held.id, held.version, at, held.record);
      update csec.consent c set version = held.version + 1, status = next->>'status', record = next
        where c.subject_id = held.subject_id and c.id = held.id;
      insert into csec.consent_use (subject_id, consent_id, use, version, request_id, used_at)
        values (held.subject_id, held.id, uses, held.version, request, at);
      met := met + 1;
    end loop;
    if met + (select count(*) from csec.consent c where c.id = any (ids) and c.record->>'maxUses' is null)
      <> (select count(distinct i) from unnest(ids) as i) then
      raise exception 'the consent moved on' using errcode = 'CS410';
    end if;
  end $$`;

const FOR_GATEWAY = [
  'file_case_document(jsonb)', 'withdraw_case_document(uuid, uuid, text, timestamptz)', 'designate_for_index(text, uuid, date)',
  'close_team(uuid, timestamptz)', 'set_assignment_window(uuid, uuid, timestamptz, date, text)',
  'consume_consents(uuid[], integer[], text, timestamptz)',
];

/** What a mutation may record of documents, teams and designations, and how a use of a consent is counted. */
export class RecordDocuments1770000003600 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [...DOCUMENTS, ...PARTIES, CONSUME_CONSENTS]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
