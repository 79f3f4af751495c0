import { ask } from './extract-folder.js';

const OWNED = ['alias', 'address', 'csec_grid_entry', 'special_project_participation', 'referral', 'reporter', 'allegation', 'child_welfare_case',
  'placement', 'absence', 'service_record', 'identifier', 'assignment'];

/** What of a row was drawn by chance or is a moment of the run itself. */
const BY_CHANCE = ['subject_id', 'public_id', 'run_id', 'id', 'resumed', 'settled_by'];

/**
 * Everything that runs leave behind, with what is random in it taken away: the landing table, held and quarantined rows,
 * every youth with every record, the marks still waiting, and the ledger with all its counts.
 */
export async function endState(databaseUrl: string): Promise<Readonly<Record<string, readonly string[]>>> {
  const plain = BY_CHANCE.map((name) => `- '${name}'`).join(' ');
  const tables: [string, string][] = [
    ...['county_record', 'held_row', 'code_table', 'code_edition', 'stale_client', 'youth', 'sync_run'].map((table): [string, string] => [table, `select (to_jsonb(t) ${plain})::text as row from csec.${table} t`]),
    ...['quarantined_row', 'sync_table_count'].map((table): [string, string] => [table, `
      select r.started_at::text || (to_jsonb(t) ${plain})::text as row from csec.${table} t join csec.sync_run r on r.id = t.run_id`]),
    ...OWNED.map((table): [string, string] => [table, `select y.client_key || (to_jsonb(t) ${plain})::text as row from csec.${table} t join csec.youth y using (subject_id)`]),
    ['stages left', "select tablename as row from pg_tables where schemaname = 'csec_stage'"],
  ];
  const state: Record<string, readonly string[]> = {};
  for (const [name, sql] of tables) state[name] = (await ask<{ row: string }>(databaseUrl, sql)).map(({ row }) => row).sort();
  return state;
}
