import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Reserved for the frozen releases of the programme report. */
export class KeepProgramReleases1770000005100 implements MigrationInterface {
  async up(_run: QueryRunner): Promise<void> {
    // Filled before the migration is listed.
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
