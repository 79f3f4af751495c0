import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The duties that an agency declared it can honour; null: all that there are. */
export class DeclareDuties1770000004450 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table csec.agency add column if not exists duties_honoured text[]');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
