import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects } from './steps/second-wall.js';

const SEALED = ['seal_order', 'seal_tombstone', 'seal_notice'];
const READ_BY_GATEWAY: Readonly<Record<string, string>> = {
  court_order: '',
  emergency_access: '(subject_id, id, agency_id, person_id, reason, opened_at, ends_at, closed_at)',
  mandated_report: '',
  case_document: '',
  consent_use: '',
};
/** Of what the serving role may read at all, what is there for it. */
const THERE: Readonly<Record<string, string>> = { case_document: 'withdrawn_at is null and ' };

/**
 * The second wall around orders, special accesses and documents. The serving role has no right whatever to the tables of
 * seal orders: that there ever was one cannot be asked. The admission role purges what a seal order reaches.
 */
export class SecureSpecialRecords1770000003300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const table of [...SEALED, ...Object.keys(READ_BY_GATEWAY)]) {
      await secureSubjects(run, table);
    }
    for (const [table, columns] of Object.entries(READ_BY_GATEWAY)) {
      await run.query(`drop policy if exists opened_only on csec.${table}`);
      await run.query(`create policy opened_only on csec.${table} for select to csec_gateway
        using (${THERE[table] ?? ''}subject_id = any ((select csec.opened_subjects())::uuid[]))`);
      await run.query(`grant select ${columns} on csec.${table} to csec_gateway`);
    }
    for (const table of ['service_record', 'identifier', 'case_document', 'court_order']) {
      await run.query(`drop policy if exists admission_purges on csec.${table}`);
      await run.query(`create policy admission_purges on csec.${table} for delete to csec_admission using (true)`);
      await run.query(`grant delete on csec.${table} to csec_admission`);
    }
    await run.query('grant select, update on csec.county_record to csec_admission');
    await run.query('create index if not exists disclosure_at on csec.disclosure using brin (at)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
