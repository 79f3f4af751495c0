import type { SourceTable } from '../../model/records/index.js';
import { CODES } from './code-table.js';
import { keepHeld, letGoOfOutdated, orphaned } from './hold-orphans.js';
import { PARENT_RULES } from './parent-rules.js';
import type { QuarantinePlace } from './quarantine.js';
import type { SpareBlocks } from './spare-blocks.js';
import { lostOf, type Stage } from './stage.js';
import { FRESH_COLUMNS, FreshLines, type BatchLines } from './staged-lines.js';
import type { SyncSession } from './sync-session.js';

/** Whose first load it is. */
export interface FreshLanding {
  readonly table: SourceTable;
  readonly county: string;
  readonly runId: string;
  /** Where the bytes of its batches come from. */
  readonly spare: SpareBlocks;
}

/**
 * Whether the rows of a table may go straight into the landing table: whatever it holds is the run's own, so that there
 * is nothing to compare them with, and no seal order reached any. Codes are merged in their own way.
 */
export async function takesFreshRows(session: SyncSession, { table, runId }: Pick<FreshLanding, 'table' | 'runId'>): Promise<boolean> {
  if (table === CODES) return false;
  const [found] = await session.query<{ fresh: boolean }>(`
    select not exists (select from csec.county_record where source_table = $1 and run_id <> $2)
      and not exists (select from csec.seal_tombstone where source_table = $1) as fresh`, [table, runId]);
  return found?.fresh ?? false;
}

/** The lines of a batch that is to land so. */
export function freshLines({ table, county, runId, spare }: FreshLanding): FreshLines {
  return new FreshLines([table, county, runId], spare);
}

/**
 * Puts the lines of a batch straight into the landing table. What hangs off nobody is found by `holdFreshOrphans`, once for
 * the whole table, which costs a fraction of asking for each row; rows that share a key, by `restoreIndexes`.
 * Errors: CONFLICT when the landing table has its key and a row of the batch is landed; then nothing of the batch is.
 */
export async function landFresh(session: SyncSession, lines: BatchLines): Promise<void> {
  await session.copyIn(`copy csec.county_record (${FRESH_COLUMNS.join(', ')}) from stdin`, lines.blocks());
}

/** What became of rows that had landed. */
export interface FreshOrphans {
  readonly held: number;
  /** How the counts of flags change: less those of the held, more PARENT_MISSING. */
  readonly flags: Readonly<Record<string, number>>;
}

/** Where the rows that landed came from. */
export interface FreshSource {
  readonly stage: Stage;
  /** Whether lines of the stage lost to others of the same key. */
  readonly hasLost: boolean;
  readonly place: QuarantinePlace & { readonly county: string };
}

/**
 * Takes the rows of a run whose required parent is nowhere out of the landing table and holds them, and flags those whose
 * parent is merely expected, once all rows of the table are in. Done twice it changes nothing more.
 */
export async function holdFreshOrphans(session: SyncSession, table: SourceTable, from: FreshSource): Promise<FreshOrphans> {
  // Whole tables are joined, of whose rows nothing is known yet: a plan made for the few that it takes them for would look at each pair.
  await session.query("select set_config('enable_nestloop', 'off', true)");
  const flags: Record<string, number> = {};
  let held = 0;
  for (const rule of PARENT_RULES[table]) {
    const without = `c.source_table = '${table}' and c.run_id = $1 and ${orphaned(rule, 'c')}`;
    if (rule.without === 'flag') {
      const [flagged] = await session.query<{ count: number }>(`
        with flagged as (update csec.county_record c set flags = c.flags || '{PARENT_MISSING}'::text[]
          where ${without} and not c.flags @> '{PARENT_MISSING}' returning 1)
        select count(*)::integer as count from flagged`, [from.place.runId]);
      flags['PARENT_MISSING'] = (flags['PARENT_MISSING'] ?? 0) + (flagged?.count ?? 0);
      continue;
    }
    const gone = await keepHeld(session, { table, column: rule.column, place: from.place, orphan: landedOrphans(from, without) });
    held += gone.held;
    for (const [flag, count] of Object.entries(gone.flags)) flags[flag] = (flags[flag] ?? 0) - count;
  }
  const [waits] = await session.query<{ any: boolean }>(
    'select exists (select from csec.held_row where source_table = $1 and run_id <> $2) as any', [table, from.place.runId]);
  if (waits?.any) await letGoOfOutdated(session, table, `(select source_key, updated_at from csec.county_record where source_table = '${table}')`);
  return { held, flags };
}

/** The stage tells the lines: the landing table has forgotten them. An inner side without rows keeps the stage unread. */
function landedOrphans({ stage, hasLost }: FreshSource, without: string): string {
  return `gone as (delete from csec.county_record c where ${without} returning c.*),
    stood as (
      select ${stage.key} as source_key, max(s."#line") as line from ${stage.name} s where ${stage.key} in (select source_key from gone)
        ${hasLost ? `and not exists (select from ${lostOf(stage)} l where l.line = s."#line")` : ''} group by 1),
    orphan as (select gone.*, coalesce(stood.line, 0) as line from gone left join stood using (source_key))`;
}
