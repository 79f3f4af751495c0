import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Takes an assertion of a client: true the first time, false ever after. It is remembered until it has expired by itself,
 * after which its times alone refuse it; what has expired is cleared away, a little at each call.
 */
const TAKE = `create or replace function csec.take_client_assertion(client text, id_hash text, until timestamptz, at timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.client_assertion a where a.ctid = any (array(
      select e.ctid from csec.client_assertion e where e.expires_at < at order by e.expires_at limit 20 for update skip locked));
    insert into csec.client_assertion (client_id, id_hash, expires_at) values (client, take_client_assertion.id_hash, until)
      on conflict do nothing;
    return found;
  end $$`;

/**
 * The assertions by which partners' systems proved who they are, by a hash of their ids: every gateway of this database
 * asks here, so that none takes one that another took.
 */
export class RememberAssertions1770000006100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.client_assertion (
      client_id text collate "C" not null, id_hash text collate "C" not null check (id_hash ~ '^[0-9a-f]{64}$'), expires_at timestamptz not null,
      primary key (client_id, id_hash))`);
    await run.query('create index if not exists client_assertion_expiry on csec.client_assertion (expires_at)');
    await run.query('revoke all on csec.client_assertion from public, csec_gateway');
    await run.query('grant select, insert, update, delete on csec.client_assertion to csec_admission');
    await run.query(TAKE);
    await run.query('revoke all on function csec.take_client_assertion(text, text, timestamptz, timestamptz) from public');
    await run.query('alter function csec.take_client_assertion(text, text, timestamptz, timestamptz) owner to csec_admission');
    await run.query('grant execute on function csec.take_client_assertion(text, text, timestamptz, timestamptz) to csec_gateway');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
