import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * After a large load the planner must learn the new sizes before the first page is served, and ANALYZE belongs to the
 * owner of a table: this lets the sync role ask for it, and for nothing else of the owner's rights.
 */
export class RefreshStatistics1770000001400 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create or replace function csec.refresh_statistics() returns void
      language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
      declare
        each_table regclass;
      begin
        for each_table in select c.oid from pg_class c
          where c.relnamespace = 'csec'::regnamespace and c.relkind in ('r', 'p') order by c.relname loop
          execute format('analyze %s', each_table);
        end loop;
      end $$`);
    await run.query('revoke all on function csec.refresh_statistics() from public');
    await run.query('grant execute on function csec.refresh_statistics() to csec_sync');
    await run.query('revoke all on function csec.refuse_change() from public');
    await run.query('revoke all on all tables in schema csec from public');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
