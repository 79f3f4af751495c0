import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may see a youth changed, by a row of hers: whoever listens to her is decided anew before anything else. */
const RIGHT_ANNOUNCED = `create or replace function csec.announce_right_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.announce_ids('!', array[new.subject_id::text, old.subject_id::text]);
    return null;
  end $$`;

/**
 * What a party may do changed or ended: whoever listens for that agency, or as that person, is decided anew before anything
 * else. A team stands on all its members, so one who leaves, and what changes of the team, concerns them all.
 */
const STANDING_ANNOUNCED = `create or replace function csec.announce_standing_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    was jsonb := to_jsonb(old);
    is_now jsonb := coalesce(to_jsonb(new), '{}');
    teams uuid[];
    people text[];
  begin
    case tg_table_name
      when 'agency' then perform csec.announce_ids('@', array[was->>'id']);
      when 'agreement' then perform csec.announce_ids('@', array[was->>'agency_id', is_now->>'agency_id']);
      when 'person' then perform csec.announce_ids('#', array[was->>'id']);
      else
        teams := case tg_table_name when 'team' then array[(was->>'id')::uuid] else array[(was->>'team_id')::uuid, (is_now->>'team_id')::uuid] end;
        -- Whose seat it is comes first: the others lose by it only where too few are left.
        people := array_remove(array[was->>'person_id', is_now->>'person_id'], null);
        perform csec.announce_ids('#', people);
        perform csec.announce_ids('#', array(select m.person_id from csec.team_member m where m.team_id = any (teams) and m.person_id <> all (people)));
    end case;
    return null;
  end $$`;

/** A party's row is told with every case that it is part of, and these are not known here: whoever listens is looked at again, when there is time. */
const PARTY_ANNOUNCED = `create or replace function csec.announce_party_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform pg_catalog.pg_notify('csec_case_changes', '*');
    return null;
  end $$`;

const PARTIES = ['agency', 'agreement', 'team', 'team_member', 'person'];

/** What gives a right to a youth's record, takes it, or narrows it, however it is written. */
const RIGHTS = [
  'consent', 'consent_withdrawal', 'involvement', 'team_assignment', 'court_order', 'seal_order', 'seal_tombstone', 'mandated_report',
  'victim_election', 'release_approval', 'emergency_access',
];
/** What of a youth herself decides who may see her; the rest of her row, a sync notes as any record. */
const DECIDING = ['county', 'sensitivity', 'born_on', 'died_on', 'in_care', 'removed_on', 'has_open_case', 'address_confidential'];

/** Gateways hear also of what changes who may see a case, for the streams that they keep open, whether or not a partner is sent events. */
export class AnnounceCaseChanges1770000006040 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [RIGHT_ANNOUNCED, STANDING_ANNOUNCED, PARTY_ANNOUNCED]) await run.query(statement);
    for (const name of ['announce_right_change()', 'announce_standing_change()', 'announce_party_change()']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`alter function csec.${name} owner to csec_delivery`);
    }
    for (const table of PARTIES) {
      await run.query(`create or replace trigger announce_change after insert or update or delete on csec.${table}
        for each statement execute function csec.announce_party_change()`);
      // What is new of a party ends no right.
      await run.query(`create or replace trigger announce_standing after update or delete on csec.${table}
        for each row execute function csec.announce_standing_change()`);
    }
    for (const table of RIGHTS) {
      await run.query(`create or replace trigger announce_right after insert or update or delete on csec.${table}
        for each row execute function csec.announce_right_change()`);
    }
    // A sync writes these for every youth: one that is new ends no right, and what is as it was is no news.
    await run.query(`create or replace trigger announce_right after update or delete on csec.assignment
      for each row execute function csec.announce_right_change()`);
    await run.query(`create or replace trigger announce_right after update on csec.youth for each row
      when ((${DECIDING.map((column) => `old.${column}`).join(', ')}) is distinct from (${DECIDING.map((column) => `new.${column}`).join(', ')}))
      execute function csec.announce_right_change()`);
    await run.query(`create or replace trigger announce_right_gone after delete on csec.youth for each row execute function csec.announce_right_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
