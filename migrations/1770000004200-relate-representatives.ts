import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An involvement is told apart by whose it is, what it is and the referral it is of: one agency can investigate two. */
const PUT = `create or replace function csec.put_involvement(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.involvement := jsonb_populate_record(null::csec.involvement, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    if given.referral_key is not null and not exists (select from csec.referral r
      where r.subject_id = given.subject_id and r.referral_key = given.referral_key) then
      raise exception 'the referral is not of the youth' using errcode = 'CS409';
    end if;
    if exists (select from csec.involvement i where i.subject_id = given.subject_id and i.agency_id = given.agency_id and i.kind = given.kind
      and i.person_id is not distinct from given.person_id and i.referral_key is not distinct from given.referral_key
      and (i.ended_on is null or i.ended_on > given.started_on)) then
      raise exception 'the involvement is there already' using errcode = 'CS409';
    end if;
    insert into csec.involvement select given.*;
  end $$`;

/** Relations to one referral, and of the personal representative of a youth who died. */
export class RelateRepresentatives1770000004200 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table csec.involvement drop constraint if exists involvement_kind_check');
    await run.query(`alter table csec.involvement add constraint involvement_kind_check check (kind in ('TREATMENT', 'SERVICE',
      'INVESTIGATION', 'SUPERVISION', 'PROBATION', 'NURSING', 'PROSECUTION', 'SCHOOLING', 'JURISDICTION', 'REPRESENTATION', 'PARENTAGE',
      'CARE', 'SELF', 'REQUEST', 'INTERVIEW', 'PERSONAL_REPRESENTATION'))`);
    await run.query(PUT);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
