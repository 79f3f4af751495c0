import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the words of a document tell of beside its own category, each with the law that comes with it: a document is there
 * only for who is released all of them. Of documents filed before this nothing more than their category is known.
 */
export class LabelDocuments1770000004150 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`alter table csec.case_document add column if not exists also jsonb not null default '[]'
      check (jsonb_typeof(also) = 'array')`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
