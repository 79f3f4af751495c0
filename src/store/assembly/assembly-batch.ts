import type { SyncSession } from '../landing/sync-session.js';
import { columnOf } from './assembly-step.js';
import { ofKey } from './landed-rows.js';
import { ALL_PARTS, PART } from './parts.js';

const EACH_PART: readonly number[] = Object.values(PART);

/** What one batch took: how many changed clients, how many of them are youths, and what is to be rebuilt of them. */
export interface TakenBatch {
  readonly clients: number;
  readonly youths: number;
  /** The parts of any of them. */
  readonly parts: number;
  /** None of them was assembled before. */
  readonly allNew: boolean;
}

/** Opens `pg_temp.assembly_batch`, the youths of the batch at hand; it is empty again after each transaction. */
export async function openAssemblyBatch(session: SyncSession): Promise<void> {
  await session.query(`create temporary table if not exists assembly_batch (
    client_key text collate "C" primary key, subject_id uuid not null, removed boolean not null,
    ${EACH_PART.map((part) => `${columnOf(part)} boolean not null`).join(', ')}) on commit delete rows`);
}

/** How many clients of a county's runs wait to be assembled. */
export async function countStaleClients(session: SyncSession, county: string): Promise<number> {
  const [waiting] = await session.query<{ count: number }>('select count(*)::integer as count from csec.stale_client where county = $1', [county]);
  return waiting?.count ?? 0;
}

/**
 * Takes up to `size` changed clients into the batch. A youth is a client marked as a child (CHLD_CLT_B) or with a
 * CHLD_CLT row, or one that was a youth before: nobody ceases to be one, but of a youth whose CLIENT_T row was removed
 * nothing stays but the id. What another session of the county took is passed over; while a run of another county builds the same
 * youth, it is waited for. Clients who are none are done with. Of a youth who is new, everything is to be built.
 */
export async function takeBatch(session: SyncSession, county: string, size: number): Promise<TakenBatch> {
  const keys = await holdClients(session, county, size);
  // Asked once they are held: what others built of them meanwhile is seen.
  const [taken] = await session.query<{ clients: number; youths: number; parts: number; allNew: boolean }>(`
    with taken as (delete from csec.stale_client where county = $1 and client_key = any ($2) returning client_key, parts),
    youth as (
      select t.client_key, y.subject_id, c.record = '{}' as removed, case when y.subject_id is null then ${ALL_PARTS} else t.parts & ${ALL_PARTS} end as parts
      from taken t
      join lateral (select * from csec.county_record where source_table = 'CLIENT_T' and source_key = t.client_key offset 0) c on true
      left join lateral (select * from csec.youth where client_key = t.client_key offset 0) y on true
      left join ${ofKey('CHLD_CLT', 'h', 't.client_key')}
      where y.subject_id is not null or (c.record->>'isChild')::boolean or h.source_key is not null),
    batch as (
      insert into pg_temp.assembly_batch (client_key, subject_id, removed, ${EACH_PART.map(columnOf).join(', ')})
      select client_key, coalesce(subject_id, gen_random_uuid()), removed, ${EACH_PART.map((part) => `parts & ${part} <> 0`).join(', ')} from youth)
    select (select count(*) from taken)::integer as clients, count(*)::integer as youths, coalesce(bit_or(parts), 0) as parts,
      coalesce(bool_and(subject_id is null), false) as "allNew" from youth`, [county, keys]);
  return taken ?? { clients: 0, youths: 0, parts: 0, allNew: false };
}

/** Holds the next clients to be built until the transaction ends, in the order of their keys: two runs never wait for each other in a circle. */
async function holdClients(session: SyncSession, county: string, size: number): Promise<readonly string[]> {
  const [held] = await session.query<{ keys: readonly string[] }>(`
    with chosen as materialized (
      select client_key from csec.stale_client where county = $1 order by client_key limit $2 for update skip locked),
    held as materialized (
      select c.source_key from csec.county_record c where c.source_table = 'CLIENT_T' and c.source_key = any (array(select client_key from chosen))
      order by c.source_key for no key update)
    select (select count(*) from held) as held, array(select client_key from chosen) as keys`, [county, size]);
  return held?.keys ?? [];
}
