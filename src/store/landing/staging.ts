import { FRESH_COLUMNS, LANDED_COLUMNS, STAGED_COLUMNS, type BatchLines } from './staged-lines.js';
import type { SyncSession } from './sync-session.js';

/**
 * Opens what a run lands its batches through, once a session; it is empty again after each transaction.
 *
 * `staged`: the understood rows of a batch, each key once; `county` is that of one that was held, null for the run's own.
 * `verdict`: what comparing them with the landed rows says, and whether it is written already.
 * `touched`: every row that changes, under what it hangs off now and hung off before.
 */
export async function openStaging(session: SyncSession): Promise<void> {
  await session.query(`create temporary table if not exists staged (
    source_key text collate "C" not null, line bigint not null, known boolean not null, deletes boolean not null,
    client_key text collate "C", parent_key text collate "C", updated_at timestamptz, flags text[] not null, record jsonb not null,
    digest bigint, county text) on commit delete rows;
  create temporary table if not exists verdict (
    source_key text collate "C" not null, verdict "char" not null, written boolean not null, says_other boolean not null, client_key text collate "C", parent_key text collate "C",
    old_client_key text collate "C", old_parent_key text collate "C") on commit delete rows;
  create temporary table if not exists touched (
    source_key text collate "C" not null, client_key text collate "C", parent_key text collate "C") on commit delete rows`);
}

/** Puts a batch, of which each key stands once, into the staging. Answers that it leaves out none. */
export async function stageBatch(session: SyncSession, lines: BatchLines): Promise<0> {
  await session.copyIn(`copy pg_temp.staged (${STAGED_COLUMNS.join(', ')}) from stdin`, lines.blocks());
  return 0;
}

/**
 * Puts a batch that was made to land without being compared into the staging after all. Of its rows the lines are not told.
 * Of rows that share a key, spelt in two ways, it takes the newest, of equal ones the later, and answers how many it leaves out.
 */
export async function stageFreshBatch(session: SyncSession, lines: BatchLines): Promise<number> {
  await session.query('create temporary table fresh_row (like csec.county_record) on commit drop');
  await session.copyIn(`copy pg_temp.fresh_row (${FRESH_COLUMNS.join(', ')}) from stdin`, lines.blocks());
  const [counted] = await session.query<{ staged: number }>(`
    with staged as (
      insert into pg_temp.staged (${STAGED_COLUMNS.join(', ')})
      select distinct on (source_key) 0, true, record = '{}', ${LANDED_COLUMNS.join(', ')} from pg_temp.fresh_row
      order by source_key, updated_at desc nulls last, ctid desc
      returning 1)
    select count(*)::integer as staged from staged`);
  return lines.length - (counted?.staged ?? 0);
}

/** Takes every staged row for one whose key may be landed already. */
export async function doubtStaged(session: SyncSession): Promise<void> {
  await session.query('update pg_temp.staged set known = true where not known');
}

/** How often each flag stands on a staged row. */
export async function countFlags(session: SyncSession): Promise<Readonly<Record<string, number>>> {
  const rows = await session.query<{ flag: string; count: number }>(`
    select flag, count(*)::integer as count from pg_temp.staged, unnest(flags) as flag where flags <> '{}' group by flag order by flag`);
  return Object.fromEntries(rows.map(({ flag, count }) => [flag, count]));
}
