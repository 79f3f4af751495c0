import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

const OWNERS = `create table if not exists csec.identifier_owner (
    county text not null, system text not null, agency_id uuid not null references csec.agency (id), recorded_by_agency_id uuid not null,
    recorded_by_person_id text not null, recorded_at timestamptz not null, primary key (county, system))`;

/**
 * Which systems of identifiers an agency gives out itself, as one county knows it: these and no others. False, with nothing
 * recorded, where another agency owns one of them already.
 */
const RECORD = `create or replace function csec.record_identifier_systems(owner uuid, of_county text, systems text[], by_agency uuid, by_person text,
    moment timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if exists (select from csec.identifier_owner w where w.county = of_county and w.system = any (systems) and w.agency_id <> owner) then return false; end if;
    delete from csec.identifier_owner w where w.county = of_county and w.agency_id = owner and w.system <> all (systems);
    insert into csec.identifier_owner (county, system, agency_id, recorded_by_agency_id, recorded_by_person_id, recorded_at)
      select of_county, s, owner, by_agency, by_person, moment from (select distinct s from unnest(systems) as s) as given
      on conflict (county, system) do nothing;
    if exists (select from csec.identifier_owner w where w.county = of_county and w.system = any (systems) and w.agency_id <> owner) then
      raise exception 'another owns it' using errcode = 'CS409';
    end if;
    return true;
  end $$`;

/** Whose identifiers are whose, so that of a service that several tell by one of them its owner's own record stands first. */
export class RegisterIdentifierOwners1770000006331 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(OWNERS);
    await run.query('revoke all on csec.identifier_owner from public');
    await run.query('grant select on csec.identifier_owner to csec_gateway');
    await run.query('grant select, insert, delete on csec.identifier_owner to csec_admission');
    await run.query(RECORD);
    await serveByAdmission(run, ['record_identifier_systems(uuid, text, text[], uuid, text, timestamptz)']);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
