import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTY_OWNED = [
  'youth', 'alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation',
  'child_welfare_case', 'placement', 'absence', 'service_record', 'identifier', 'assignment',
];
const GATEWAY_OWNED = ['involvement', 'team_assignment', 'consent', 'consent_version'];

/**
 * The second wall. The serving role reads a row only when its subject is open in this transaction; the subselect makes
 * the list an InitPlan, computed once and used as an index condition. Sync writes everything of the county; the
 * admission role reads all, and writes what a mutation records.
 */
export class SecureSubjects1770000000900 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const table of [...COUNTY_OWNED, ...GATEWAY_OWNED, 'disclosure']) {
      await run.query(`alter table csec.${table} enable row level security`);
      await run.query(`alter table csec.${table} force row level security`);
      await run.query(`revoke all on csec.${table} from public`);
      await run.query(`drop policy if exists opened_only on csec.${table}`);
      await run.query(`create policy opened_only on csec.${table} for select to csec_gateway
        using (subject_id = any ((select csec.opened_subjects())::uuid[]))`);
      await run.query(`grant select on csec.${table} to csec_gateway, csec_sync, csec_admission`);
    }
    for (const table of [...COUNTY_OWNED, ...GATEWAY_OWNED]) {
      await run.query(`drop policy if exists sync_writes on csec.${table}`);
      await run.query(`create policy sync_writes on csec.${table} for all to csec_sync using (true) with check (true)`);
      await run.query(`grant insert, update, delete on csec.${table} to csec_sync`);
    }
    for (const table of [...COUNTY_OWNED, 'disclosure']) {
      await run.query(`drop policy if exists admission_reads on csec.${table}`);
      await run.query(`create policy admission_reads on csec.${table} for select to csec_admission using (true)`);
    }
    for (const table of GATEWAY_OWNED) {
      await run.query(`drop policy if exists admission_writes on csec.${table}`);
      await run.query(`create policy admission_writes on csec.${table} for all to csec_admission using (true) with check (true)`);
      await run.query(`grant insert, update on csec.${table} to csec_admission`);
    }
    await run.query('drop policy if exists verifier_reads on csec.disclosure');
    await run.query('create policy verifier_reads on csec.disclosure for select to csec_sync using (true)');
    await run.query('drop policy if exists admission_appends on csec.disclosure');
    await run.query('create policy admission_appends on csec.disclosure for insert to csec_admission with check (true)');
    await run.query('grant insert on csec.disclosure to csec_admission');
    await run.query('grant select, update on csec.audit_chain to csec_admission');
    await run.query('grant select on csec.audit_chain to csec_sync');
    await this.grantRest(run);
  }

  private async grantRest(run: QueryRunner): Promise<void> {
    const parties = 'csec.agency, csec.person, csec.agreement, csec.team, csec.team_member';
    await run.query(`grant select on ${parties} to csec_gateway, csec_admission`);
    await run.query(`grant insert, update on ${parties} to csec_admission`);
    await run.query(`grant select, insert, update, delete on ${parties} to csec_sync`);
    const runs = 'csec.sync_run, csec.sync_table_count, csec.quarantined_row, csec.code_table';
    await run.query(`grant select on ${runs} to csec_gateway`);
    await run.query(`grant select, insert, update, delete on ${runs} to csec_sync`);
    await run.query('grant select, insert, update, delete on csec.county_record to csec_sync');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
