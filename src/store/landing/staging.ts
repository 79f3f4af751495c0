import type { Change } from '../../model/change.js';
import type { SyncSession } from './sync-session.js';

/** A change and the line of its file, by which a later row of the same key is known as later. */
export interface StagedChange {
  readonly line: number;
  readonly change: Change;
}

/**
 * Opens what a run lands its tables through, once a session; it is empty again after each transaction.
 *
 * `staged`: rows of a file meet here before the landing table sees any of them. A file that turns out damaged at its end
 * has touched nothing, and of two rows with one key only the newest goes on, however far apart they stand.
 * `verdict`: what comparing them with the landed rows says. `touched`: every row that changes, under what it hangs off.
 */
export async function openStaging(session: SyncSession): Promise<void> {
  await session.query(`create temporary table if not exists staged (
    source_key text collate "C" primary key, line bigint not null, client_key text collate "C",
    parent_key text collate "C", updated_at timestamptz, flags text[] not null, record jsonb not null
  ) on commit delete rows`);
  await session.query(`create temporary table if not exists verdict (
    source_key text collate "C" primary key, landed boolean not null, client_key text collate "C", parent_key text collate "C",
    old_client_key text collate "C", old_parent_key text collate "C", applies boolean not null, older boolean not null
  ) on commit delete rows`);
  await session.query(`create temporary table if not exists touched (
    source_key text collate "C" not null, client_key text collate "C", parent_key text collate "C") on commit delete rows`);
}

const STAGE = `
  insert into pg_temp.staged (source_key, line, client_key, parent_key, updated_at, flags, record)
  select distinct on (source_key) source_key, line, client_key, parent_key, updated_at, flags, record
  from jsonb_to_recordset($1::jsonb) as batch (source_key text collate "C", line bigint, client_key text, parent_key text,
    updated_at timestamptz, flags text[], record jsonb)
  order by source_key, coalesce(updated_at, '-infinity') desc, line desc
  on conflict (source_key) do update set
    line = excluded.line, client_key = excluded.client_key, parent_key = excluded.parent_key,
    updated_at = excluded.updated_at, flags = excluded.flags, record = excluded.record
  where coalesce(excluded.updated_at, '-infinity') >= coalesce(staged.updated_at, '-infinity')`;

/** Adds one bounded batch to the staging. Of one key the newest LST_UPD_TS stays; of equal ones the later line. */
export async function stageBatch(session: SyncSession, batch: readonly StagedChange[]): Promise<void> {
  if (batch.length === 0) return;
  await session.query(STAGE, [JSON.stringify(batch.map(stagedRow))]);
}

/**
 * A deletion lands as a tombstone: the key and its moment with an empty record that hangs off nothing, so that an older
 * extract cannot bring the row back.
 */
function stagedRow({ line, change }: StagedChange): Readonly<Record<string, unknown>> {
  const row = { source_key: change.key, line, updated_at: change.updatedAt };
  return change.op === 'delete'
    ? { ...row, client_key: null, parent_key: null, flags: [], record: {} }
    : { ...row, client_key: change.clientKey, parent_key: change.parentKey, flags: change.flags, record: change.record };
}

/** How often each flag stands on a staged row. */
export async function countFlags(session: SyncSession): Promise<Readonly<Record<string, number>>> {
  const rows = await session.query<{ flag: string; count: number }>(`
    select flag, count(*)::integer as count from pg_temp.staged, unnest(flags) as flag group by flag order by flag`);
  return Object.fromEntries(rows.map(({ flag, count }) => [flag, count]));
}
