import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Accesses by breaking the glass, reports that statute compels, and the uses of consents that count them. The words of a
 * reason, the callback number and the review are for the reviewer: the serving role reads them through functions only.
 */
export class CreateSpecialAccesses1770000003100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.emergency_access (
      subject_id uuid not null, id uuid not null, agency_id uuid not null, person_id text collate "C" not null,
      reason text not null check (reason in ('MEDICAL_EMERGENCY', 'IMMEDIATE_DANGER', 'MISSING_IN_DANGER', 'SCHOOL_EMERGENCY')),
      opened_at timestamptz not null, ends_at timestamptz not null, closed_at timestamptz, reason_words text not null,
      callback text not null, reviewed_at timestamptz, reviewed_by text collate "C",
      review_finding text check (review_finding in ('JUSTIFIED', 'NOT_JUSTIFIED')), review_words text,
      primary key (subject_id, id), constraint four_hours check (ends_at = opened_at + interval '4 hours'),
      constraint review_is_whole check ((reviewed_at is null) = (reviewed_by is null) and (reviewed_at is null) = (review_finding is null)))`);
    await run.query('create index if not exists emergency_access_person on csec.emergency_access (person_id, subject_id)');
    await run.query(`create index if not exists emergency_access_unreviewed on csec.emergency_access (opened_at, id)
      where reviewed_at is null`);
    await run.query(`create table if not exists csec.mandated_report (
      subject_id uuid not null, id uuid not null, statute text not null check (statute in ('PC_11166_J', 'USC_42_671_A_35')),
      recipient_agency_id uuid not null, learned_at timestamptz not null, due_at timestamptz not null, reported_at timestamptz,
      report_number text, ended_at timestamptz, primary key (subject_id, id),
      constraint twenty_four_hours check (due_at = learned_at + interval '24 hours'))`);
    await run.query(`create unique index if not exists mandated_report_live
      on csec.mandated_report (subject_id, statute, recipient_agency_id) where ended_at is null`);
    await run.query('create index if not exists mandated_report_recipient on csec.mandated_report (recipient_agency_id, subject_id)');
    await run.query('create index if not exists mandated_report_due on csec.mandated_report (due_at, id) where reported_at is null');
    await run.query(`create table if not exists csec.consent_use (
      subject_id uuid not null, consent_id uuid not null, use integer not null check (use >= 1), version integer not null,
      request_id text not null, used_at timestamptz not null, primary key (subject_id, consent_id, use))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
