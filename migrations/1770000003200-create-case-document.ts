import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Documents filed under the case of a youth. What privilege, the criminal-record statutes or a live investigation hold
 * is not kept here at all, whoever brings it.
 */
export class CreateCaseDocument1770000003200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.case_document (
      subject_id uuid not null, id uuid not null, category text not null, kind text not null check (kind in ('COURT_REPORT',
        'PETITION', 'ORDER', 'ABUSE_REPORT', 'INVESTIGATION_REPORT', 'MEDICAL_REPORT', 'PSYCHOTHERAPY_NOTE', 'EDUCATION_PLAN',
        'ASSESSMENT', 'IMMIGRATION_FILE', 'RELATIONSHIP', 'ADOPTION_FILE', 'TEAM_DISCUSSION', 'LETTER')),
      title text not null, filed_on date not null, matter text, team_id uuid, text text, system text not null,
      regime text not null, source_agency_id uuid, consented_by text not null default 'NOT_APPLICABLE'
      check (consented_by in ('MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE')), source_updated_at timestamptz,
      withdrawn_at timestamptz, withdrawn_by text collate "C", primary key (subject_id, id),
      constraint category_accepted check (category not in ('PRIVILEGED', 'CRIMINAL_RECORD', 'LIVE_INVESTIGATION')),
      constraint talk_has_team check (kind <> 'TEAM_DISCUSSION' or team_id is not null))`);
    await run.query('create index if not exists case_document_filed on csec.case_document (subject_id, filed_on desc, id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
