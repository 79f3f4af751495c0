import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/** An agency honours, as far as each county with an agreement knows, what that county recorded last: so only what all of them recorded. */
const DECLARE = `create or replace function csec.declare_duties(declared jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.duty_declaration := jsonb_populate_record(null::csec.duty_declaration, declared);
  begin
    perform from csec.agency a where a.id = given.agency_id for update;
    if not found then raise exception 'no such agency' using errcode = 'CS409'; end if;
    insert into csec.duty_declaration (agency_id, county, duties, declared_by_agency_id, declared_by_person_id, declared_at)
      values (given.agency_id, given.county, given.duties, given.declared_by_agency_id, given.declared_by_person_id, given.declared_at);
    update csec.agency a set duties_honoured = array(
      select duty from unnest(given.duties) as duty
      where not exists (
        select from (
          select distinct on (d.county) d.duties from csec.duty_declaration d
          where d.agency_id = given.agency_id and exists (
            select from csec.agreement g where g.agency_id = d.agency_id and g.county = d.county
              and (g.terminated_at is null or g.terminated_at > given.declared_at)
              and (g.expires_on is null or g.expires_on >= (given.declared_at at time zone 'America/Los_Angeles')::date))
          order by d.county, d.id desc) as newest
        where duty <> all (newest.duties))
      order by duty)
    where a.id = given.agency_id;
  end $$`;

/**
 * Every declaration of the duties that an agency can honour: of which county, by whom and when, none ever changed; and what
 * follows from the newest of every county together. What stood before is kept as said by each county with an agreement.
 */
export class DeclareDutiesByCounty1770000005420 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.duty_declaration (
      id bigint generated always as identity primary key, agency_id uuid not null references csec.agency (id), county char(2) not null, duties text[] not null,
      declared_by_agency_id uuid, declared_by_person_id text, declared_at timestamptz not null)`);
    await run.query('create index if not exists duty_declaration_newest on csec.duty_declaration (agency_id, county, id desc)');
    await run.query('revoke all on csec.duty_declaration from public, csec_gateway');
    await run.query('grant select on csec.duty_declaration to csec_sync');
    await run.query('grant select, insert on csec.duty_declaration to csec_admission');
    await run.query('grant select on csec.agreement to csec_admission');
    // Who said it, and when, was not kept before.
    await run.query(`insert into csec.duty_declaration (agency_id, county, duties, declared_at)
      select distinct a.id, g.county, a.duties_honoured, timestamptz 'epoch' from csec.agency a join csec.agreement g on g.agency_id = a.id
      where a.duties_honoured is not null and not exists (select from csec.duty_declaration d where d.agency_id = a.id)`);
    await run.query(DECLARE);
    await serveByAdmission(run, ['declare_duties(jsonb)']);
    // The one that kept no trace is nobody's to call any more.
    await run.query('drop function if exists csec.declare_duties(uuid, text[])');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
