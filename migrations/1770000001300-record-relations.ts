import type { MigrationInterface, QueryRunner } from 'typeorm';

const REQUIRE_OPENED = `create or replace function csec.require_opened(subject uuid) returns void
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if subject is null or not subject = any (csec.opened_subjects()) then
      raise exception 'the subject is not open in this transaction' using errcode = 'CS404';
    end if;
  end $$`;

/** A consent is never overwritten: what it was moves to its versions, and a record that has ended stays ended. */
const PUT_CONSENT = `create or replace function csec.put_consent(fresh jsonb, replaces integer) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    old csec.consent;
  begin
    perform csec.require_opened((fresh->>'subjectId')::uuid);
    if replaces is null then
      insert into csec.consent (subject_id, id, version, effect, status, recorded_by_agency_id, recorded_at, record)
      values ((fresh->>'subjectId')::uuid, (fresh->>'id')::uuid, 1, fresh->>'effect', fresh->>'status',
        (fresh->>'recordedByAgencyId')::uuid, (fresh->>'recordedAt')::timestamptz, fresh);
      return;
    end if;
    select * into old from csec.consent c
      where c.subject_id = (fresh->>'subjectId')::uuid and c.id = (fresh->>'id')::uuid for update;
    if not found or old.version <> replaces or (fresh->>'version')::integer <> replaces + 1 or old.effect <> fresh->>'effect'
      or old.status not in ('DRAFT', 'ACTIVE', 'SUSPENDED') or fresh->>'status' = 'DRAFT'
      or (old.status = 'SUSPENDED' and fresh->>'status' = 'ACTIVE') then
      raise exception 'the consent is not in a state for this' using errcode = 'CS409';
    end if;
    insert into csec.consent_version (subject_id, id, version, replaced_at, record)
      values (old.subject_id, old.id, old.version, transaction_timestamp(), old.record);
    update csec.consent c set version = replaces + 1, status = fresh->>'status', record = fresh
      where c.subject_id = old.subject_id and c.id = old.id;
  end $$`;

const TEAM_ASSIGNMENT = [
  `create or replace function csec.assign_team(subject uuid, team uuid, at timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare key text := gen_random_uuid()::text;
  begin
    perform csec.require_opened(subject);
    perform from csec.team t where t.id = team;
    if not found then raise exception 'no such team' using errcode = 'CS404'; end if;
    insert into csec.team_assignment (subject_id, record_key, team_id, assigned_at) values (subject, key, team, at);
    return key;
  end $$`,
  `create or replace function csec.unassign_team(subject uuid, team uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.team_assignment a set unassigned_at = at
      where a.subject_id = subject and a.team_id = team and a.unassigned_at is null and a.assigned_at <= at;
    if not found then raise exception 'no live assignment' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.team_carries_cases(team uuid, at timestamptz) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from csec.team_assignment a where a.team_id = team and (a.unassigned_at is null or a.unassigned_at > at)) $$`,
];

const upsert = (table: string, update: string): string => `create or replace function csec.put_${table}(fresh jsonb) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    insert into csec.${table} select * from jsonb_populate_record(null::csec.${table}, fresh) ${update} $$`;

const PARTIES = [
  upsert('person', 'on conflict (id) do update set name = excluded.name, staff_key = excluded.staff_key'),
  upsert('agreement', 'on conflict (id) do update set terminated_at = excluded.terminated_at'),
  upsert('team', `on conflict (id) do update set name = excluded.name, protocol_version = excluded.protocol_version,
    protocol_expires_on = excluded.protocol_expires_on`),
  upsert('team_member', ''),
  `create or replace function csec.end_membership(team uuid, person text, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.team_member m set left_at = at
      where m.team_id = team and m.person_id = person and m.left_at is null and m.joined_at <= at;
    if not found then raise exception 'no live membership' using errcode = 'CS409'; end if;
  end $$`,
];

const FOR_GATEWAY = [
  'put_consent(jsonb, integer)', 'assign_team(uuid, uuid, timestamptz)', 'unassign_team(uuid, uuid, timestamptz)', 'team_carries_cases(uuid, timestamptz)',
  'put_person(jsonb)', 'put_agreement(jsonb)', 'put_team(jsonb)',
  'put_team_member(jsonb)', 'end_membership(uuid, text, timestamptz)',
];

/**
 * What a mutation may record. The register of agencies and their involvements, on which roles and care coordination
 * rest, is not among it: no request can write them. Whatever concerns a youth demands that the youth is open in the same transaction.
 */
export class RecordRelations1770000001300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [REQUIRE_OPENED, PUT_CONSENT, ...TEAM_ASSIGNMENT, ...PARTIES]) await run.query(statement);
    for (const signature of ['require_opened(uuid)', ...FOR_GATEWAY]) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    for (const signature of FOR_GATEWAY) await run.query(`grant execute on function csec.${signature} to csec_gateway`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
