import type { SourceTable } from '../../model/records/index.js';
import { PARENT_RULES, type ParentRule } from './parent-rules.js';
import type { QuarantinePlace } from './quarantine.js';
import type { SyncSession } from './sync-session.js';

const KEEP_SEALED = `
  update pg_temp.staged s set client_key = null, parent_key = null, flags = '{}', record = '{}'
  from csec.seal_tombstone z where z.source_table = $1 and z.source_key = s.source_key`;

/** Leaves of the staged rows that a seal order reached the key and its moment, and nothing that they say. */
async function keepSealed(session: SyncSession, table: SourceTable): Promise<void> {
  await session.query(KEEP_SEALED, [table]);
}

/**
 * Takes staged rows whose required parent is nowhere in the landing table out of the staging and holds them until it
 * comes, and flags those whose parent is merely expected. Answers how many are held. Of one key the newest is held.
 * What a seal order reached hangs off nothing, so it is neither landed nor held: nothing tells of it.
 */
export async function holdOrphans(session: SyncSession, table: SourceTable, place: QuarantinePlace & { readonly county: string }): Promise<number> {
  await keepSealed(session, table);
  let held = 0;
  for (const rule of PARENT_RULES[table]) {
    if (rule.without === 'hold') held += await hold(session, rule, table, place);
    else await session.query(`update pg_temp.staged s set flags = s.flags || '{PARENT_MISSING}'::text[] where ${orphaned(rule, 's')}`);
  }
  return held;
}

async function hold(
  session: SyncSession, rule: ParentRule, table: SourceTable, { county, runId, file, at }: QuarantinePlace & { readonly county: string },
): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    with orphan as (delete from pg_temp.staged s where ${orphaned(rule, 's')} returning s.*),
    held as (
      insert into csec.held_row as h (source_table, source_key, county, run_id, file, line, column_name, held_at, client_key, parent_key,
        updated_at, flags, record, digest)
      select $1, source_key, $2, $3, $4, line, $5, $6::timestamptz, client_key, parent_key, updated_at, flags, record, digest from orphan
      on conflict (source_table, source_key) do update set county = excluded.county, run_id = excluded.run_id, file = excluded.file,
        line = excluded.line, column_name = excluded.column_name, held_at = excluded.held_at, client_key = excluded.client_key,
        parent_key = excluded.parent_key, updated_at = excluded.updated_at, flags = excluded.flags, record = excluded.record, digest = excluded.digest
      where coalesce(excluded.updated_at, '-infinity') >= coalesce(h.updated_at, '-infinity'))
    select count(*)::integer as count from orphan`, [table, county, runId, file, rule.column, at]);
  return counted?.count ?? 0;
}

/** Whether held rows of a table can land now. */
export async function anyJoined(session: SyncSession, table: SourceTable): Promise<boolean> {
  const rules = holding(table);
  if (rules.length === 0) return false;
  const [ready] = await session.query<{ any: boolean }>(
    `select exists (select from csec.held_row s where s.source_table = $1 and ${joined(rules)}) as any`, [table]);
  return ready?.any ?? false;
}

/**
 * Puts up to `limit` held rows of a table whose parents have all come into the staging, and stops holding them.
 * Answers how many. They are merged as rows of any extract are: what landed meanwhile and is newer stays, and of what was
 * sealed meanwhile nothing is said.
 */
export async function takeJoined(session: SyncSession, table: SourceTable, limit: number): Promise<number> {
  const rules = holding(table);
  if (rules.length === 0) return 0;
  const [counted] = await session.query<{ count: number }>(`
    with ready as (
      select s.source_key from csec.held_row s where s.source_table = $1 and ${joined(rules)}
      order by s.source_key limit $2),
    joined as (delete from csec.held_row h using ready r where h.source_table = $1 and h.source_key = r.source_key returning h.*),
    staged as (
      insert into pg_temp.staged (source_key, line, known, deletes, client_key, parent_key, updated_at, flags, record, digest)
      select source_key, line, true, false, client_key, parent_key, updated_at, flags, record, digest from joined)
    select count(*)::integer as count from joined`, [table, limit]);
  await keepSealed(session, table);
  return counted?.count ?? 0;
}

/** Stops holding what the batch brought anew, under a parent that is there or as a deletion: it was not newer. */
export async function letGoOfOutdated(session: SyncSession, table: SourceTable): Promise<void> {
  await session.query(`
    delete from csec.held_row h using pg_temp.staged s where h.source_table = $1 and h.source_key = s.source_key
      and coalesce(h.updated_at, '-infinity') <= coalesce(s.updated_at, '-infinity')`, [table]);
}

function holding(table: SourceTable): readonly ParentRule[] {
  return PARENT_RULES[table].filter((rule) => rule.without === 'hold');
}

function joined(rules: readonly ParentRule[]): string {
  return rules.map((rule) => `not (${orphaned(rule, 's')})`).join(' and ');
}

function orphaned(rule: ParentRule, row: string): string {
  return `${rule.key(row)} is not null and not exists (
    select from csec.county_record p where p.source_table = '${rule.parent}' and p.source_key = ${rule.key(row)} and p.record <> '{}')`;
}
