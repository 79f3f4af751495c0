import type { SyncSession } from '../landing/sync-session.js';
import { landed } from './assembly-step.js';

/** What one batch took: how many changed clients, and how many of them are youths. */
export interface TakenBatch {
  readonly clients: number;
  readonly youths: number;
}

/** Opens `pg_temp.assembly_batch`, the youths of the batch at hand; it is empty again after each transaction. */
export async function openAssemblyBatch(session: SyncSession): Promise<void> {
  await session.query(`create temporary table if not exists assembly_batch (
    client_key text collate "C" primary key, subject_id uuid not null) on commit delete rows`);
}

/** How many clients wait to be assembled. */
export async function countStaleClients(session: SyncSession): Promise<number> {
  const [waiting] = await session.query<{ count: number }>('select count(*)::integer as count from csec.stale_client');
  return waiting?.count ?? 0;
}

/**
 * Takes up to `size` changed clients into the batch. A youth is a client marked as a child (CHLD_CLT_B) or with a
 * CHLD_CLT row, or one that was a youth before: nobody ceases to be one. Clients who are none are done with.
 */
export async function takeBatch(session: SyncSession, size: number): Promise<TakenBatch> {
  const [taken] = await session.query<{ clients: number; youths: number }>(`
    with taken as (
      delete from csec.stale_client where client_key in (select client_key from csec.stale_client order by client_key limit $1)
      returning client_key),
    youths as (
      insert into pg_temp.assembly_batch (client_key, subject_id)
      select t.client_key, coalesce(y.subject_id, gen_random_uuid())
      from taken t
      join ${landed('CLIENT_T', 'c', 'c.source_key = t.client_key')}
      left join csec.youth y on y.client_key = t.client_key
      where y.subject_id is not null or (c.record->>'isChild')::boolean
        or exists (select from csec.county_record h where h.source_table = 'CHLD_CLT' and h.source_key = t.client_key
          and h.record <> '{}')
      returning 1)
    select (select count(*) from taken)::integer as clients, (select count(*) from youths)::integer as youths`, [size]);
  return taken ?? { clients: 0, youths: 0 };
}

/** Tells the planner the new sizes, so that the first page after a large load is read as fast as any. */
export async function refreshStatistics(session: SyncSession): Promise<void> {
  await session.query('select csec.refresh_statistics()');
}
