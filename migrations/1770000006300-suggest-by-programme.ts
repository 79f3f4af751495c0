import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/**
 * Persons who wait and share a key with an open youth, as before; but a Part 2 programme is one whatever kind of agency runs
 * it, so that its kind must stand among those of which the caller is released who their patients are (42 CFR 2.13(c)).
 */
const WAITING = `create or replace function csec.waiting_like(subject uuid, wanted text[], kinds text[], programme_kinds text[], decided boolean, size integer)
  returns table (id uuid, agency_id uuid, county text, system text, value text, first_name text, middle_name text, last_name text, born_on date, sex text,
    received_at timestamptz, outcome text) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  #variable_conflict use_column
  begin
    perform csec.require_opened(subject);
    return query select p.id, p.agency_id, p.county::text, p.system, p.value, p.first_name, p.middle_name, p.last_name, p.born_on, p.sex, p.received_at, said.outcome
      from csec.unlinked_person p join csec.youth y on y.subject_id = subject and y.county = p.county and y.sensitivity <> 'R'
        join csec.agency a on a.id = p.agency_id and a.kind = any (case a.regime_status when 'PART2_PROGRAM' then programme_kinds else kinds end)
        left join lateral (select r.outcome from csec.identity_review r where r.subject_id = subject and r.person_id = p.id
          order by r.decided_at desc, r.id desc limit 1) as said on true
      where (p.keys && wanted or (decided and said.outcome is not null)) and decided = (said.outcome is not null)
        and not exists (select from csec.partner_link l where l.agency_id = p.agency_id and l.system = p.system and l.value = p.value and l.undone_at is null)
        and not exists (select from csec.seal_tombstone z where z.subject_id = subject and z.source_table = 'matter' and z.source_key = p.value)
      order by p.received_at, p.id limit size;
  end $$`;

/** Patients of a Part 2 programme are shown to whom Part 2 releases them. */
export class SuggestByProgramme1770000006300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('drop function if exists csec.waiting_like(uuid, text[], text[], boolean, integer)');
    await run.query(WAITING);
    await serveByAdmission(run, ['waiting_like(uuid, text[], text[], text[], boolean, integer)']);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
