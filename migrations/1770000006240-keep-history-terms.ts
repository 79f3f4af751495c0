import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

// `cells`: the categories and laws that the agency's records come under, the standard one first. `asked_of`: the categories of which it could
// be asked at any time, for the day on which it is told what may have come by a wrong link.
const TERMS = `create table if not exists csec.history_terms (
    agreement_id uuid primary key references csec.agreement (id), cells jsonb not null check (jsonb_array_length(cells) > 0),
    consented_by text not null check (consented_by in ('MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE')), minors_own_care boolean not null,
    stores boolean not null, endpoint text, recorded_by_agency_id uuid not null, recorded_by_person_id text not null, recorded_at timestamptz not null,
    asked_of text[] not null default '{}')`;

const RECORD = `create or replace function csec.record_history_terms(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.history_terms := jsonb_populate_record(null::csec.history_terms, fresh);
  begin
    given.asked_of := case when given.endpoint is null then '{}'
      else array(select distinct cell->>'category' from jsonb_array_elements(given.cells) as cell) end;
    insert into csec.history_terms as t select given.* on conflict (agreement_id) do update set cells = excluded.cells, consented_by = excluded.consented_by,
      minors_own_care = excluded.minors_own_care, stores = excluded.stores, endpoint = excluded.endpoint,
      recorded_by_agency_id = excluded.recorded_by_agency_id, recorded_by_person_id = excluded.recorded_by_person_id, recorded_at = excluded.recorded_at,
      asked_of = array(select distinct c from unnest(t.asked_of || excluded.asked_of) as c);
  end $$`;

/**
 * The terms between an agency and a county at a moment: those of its newest agreement in force that has any. None, where no
 * such agreement is. In force as `policy/relations/agreement-in-force` has it, which a test holds this to.
 */
const IN_FORCE = `create or replace function csec.terms_in_force(of_agency uuid, of_county text, moment timestamptz) returns setof csec.history_terms
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select t.* from csec.history_terms t join csec.agreement g on g.id = t.agreement_id
    where g.agency_id = of_agency and g.county = of_county and g.signed_at <= moment and g.effective_on::timestamp at time zone 'America/Los_Angeles' <= moment
      and (g.expires_on is null or (g.expires_on + 1)::timestamp at time zone 'America/Los_Angeles' > moment)
      and (g.terminated_at is null or g.terminated_at > moment)
    order by g.effective_on desc, g.id limit 1 $$`;

/** Where the two never had any terms there is nothing to go by; whoever had some and has none in force any longer is permitted nothing. */
const NEVER_HAD = `not exists (select from csec.history_terms t join csec.agreement g on g.id = t.agreement_id
      where g.agency_id = of_agency and g.county = of_county)`;

/** Whether anything that an agency sent to a county may be kept at a moment, and told: by the terms in force. */
const STORE = `create or replace function csec.terms_store(of_agency uuid, of_county text, moment timestamptz) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select from csec.terms_in_force(of_agency, of_county, moment) t where t.stores) or ${NEVER_HAD} $$`;

/** Whether a record that an agency sent to a county may stand in a history at a moment: by the terms in force, for its category and law. */
const PERMIT = `create or replace function csec.terms_permit(of_agency uuid, of_county text, record jsonb, moment timestamptz) returns boolean
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select exists (select from csec.terms_in_force(of_agency, of_county, moment) t
        where t.stores and t.cells @> jsonb_build_array(jsonb_build_object('category', record->>'category', 'regime', record->>'regime')))
      or ${NEVER_HAD} $$`;

/** What an agency's records of services come under, and whether they are kept: by the agreement under which it sends them. */
export class KeepHistoryTerms1770000006240 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(TERMS);
    await run.query('revoke all on csec.history_terms from public');
    await run.query('grant select on csec.history_terms to csec_gateway, csec_sync');
    await run.query('grant select, insert, update on csec.history_terms to csec_admission');
    for (const statement of [RECORD, IN_FORCE, STORE, PERMIT]) await run.query(statement);
    await serveByAdmission(run, ['record_history_terms(jsonb)']);
    for (const inner of ['terms_in_force(uuid, text, timestamptz)', 'terms_store(uuid, text, timestamptz)', 'terms_permit(uuid, text, jsonb, timestamptz)']) {
      await run.query(`revoke all on function csec.${inner} from public`);
      await run.query(`alter function csec.${inner} owner to csec_admission`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
