import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Has looked at again what an agency sent that stands where it may no longer, by the terms of a moment, by its links and by
 * the county where the youth is, and what may anew; and the persons whom it named by what is a youth's now. What the agency's
 * terms do not have kept is kept no longer, neither placed nor as received.
 */
const APPLY_TERMS = `create or replace function csec.apply_terms(of_agency uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    not_kept text[];
  begin
    perform pg_advisory_xact_lock(6290, hashtext(of_agency::text));
    not_kept := array(select distinct g.county::text from csec.agreement g where g.agency_id = of_agency
      and exists (select from csec.terms_in_force(of_agency, g.county, moment) t where not t.stores));
    delete from csec.received_service r where r.agency_id = of_agency and r.county = any (not_kept);
    delete from csec.received_finding r where r.agency_id = of_agency and r.county = any (not_kept);
    with stands as (
      select t.subject_id, substr(t.record_key, 46) as key from csec.service_record t
      where t.link_id is not null and t.record_key like 'partner:' || of_agency || ':%'),
    may as (
      select l.subject_id, r.source_key as key from csec.received_service r
      join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
      join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
      where r.agency_id = of_agency and r.record is not null and csec.terms_permit(of_agency, r.county, r.record, moment))
    insert into csec.to_place (agency_id, what, county, key)
      select distinct of_agency, 'SERVICE', '', coalesce(s.key, m.key) from stands s full join may m on m.subject_id = s.subject_id and m.key = s.key
      where s.key is null or m.key is null;
    with stands as (select t.subject_id, t.exit_key, t.kind from csec.screening_finding t where t.agency_id = of_agency),
    may as (
      select l.subject_id, r.exit_key, r.kind from csec.received_finding r
      join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
      join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
      where r.agency_id = of_agency and r.said and csec.terms_store(of_agency, r.county, moment))
    insert into csec.to_place (agency_id, what, county, key)
      select distinct of_agency, 'FINDING', '', coalesce(s.exit_key, m.exit_key)
      from stands s full join may m on m.subject_id = s.subject_id and m.exit_key = s.exit_key and m.kind = s.kind
      where s.exit_key is null or m.exit_key is null;
    insert into csec.to_place (agency_id, what, county, key)
      select of_agency, 'PERSON', p.county, p.id from csec.unlinked_person p where p.agency_id = of_agency and p.named_at is not null
        and not exists (select from csec.partner_link l where l.agency_id = of_agency and l.system = p.system and l.value = p.value and l.undone_at is null)
        and not exists (select from csec.meant_person m where m.person_id = p.id)
        and (exists (select from csec.youth y where y.subject_id = p.named_id)
          or exists (select from csec.identifier i where i.system_code = p.shared_code and i.value = p.shared_value));
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
      or exists (select from csec.service_record t where t.link_id is not null and t.source_agency_id = a.id)
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
