import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission } from './steps/second-wall.js';

/**
 * Who is told at once that the glass was broken: the county's privacy officer, and each agency of whose records of the
 * youth some are open by it. Nobody else holds what was opened, and so nobody else is told.
 */
const ALERT = `create or replace function csec.alert_emergency(subject uuid, wanted uuid, opened text[], at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    insert into csec.emergency_alert (subject_id, access_id, agency_id, audience, created_at)
      select e.subject_id, e.id, told.agency_id, told.audience, at
      from csec.emergency_access e cross join lateral (
        select a.id as agency_id, 'PRIVACY_OFFICER' as audience from csec.agency a
          where a.kind = 'CHILD_WELFARE' and a.county = csec.emergency_county(e)
        union
        select a.id, 'SOURCE' from csec.agency a
          where a.kind not in ('CHILD_WELFARE', 'PERSON_PORTAL', 'FEDERAL', 'STATE') and a.id <> e.agency_id and (
            exists (select from csec.service_record s where s.subject_id = e.subject_id and s.source_agency_id = a.id
              and s.category || ' ' || s.regime = any (opened))
            or exists (select from csec.case_document d where d.subject_id = e.subject_id and d.source_agency_id = a.id
              and d.withdrawn_at is null and d.category || ' ' || d.regime = any (opened)))) as told
      where e.subject_id = subject and e.id = wanted
      on conflict do nothing;
  end $$`;

const LISTS = [
  `create or replace function csec.emergency_alerts_to(agency uuid, sensitivities text[], after_at timestamptz, after_id uuid, size integer)
  returns table (subject_id uuid, id uuid, audience text, created_at timestamptz, reason text, opened_at timestamptz, ends_at timestamptz,
    recipient_name text, recipient_affiliation text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select t.subject_id, t.id, t.audience, t.created_at, e.reason, e.opened_at, e.ends_at, e.recipient_name, e.recipient_affiliation
    from csec.emergency_alert t join csec.emergency_access e on e.subject_id = t.subject_id and e.id = t.access_id
    where t.agency_id = agency and t.acknowledged_at is null and (after_at is null or (t.created_at, t.id) > (after_at, after_id))
      and (t.audience = 'SOURCE' or exists (select from csec.youth y where y.subject_id = t.subject_id and y.sensitivity = any (sensitivities)))
    order by t.created_at, t.id limit size $$`,
  `create or replace function csec.acknowledge_emergency_alert(agency uuid, sensitivities text[], wanted uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.emergency_alert t set acknowledged_at = coalesce(t.acknowledged_at, at) where t.agency_id = agency and t.id = wanted
      and (t.audience = 'SOURCE' or exists (select from csec.youth y where y.subject_id = t.subject_id and y.sensitivity = any (sensitivities)));
    if not found then raise exception 'no such alert' using errcode = 'CS409'; end if;
  end $$`,
];

const FOR_GATEWAY = [
  'alert_emergency(uuid, uuid, text[], timestamptz)', 'emergency_alerts_to(uuid, text[], timestamptz, uuid, integer)',
  'acknowledge_emergency_alert(uuid, text[], uuid, timestamptz)',
];

/** Alerts of accesses by breaking the glass, each to one agency, which reads its own and no other. */
export class AlertSources1770000004100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.emergency_alert (
      subject_id uuid not null, id uuid not null default gen_random_uuid(), access_id uuid not null, agency_id uuid not null,
      audience text not null check (audience in ('PRIVACY_OFFICER', 'SOURCE')), created_at timestamptz not null, acknowledged_at timestamptz,
      primary key (subject_id, id), constraint one_alert_each unique (subject_id, access_id, agency_id))`);
    await run.query('create index if not exists emergency_alert_agency on csec.emergency_alert (agency_id, created_at, id)');
    // The serving role has no right to the table: who else was told cannot be asked.
    await secureSubjects(run, 'emergency_alert');
    for (const statement of [ALERT, ...LISTS]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
