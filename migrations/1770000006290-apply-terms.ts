import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Has looked at again what an agency sent that stands where the terms of a moment no longer permit it, and what they permit
 * anew of those who are linked. What the agency's terms do not have kept is kept no longer, neither placed nor as received.
 */
const APPLY_TERMS = `create or replace function csec.apply_terms(of_agency uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    not_kept text[];
  begin
    perform pg_advisory_xact_lock(6290, hashtext(of_agency::text));
    not_kept := array(select distinct g.county::text from csec.agreement g where g.agency_id = of_agency
      and exists (select from csec.terms_in_force(of_agency, g.county, moment) t where not t.stores));
    delete from csec.service_record t using csec.received_service r
      where r.agency_id = of_agency and r.county = any (not_kept) and t.link_id is not null and t.record_key = 'partner:' || of_agency || ':' || r.source_key;
    delete from csec.received_service r where r.agency_id = of_agency and r.county = any (not_kept);
    delete from csec.screening_finding t using csec.received_finding r where r.agency_id = of_agency and r.county = any (not_kept)
      and t.agency_id = r.agency_id and t.exit_key = r.exit_key and t.kind = r.kind;
    delete from csec.received_finding r where r.agency_id = of_agency and r.county = any (not_kept);
    update csec.received_service r set unplaced = true where r.agency_id = of_agency and r.record is not null and not r.unplaced
      and case when exists (select from csec.service_record t where t.link_id is not null and t.record_key = 'partner:' || of_agency || ':' || r.source_key)
        then not csec.terms_permit(of_agency, r.county, r.record, moment)
        else csec.terms_permit(of_agency, r.county, r.record, moment) and exists (select from csec.partner_link l
          where l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null) end;
    update csec.received_finding r set unplaced = true where r.agency_id = of_agency and r.said and not r.unplaced
      and exists (select from csec.screening_finding t where t.agency_id = r.agency_id and t.exit_key = r.exit_key and t.kind = r.kind)
        <> (csec.terms_store(of_agency, r.county, moment) and exists (select from csec.partner_link l
          where l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null));
  end $$`;

const ASK_APPLYING = `create or replace function csec.ask_applying(of_agency uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('applyTerms', json_build_object('agencyId', of_agency));
  end $$`;

/** Terms that are recorded, and an agreement that ends or lasts on, are applied to what was received under them. */
const FOLLOW_TERMS = `create or replace function csec.follow_terms() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.ask_applying(g.agency_id) from csec.agreement g
      where g.id = (to_jsonb(new)->>case tg_table_name when 'agreement' then 'id' else 'agreement_id' end)::uuid;
    return null;
  end $$`;

/** The agencies of which anything was received, or waits to be linked. */
const SENDING = `create or replace function csec.agencies_sending() returns setof uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select a.id from csec.agency a where exists (select from csec.received_service r where r.agency_id = a.id)
      or exists (select from csec.received_finding r where r.agency_id = a.id)
      or exists (select from csec.unlinked_person p where p.agency_id = a.id and p.named_at is not null) $$`;

const DEFINERS = [
  ['apply_terms(uuid, timestamptz)', 'csec_admission', 'csec_delivery'], ['agencies_sending()', 'csec_admission', 'csec_delivery'],
  ['ask_applying(uuid)', 'csec_delivery', 'csec_admission'], ['follow_terms()', 'csec_admission', null],
] as const;

/** What was received stands in histories only as long as the terms do under which it came. */
export class ApplyTerms1770000006290 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [APPLY_TERMS, ASK_APPLYING, FOLLOW_TERMS, SENDING]) await run.query(statement);
    for (const [signature, owner, caller] of DEFINERS) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to ${owner}`);
      if (caller !== null) await run.query(`grant execute on function csec.${signature} to ${caller}`);
    }
    await run.query('create or replace trigger follow_terms after insert or update on csec.history_terms for each row execute function csec.follow_terms()');
    await run.query(`create or replace trigger follow_terms after update on csec.agreement
      for each row when (old.* is distinct from new.*) execute function csec.follow_terms()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
