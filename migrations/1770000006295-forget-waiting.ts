import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Forgets persons whom partners named last before that moment and nobody said who they are, with what was pushed of them: the
 * county keeps no records of those who may be none of its youths, nor that their answers told of nothing. Of so many at most, the
 * longest waiting.
 */
const FORGET = `create or replace function csec.forget_waiting(before timestamptz, size integer) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    forgotten integer;
  begin
    delete from csec.received_finding r where not r.said and r.received_at < before and not exists (select from csec.partner_link l
      where l.agency_id = r.agency_id and l.system = r.person_system and l.value = r.person_value and l.undone_at is null);
    with waiting as (
      select p.id, p.agency_id, p.county, p.system, p.value from csec.unlinked_person p
      where p.renewed_at < before and not exists (select from csec.partner_link l
        where l.agency_id = p.agency_id and l.system = p.system and l.value = p.value and l.undone_at is null)
      order by p.renewed_at, p.id limit size for update),
    services as (delete from csec.received_service r using waiting w
      where r.agency_id = w.agency_id and r.county = w.county and r.person_system = w.system and r.person_value = w.value),
    findings as (delete from csec.received_finding r using waiting w
      where r.agency_id = w.agency_id and r.county = w.county and r.person_system = w.system and r.person_value = w.value),
    meant as (delete from csec.meant_person m using waiting w where m.person_id = w.id)
    delete from csec.unlinked_person p using waiting w where p.id = w.id and p.county = w.county;
    get diagnostics forgotten = row_count;
    return forgotten;
  end $$`;

/** Whom nobody recognizes is not kept for ever. */
export class ForgetWaiting1770000006295 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(FORGET);
    await run.query('revoke all on function csec.forget_waiting(timestamptz, integer) from public');
    await run.query('alter function csec.forget_waiting(timestamptz, integer) owner to csec_admission');
    await run.query('grant execute on function csec.forget_waiting(timestamptz, integer) to csec_delivery');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
