import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a code said before the county changed it: every earlier edition, effective from the county's own update of it until
 * that of the next. Old rows may say the old words, in extracts whose codes are in words; the code means what it meant.
 */
export class KeepCodeEditions1770000005710 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.code_edition (
      sys_id integer not null references csec.code_table (sys_id), edition integer not null check (edition >= 1), meta text not null,
      short_description text, logical_id text, inactive boolean not null, category_id integer, other_code text, long_description text,
      effective_from timestamptz, effective_to timestamptz, primary key (sys_id, edition))`);
    await run.query('revoke all on csec.code_edition from public, csec_gateway');
    await run.query('grant select, insert on csec.code_edition to csec_sync');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
