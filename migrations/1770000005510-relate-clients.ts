import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which clients are related, looked up from either side: a youth without a case or referral is of the county of a relative's. */
export class RelateClients1770000005510 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.county_record_cln_relt partition of csec.county_record for values in ('CLN_RELT')`);
    await run.query('revoke all on csec.county_record_cln_relt from public');
    for (const key of ['client', 'parent']) {
      await run.query(`create index if not exists county_record_cln_relt_${key} on csec.county_record_cln_relt (${key}_key) where ${key}_key is not null`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
