import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * As it was, and a consent that is used up can be withdrawn: whoever received under it is told, and that it can no
 * longer be withdrawn does not tell that something left under it. It is never active again.
 */
const PUT_CONSENT = `create or replace function csec.put_consent(fresh jsonb, replaces integer) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    old csec.consent;
  begin
    perform csec.require_opened((fresh->>'subjectId')::uuid);
    if replaces is null then
      insert into csec.consent (subject_id, id, version, effect, status, recorded_by_agency_id, recorded_at, record)
      values ((fresh->>'subjectId')::uuid, (fresh->>'id')::uuid, 1, fresh->>'effect', fresh->>'status',
        (fresh->>'recordedByAgencyId')::uuid, (fresh->>'recordedAt')::timestamptz, fresh);
      return;
    end if;
    select * into old from csec.consent c
      where c.subject_id = (fresh->>'subjectId')::uuid and c.id = (fresh->>'id')::uuid for update;
    if not found or old.version <> replaces or (fresh->>'version')::integer <> replaces + 1 or old.effect <> fresh->>'effect'
      or old.status not in ('DRAFT', 'ACTIVE', 'SUSPENDED', 'EXHAUSTED') or fresh->>'status' = 'DRAFT'
      or (old.status in ('SUSPENDED', 'EXHAUSTED') and fresh->>'status' = 'ACTIVE') then
      raise exception 'the consent is not in a state for this' using errcode = 'CS409';
    end if;
    insert into csec.consent_version (subject_id, id, version, replaced_at, record)
      values (old.subject_id, old.id, old.version, transaction_timestamp(), old.record);
    update csec.consent c set version = replaces + 1, status = fresh->>'status', record = fresh
      where c.subject_id = old.subject_id and c.id = old.id;
  end $$`;

/** Whoever received under a consent that is used up is told of its withdrawal too. */
export class WithdrawUsedConsents1770000005350 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(PUT_CONSENT);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
