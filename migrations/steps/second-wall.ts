import type { QueryRunner } from 'typeorm';

// What a migration that was released runs through here stays as it is, like the migration: another wall is another step.

/**
 * Puts a table of subjects behind row-level security: sync and the admission role write all of it, the serving role has no
 * right to it yet. `admission`: what the admission role may do beside reading.
 */
export async function secureSubjects(run: QueryRunner, table: string, admission = 'insert, update'): Promise<void> {
  await run.query(`alter table csec.${table} enable row level security`);
  await run.query(`alter table csec.${table} force row level security`);
  await run.query(`revoke all on csec.${table} from public, csec_gateway`);
  for (const [policy, role] of [['sync_writes', 'csec_sync'], ['admission_writes', 'csec_admission']] as const) {
    await run.query(`drop policy if exists ${policy} on csec.${table}`);
    await run.query(`create policy ${policy} on csec.${table} for all to ${role} using (true) with check (true)`);
  }
  await run.query(`grant select, insert, update, delete on csec.${table} to csec_sync`);
  await run.query(`grant select, ${admission} on csec.${table} to csec_admission`);
}

/**
 * Lets the serving role read a secured table of the subjects that its transaction opened, and of those that are `there`;
 * `columns` names in parentheses the only ones.
 */
export async function showOpened(
  run: QueryRunner, table: string, { columns = '', there = '' }: { readonly columns?: string; readonly there?: string } = {},
): Promise<void> {
  await run.query(`drop policy if exists opened_only on csec.${table}`);
  await run.query(`create policy opened_only on csec.${table} for select to csec_gateway
      using (${there}subject_id = any ((select csec.opened_subjects())::uuid[]))`);
  await run.query(`grant select${columns === '' ? '' : ` ${columns}`} on csec.${table} to csec_gateway`);
}

/** Has functions run as the admission role, and the serving role alone call them. */
export async function serveByAdmission(run: QueryRunner, signatures: readonly string[]): Promise<void> {
  for (const signature of signatures) {
    await run.query(`revoke all on function csec.${signature} from public`);
    await run.query(`alter function csec.${signature} owner to csec_admission`);
    await run.query(`grant execute on function csec.${signature} to csec_gateway`);
  }
}
