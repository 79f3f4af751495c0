import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What ties a caller to a youth: involvement of an agency or of one person of it, assignment of a team, consent. A
 * consent is kept whole as the signed record; `names` lists whom it names (agencies, persons, `class:KIND`, `team:ID`),
 * so that the consents naming a caller are found by index. Every earlier version stays in `consent_version`.
 */
export class CreateRelations1770000000600 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.involvement (
      subject_id uuid not null, record_key text collate "C" not null, agency_id uuid not null,
      person_id text collate "C", kind text not null check (kind in ('TREATMENT', 'SERVICE', 'INVESTIGATION', 'SUPERVISION',
        'PROBATION', 'NURSING', 'PROSECUTION', 'SCHOOLING', 'JURISDICTION', 'REPRESENTATION', 'PARENTAGE', 'CARE', 'SELF', 'REQUEST',
        'INTERVIEW')),
      conditions text[] not null default '{}' check (conditions <@ array['EDUCATION_RIGHTS', 'SAFETY_FLAG', 'RIGHTS_TERMINATED']),
      started_on date not null, ended_on date, referral_key text collate "C",
      primary key (subject_id, record_key))`);
    await run.query('create index if not exists involvement_agency on csec.involvement (agency_id, subject_id)');
    // The portal is one agency for all its persons: of one person's ties the agency's index would read everybody's.
    await run.query(`create index if not exists involvement_person on csec.involvement (person_id, subject_id)
      where person_id is not null`);
    await run.query(`create table if not exists csec.team_assignment (
      subject_id uuid not null, record_key text collate "C" not null, team_id uuid not null,
      assigned_at timestamptz not null, unassigned_at timestamptz, window_opened_at timestamptz, window_extended_to date,
      good_cause text, primary key (subject_id, record_key),
      constraint cause_for_extension check (window_extended_to is null or (window_opened_at is not null and good_cause is not null)))`);
    await run.query(`create unique index if not exists team_assignment_live on csec.team_assignment (subject_id, team_id)
      where unassigned_at is null`);
    await run.query('create index if not exists team_assignment_team on csec.team_assignment (team_id, subject_id)');
    await run.query(`create or replace function csec.consent_names(record jsonb) returns text[]
      language sql immutable parallel safe set search_path = pg_catalog, pg_temp as $$
        select coalesce(array_agg(distinct name), '{}') from (
          select jsonb_array_elements_text(record->'recipientAgencyIds') as name
          union all select jsonb_array_elements_text(record->'recipientPersonIds')
          union all select 'class:' || jsonb_array_elements_text(record->'recipientClasses')
          union all select jsonb_array_elements_text(nullif(record->'intermediary', 'null')->'participants')
          union all select record->'intermediary'->>'agencyId'
          union all select jsonb_array_elements_text(nullif(record->'recipientTeam', 'null')->'members')
          union all select 'team:' || (record->'recipientTeam'->>'teamId')) as named
        where name is not null $$`);
    await run.query('revoke all on function csec.consent_names(jsonb) from public');
    await run.query('grant execute on function csec.consent_names(jsonb) to csec_admission, csec_sync');
    await run.query(`create table if not exists csec.consent (
      subject_id uuid not null, id uuid not null, version integer not null check (version >= 1),
      effect text not null check (effect in ('PERMIT', 'REFUSE')), status text not null,
      names text[] not null generated always as (csec.consent_names(record)) stored, recorded_by_agency_id uuid not null, recorded_at timestamptz not null,
      record jsonb not null, primary key (subject_id, id),
      constraint columns_repeat_record check (record->>'id' = id::text and record->>'subjectId' = subject_id::text
        and (record->>'version')::integer = version and record->>'effect' = effect and record->>'status' = status))`);
    await run.query('create unique index if not exists consent_id on csec.consent (id)');
    await run.query(`create index if not exists consent_names on csec.consent using gin (names) with (fastupdate = off)
      where effect = 'PERMIT' and status = 'ACTIVE'`);
    await run.query(`create table if not exists csec.consent_version (
      subject_id uuid not null, id uuid not null, version integer not null, replaced_at timestamptz not null,
      record jsonb not null, primary key (subject_id, id, version))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
