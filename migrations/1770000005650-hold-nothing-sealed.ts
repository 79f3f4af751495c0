import type { MigrationInterface, QueryRunner } from 'typeorm';

const LET_GO = `create or replace function csec.let_go_of_sealed() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.held_row h using fresh z where h.source_table = z.source_table and h.source_key = z.source_key;
    return null;
  end $$`;

const HELD_BEFORE = `create or replace function csec.let_go_of_sealed_before() returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    delete from csec.held_row h using csec.seal_tombstone z where h.source_table = z.source_table and h.source_key = z.source_key $$`;

/**
 * A newer text of a row that a seal order reached may wait for its parent. What is sealed is held no more: it would be kept,
 * and landed when the parent comes.
 */
export class HoldNothingSealed1770000005650 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('grant select, delete on csec.held_row to csec_admission');
    await run.query(LET_GO);
    await run.query('revoke all on function csec.let_go_of_sealed() from public');
    await run.query('alter function csec.let_go_of_sealed() owner to csec_admission');
    await run.query(`create or replace trigger sealed_is_not_held after insert on csec.seal_tombstone
      referencing new table as fresh for each statement execute function csec.let_go_of_sealed()`);
    await run.query(HELD_BEFORE);
    await run.query('alter function csec.let_go_of_sealed_before() owner to csec_admission');
    await run.query('select csec.let_go_of_sealed_before()');
    await run.query('drop function csec.let_go_of_sealed_before()');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
