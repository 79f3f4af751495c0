import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the withdrawal of a consent leaves to be done and told. */
export class TellOfWithdrawals1770000004000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('select 1');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
