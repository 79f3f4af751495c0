import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES: Readonly<Record<string, string>> = {
  alias: `first_name text, middle_name text, last_name text, kind_code integer, kind_display text`,
  address: `kind_code integer, kind_display text, started_on date, ended_on date, street text, unit text, city text,
    state text, zip text, county text, phone text, homeless boolean`,
  csec_grid_entry: `type_code integer not null, type_display text, is_victim boolean, started_on date, ended_on date,
    flags text[] not null default '{}'`,
  special_project_participation: `project_name text not null,
    programme text not null check (programme in ('CSEC_REFERRAL', 'CSEC_HISTORICAL', 'OTHER')),
    implied_grid_type integer, through text not null check (through in ('REFERRAL', 'CASE')),
    started_on date, ended_on date, flags text[] not null default '{}',
    limited_access text not null default 'N' check (limited_access in ('N', 'S', 'R')), carrier_county text`,
  allegation: `referral_key text collate "C", type_code integer, type_display text, subtypes jsonb not null default '[]',
    disposition_code integer, disposition_display text, disposition_on date, abuse_started_on date, abuse_ended_on date,
    location_narrative text, disposition_narrative text`,
  child_welfare_case: `started_on date, ended_on date, close_reason_code integer, close_reason_display text,
    service_component_code integer, service_component_display text, county text, responsible_agency text,
    limited_access text not null default 'N' check (limited_access in ('N', 'S', 'R'))`,
  placement: `facility_type_code integer, facility_type_display text, facility_name text, facility_street text,
    facility_city text, facility_phone text, facility_county text, started_on date, ended_on date,
    end_reason_code integer, end_reason_display text, removed_on date, removal_reason_code integer,
    removal_reason_display text, episode_ended_on date`,
  absence: `kind text not null check (kind in ('RAN_AWAY', 'ABDUCTED', 'UNEXPLAINED')), started_on date not null,
    ended_on date, derived_from text not null
    check (derived_from in ('PLACEMENT_END', 'EPISODE_GAP', 'AWOL_INDICATOR', 'GRID_ROW'))`,
  service_record: `category text not null, kind text not null check (kind in ('CONTACT', 'VISIT', 'SERVICE')),
    service_code integer, service_display text, service_text text,
    status text check (status in ('COMPLETED', 'ATTEMPTED', 'SCHEDULED')), method_code integer, method_display text,
    started_on date, ended_on date, provider_name text, system text not null, regime text not null,
    source_agency_id uuid, consented_by text not null default 'NOT_APPLICABLE'
    check (consented_by in ('MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE')), source_updated_at timestamptz, matter text,
    public_id uuid not null default gen_random_uuid()`,
  identifier: `system_code integer not null, system_display text, value text not null, category text`,
  assignment: `staff_key text collate "C" not null, through text not null check (through in ('CASE', 'REFERRAL')),
    through_key text collate "C" not null, kind text not null check (kind in ('PRIMARY', 'SECONDARY', 'READ_ONLY')),
    worker_name text, worker_phone text, worker_email text, county text, started_on date, ended_on date`,
};

/**
 * What the county knows of a youth. The subject leads every key, so the tables can be spread by subject. A record key
 * is made of CWS/CMS ids and never leaves; where a list is paged, a random `public_id` breaks ties and goes into cursors.
 */
export class CreateCountyFacts1770000000400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const [table, columns] of Object.entries(TABLES)) {
      await run.query(`create table if not exists csec.${table} (
        subject_id uuid not null, record_key text collate "C" not null, ${columns},
        primary key (subject_id, record_key))`);
    }
    await run.query(`create table if not exists csec.referral (
      subject_id uuid not null, referral_key text collate "C" not null, received_on date, closed_on date,
      response_code integer, response_display text, disposition text, county text,
      limited_access text not null default 'N' check (limited_access in ('N', 'S', 'R')), responsible_agency text,
      primary key (subject_id, referral_key))`);
    await run.query(`create table if not exists csec.reporter (
      subject_id uuid not null, referral_key text collate "C" not null, first_name text, last_name text,
      employer text, phone text, mandated boolean, primary key (subject_id, referral_key))`);
    await run.query(`create index if not exists service_record_history
      on csec.service_record (subject_id, started_on desc nulls last, public_id)`);
    await run.query('create index if not exists identifier_value on csec.identifier (system_code, value)');
    await run.query('create index if not exists assignment_staff on csec.assignment (staff_key, subject_id)');
    await run.query('create index if not exists csec_grid_entry_type on csec.csec_grid_entry (type_code, subject_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
