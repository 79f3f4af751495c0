import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whom a partner means by a youth is news to those who carry the case, and to nobody who is sent events. */
const LINK_ANNOUNCED = `create or replace function csec.announce_link_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.announce_case_changes(array[coalesce(new.subject_id, old.subject_id)]);
    return null;
  end $$`;

/**
 * What partners send of a youth is told to whoever is released it, as what the county syncs is: a service that is received or
 * changed under a link, beside one that is taken back, and the link itself. Rows of the county's own fire nothing here: the
 * sync notes them a batch at a time.
 */
export class AnnounceWhatPartnersSend1770000006260 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(LINK_ANNOUNCED);
    await run.query('revoke all on function csec.announce_link_change() from public');
    await run.query('alter function csec.announce_link_change() owner to csec_delivery');
    await run.query(`create or replace trigger announce_change after insert or delete or update of undone_at on csec.partner_link
      for each row execute function csec.announce_link_change()`);
    await run.query(`create or replace trigger note_received after insert or update on csec.service_record
      for each row when (new.link_id is not null) execute function csec.note_row_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
