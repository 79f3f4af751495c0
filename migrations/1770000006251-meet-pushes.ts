import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever links a person writes the row that a push of her services writes too: of two that meet, the second fails, and its
 * request sees what the first did when it is made again. Else a link made beside a push would show none of what came by it.
 */
const FOLLOW = `create or replace function csec.follow_link() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.unlinked_person p set received_at = p.received_at
      where p.agency_id = new.agency_id and p.system = new.system and p.value = new.value;
    perform csec.place_received(new.agency_id, array(select r.source_key from csec.received_service r
      where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value));
    return null;
  end $$`;

/** A push and a link of one person that meet are one after the other. */
export class MeetPushes1770000006251 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(FOLLOW);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
