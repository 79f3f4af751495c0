import type { MigrationInterface, QueryRunner } from 'typeorm';

const NOTE_WITHDRAWN = `create or replace function csec.note_withdrawn() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if exists (select from csec.partner_subscription where state = 'ACTIVE') then
      perform graphile_worker.add_job('withdrawals', '{}', queue_name := 'withdrawals', job_key := 'withdrawals');
    end if;
    return null;
  end $$`;

/** A withdrawal is noted for those who received under the consent, in the transaction that records it. */
export class NoteWithdrawals1770000006020 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(NOTE_WITHDRAWN);
    await run.query('revoke all on function csec.note_withdrawn() from public');
    await run.query('alter function csec.note_withdrawn() owner to csec_delivery');
    await run.query(`create or replace trigger note_withdrawn after insert on csec.consent_withdrawal
      for each statement execute function csec.note_withdrawn()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
