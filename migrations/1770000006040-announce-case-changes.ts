import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notification holds 8,000 bytes, and an id with its comma 37. */
const IDS_TOGETHER = 200;

/** Every gateway that listens hears of it with the commit, and nobody of what is rolled back. Ids alone: nothing of a record. */
const ANNOUNCE = `create or replace function csec.announce_case_changes(subjects uuid[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform pg_catalog.pg_notify('csec_case_changes', pg_catalog.string_agg(parts.s::text, ',')) from (
      select youths.s, (pg_catalog.row_number() over () - 1) / ${IDS_TOGETHER} as part
      from (select distinct u.s from pg_catalog.unnest(subjects) as u (s) where u.s is not null) as youths) as parts group by parts.part;
  end $$`;

const NOTE_CHANGES = `create or replace function csec.note_case_changes(subjects uuid[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.announce_case_changes(subjects);
    if not exists (select from csec.partner_subscription where state = 'ACTIVE') then return; end if;
    perform graphile_worker.add_job('compare', json_build_object('subjectId', s), queue_name := 'case:' || s, job_key := 'case:' || s)
      from (select distinct s from unnest(subjects) as s) as youths (s);
  end $$`;

/** Who may see whom may have changed for everybody: whoever listens looks again at all that he has open. */
const PARTY_ANNOUNCED = `create or replace function csec.announce_party_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform pg_catalog.pg_notify('csec_case_changes', '*');
    return null;
  end $$`;

const PARTIES = ['agency', 'agreement', 'team', 'team_member', 'person'];

/** Gateways hear of what changes of a case, for the streams that they keep open, whether or not a partner is sent events. */
export class AnnounceCaseChanges1770000006040 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [ANNOUNCE, NOTE_CHANGES, PARTY_ANNOUNCED]) await run.query(statement);
    for (const name of ['announce_case_changes(uuid[])', 'announce_party_change()']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`alter function csec.${name} owner to csec_delivery`);
    }
    for (const table of PARTIES) {
      await run.query(`create or replace trigger announce_change after insert or update or delete on csec.${table}
        for each statement execute function csec.announce_party_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
