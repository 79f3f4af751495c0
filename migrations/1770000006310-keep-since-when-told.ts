import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = [
  'alter table csec.received_service add column if not exists told_since timestamptz',
  'alter table csec.service_record add column if not exists told_since timestamptz',
  'create index if not exists service_record_named on csec.service_record (subject_id) where same_as is not null',
];

/**
 * Since when a source has told a service by those names, of that day and kind: whoever gives an old record of his the names of
 * another's has told it only since then.
 */
const SINCE = `create or replace function csec.note_told_since() returns trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'UPDATE' and (old.same_as, old.record->>'category', old.record->>'kind', old.record->>'startedOn')
        is not distinct from (new.same_as, new.record->>'category', new.record->>'kind', new.record->>'startedOn') then
      new.told_since := old.told_since;
    else
      new.told_since := new.received_at;
    end if;
    return new;
  end $$`;

/** A record that is placed keeps since when it was told, however often it is placed. */
const CARRY = `create or replace function csec.carry_told_since() returns trigger
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    new.told_since := (select r.told_since from csec.received_service r
      where r.agency_id = new.source_agency_id and 'partner:' || r.agency_id || ':' || r.source_key = new.record_key and r.source_key = substr(new.record_key, 46)
        and r.county = (select y.county from csec.youth y where y.subject_id = new.subject_id));
    return new;
  end $$`;

/** Of a service that several sources tell, who has told it longest is known, whoever sends what again. */
export class KeepSinceWhenTold1770000006310 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [...COLUMNS, SINCE, CARRY]) await run.query(statement);
    for (const inner of ['note_told_since()', 'carry_told_since()']) await run.query(`revoke all on function csec.${inner} from public`);
    await run.query(`create or replace trigger note_told_since before insert or update on csec.received_service
      for each row execute function csec.note_told_since()`);
    await run.query(`create or replace trigger carry_told_since before insert or update on csec.service_record
      for each row when (new.link_id is not null) execute function csec.carry_told_since()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
