import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reserved for the counts of the programme report. */
export class CountProgramme1770000005000 implements MigrationInterface {
  async up(_run: QueryRunner): Promise<void> {
    // Filled before the migration is listed.
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
