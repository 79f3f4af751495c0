import type { SourceTable } from '../../model/records/index.js';
import { mayJoin, type JoiningRun } from './county-fence.js';
import { PARENT_RULES, type ParentRule } from './parent-rules.js';
import type { QuarantinePlace } from './quarantine.js';
import type { SyncSession } from './sync-session.js';

const KEEP_SEALED = `
  update pg_temp.staged s set client_key = null, parent_key = null, flags = '{}', record = '{}'
  from csec.seal_tombstone z where z.source_table = $1 and z.source_key = s.source_key`;

/** Leaves of the staged rows that a seal order reached the key and its moment, and nothing that they say. */
async function keepSealed(session: SyncSession, table: SourceTable): Promise<void> {
  const [sealed] = await session.query<{ any: boolean }>('select exists (select from csec.seal_tombstone where source_table = $1) as any', [table]);
  if (sealed?.any) await session.query(KEEP_SEALED, [table]);
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

async function hold(session: SyncSession, rule: ParentRule, table: SourceTable, place: QuarantinePlace & { readonly county: string }): Promise<number> {
  const orphan = `orphan as (delete from pg_temp.staged s where ${orphaned(rule, 's')} returning s.*)`;
  const { held } = await keepHeld(session, { table, column: rule.column, place, orphan });
  return held;
}

/** Rows that were taken out of where they stood, on their way to be held. */
export interface Orphans {
  readonly table: SourceTable;
  /** The column that names the parent. */
  readonly column: string;
  readonly place: QuarantinePlace & { readonly county: string };
  /** SQL of the expression `orphan`: the rows as they were, each with its `line`; may say `$1`, the run. */
  readonly orphan: string;
}

/** Holds rows until their parent comes. Of one key the newest is held. Answers how many there were, and the flags on them. */
export async function keepHeld(
  session: SyncSession, { table, column, place: { county, runId, file, at }, orphan }: Orphans,
): Promise<{ readonly held: number; readonly flags: Readonly<Record<string, number>> }> {
  const [counted] = await session.query<{ held: number; flags: Readonly<Record<string, number>> }>(`
    with ${orphan},
    held as (
      insert into csec.held_row as h (source_table, source_key, county, run_id, file, line, column_name, held_at, client_key, parent_key,
        updated_at, flags, record, digest)
      select $5, source_key, $2, $1::uuid, $3, line, $6, $4::timestamptz, client_key, parent_key, updated_at, flags, record, digest from orphan
      on conflict (source_table, source_key) do update set county = excluded.county, run_id = excluded.run_id, file = excluded.file,
        line = excluded.line, column_name = excluded.column_name, held_at = excluded.held_at, client_key = excluded.client_key,
        parent_key = excluded.parent_key, updated_at = excluded.updated_at, flags = excluded.flags, record = excluded.record, digest = excluded.digest,
        pushed = false
      where h.pushed and h.county <> excluded.county or coalesce(excluded.updated_at, '-infinity') > coalesce(h.updated_at, '-infinity')
        or coalesce(excluded.updated_at, '-infinity') = coalesce(h.updated_at, '-infinity') and (excluded.county <= h.county
          or (excluded.client_key, excluded.parent_key, excluded.flags, excluded.record) is distinct from (h.client_key, h.parent_key, h.flags, h.record)))
    select (select count(*) from orphan)::integer as held,
      (select coalesce(jsonb_object_agg(flag, n), '{}') from (select flag, count(*) as n from orphan, unnest(flags) as flag group by flag) f) as flags`,
  [runId, county, file, at, table, column]);
  return counted ?? { held: 0, flags: {} };
}

/** Whether held rows of a table can land now, in a run of this kind. */
export async function anyJoined(session: SyncSession, table: SourceTable, run: JoiningRun): Promise<boolean> {
  if (PARENT_RULES[table].length === 0) return false;
  const [ready] = await session.query<{ any: boolean }>(
    `select exists (select from csec.held_row s where s.source_table = $1 and ${joined(table, run)}) as any`, [table]);
  return ready?.any ?? false;
}

/**
 * Puts up to `limit` held rows of a table whose parents have all come into the staging, each with the county that brought it, and stops holding them.
 * Answers how many. They are merged as rows of any extract are: what landed meanwhile and is newer stays, and of what was
 * sealed meanwhile nothing is said.
 */
export async function takeJoined(session: SyncSession, table: SourceTable, limit: number, run: JoiningRun): Promise<number> {
  const [counted] = await session.query<{ count: number }>(`
    with ready as (
      select s.source_key from csec.held_row s where s.source_table = $1 and ${joined(table, run)}
      order by s.source_key limit $2),
    joined as (delete from csec.held_row h using ready r where h.source_table = $1 and h.source_key = r.source_key returning h.*),
    staged as (
      insert into pg_temp.staged (source_key, line, known, deletes, client_key, parent_key, updated_at, flags, record, digest, county)
      select source_key, line, true, false, client_key, parent_key, updated_at, flags, record, digest, county from joined)
    select count(*)::integer as count from joined`, [table, limit]);
  await keepSealed(session, table);
  return counted?.count ?? 0;
}

/**
 * Stops holding what was brought anew, under a parent that is there or as a deletion: it was not newer.
 * `brought`: SQL of a relation with the keys and moments; the batch unless told.
 */
export async function letGoOfOutdated(session: SyncSession, table: SourceTable, brought = 'pg_temp.staged'): Promise<void> {
  await session.query(`
    delete from csec.held_row h using ${brought} s where h.source_table = $1 and h.source_key = s.source_key
      and coalesce(h.updated_at, '-infinity') <= coalesce(s.updated_at, '-infinity')`, [table]);
}

function joined(table: SourceTable, run: JoiningRun): string {
  const holding = PARENT_RULES[table].filter((rule) => rule.without === 'hold');
  return [...holding.map((rule) => `not (${orphaned(rule, 's')})`), mayJoin(table, run)].join(' and ');
}

/** SQL that says that a row hangs off a parent that is nowhere. */
export function orphaned(rule: ParentRule, row: string): string {
  return `${rule.key(row)} is not null and not exists (
    select from csec.county_record p where p.source_table = '${rule.parent}' and p.source_key = ${rule.key(row)} and p.record <> '{}')`;
}
