import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/**
 * What a county recorded last counts for the youths of that county. Of youths of no county that recorded anything, and of
 * none, the agency honours what every county with an agreement recorded together.
 */
const DECLARE = `create or replace function csec.declare_duties_to_county(declared jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.duty_declaration := jsonb_populate_record(null::csec.duty_declaration, declared);
  begin
    perform csec.declare_duties(declared);
    update csec.agency a set duties_by_county = coalesce(a.duties_by_county, '{}') || jsonb_build_object(given.county, to_jsonb(given.duties))
      where a.id = given.agency_id;
  end $$`;

/** The duties that an agency declared to each county, beside what follows from all of them together. */
export class HonourDutiesByCounty1770000005440 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('alter table csec.agency add column if not exists duties_by_county jsonb');
    await run.query(`update csec.agency a set duties_by_county = newest.duties from (
        select d.agency_id, jsonb_object_agg(d.county, to_jsonb(d.duties)) as duties from (
          select distinct on (agency_id, county) agency_id, county, duties from csec.duty_declaration order by agency_id, county, id desc) d
        group by d.agency_id) newest
      where newest.agency_id = a.id and a.duties_by_county is null`);
    await run.query(DECLARE);
    await serveByAdmission(run, ['declare_duties_to_county(jsonb)']);
    // It leaves out the county.
    await run.query('revoke execute on function csec.declare_duties(jsonb) from csec_gateway');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
