import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A document can be an evaluation that a court ordered, which nobody is shown but by order and whose file it is. */
export class FileCourtEvaluations1770000005410 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table csec.case_document drop constraint if exists case_document_kind_check');
    await run.query(`alter table csec.case_document add constraint case_document_kind_check check (kind in ('COURT_REPORT',
      'PETITION', 'ORDER', 'ABUSE_REPORT', 'INVESTIGATION_REPORT', 'MEDICAL_REPORT', 'PSYCHOTHERAPY_NOTE', 'EDUCATION_PLAN',
      'ASSESSMENT', 'IMMIGRATION_FILE', 'RELATIONSHIP', 'ADOPTION_FILE', 'TEAM_DISCUSSION', 'LETTER', 'COURT_EVALUATION'))`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
