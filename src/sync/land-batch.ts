import { LAYOUTS } from '../../adapters/cws-cms/layout/layouts.js';
import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import type { Instant } from '../kernel/dates.js';
import { CODES, mergeCodes } from '../store/landing/code-table.js';
import { fencePushed, UNFENCED, type Fenced } from '../store/landing/county-fence.js';
import { holdFreshOrphans, landFresh, type FreshSource } from '../store/landing/fresh-rows.js';
import { anyJoined, holdOrphans, letGoOfOutdated, takeJoined } from '../store/landing/hold-orphans.js';
import { restoreKey } from '../store/landing/landing-upkeep.js';
import { markStaleClients } from '../store/landing/mark-stale-clients.js';
import { mergeStaged, type MergeCounts } from '../store/landing/merge-staged.js';
import { quarantineRows } from '../store/landing/quarantine.js';
import { beginTable, noteBatch } from '../store/landing/run-ledger.js';
import { countFlags, doubtStaged, stageBatch, stageFreshBatch } from '../store/landing/staging.js';
import { inTransaction, tryAnew, type SyncSession } from '../store/landing/sync-session.js';
import type { SourceTable } from '../model/records/index.js';
import type { RowBatch } from './collected-rows.js';

/** The run that a batch lands in. */
export interface LandingRun {
  readonly runId: string;
  readonly county: string;
  readonly at: Instant;
  /** Every child is marked at the end of landing, so no batch marks any. */
  readonly marksAll: boolean;
  /** A county pushed it: each row stays within what is that county's own. */
  readonly pushed: boolean;
}

/**
 * Lands one batch in one transaction with its counts and how far the file is settled: all of it, or nothing.
 * Guarantees: rows of the batch = applied + unchanged + superseded + tombstoned + held + quarantined.
 */
export async function landBatch(session: SyncSession, run: LandingRun, file: Pick<ExtractFile, 'table' | 'file'>, batch: RowBatch): Promise<void> {
  // Codes are not compared with what landed.
  if (run.marksAll && !batch.fresh && file.table !== CODES) await restoreKey(session);
  // Tried again, it is in doubt whose keys are there: another county's run may have landed some since the batch was read.
  await tryAnew((before) => landOnce(session, run, file, batch, before > 0));
  batch.lines.release();
}

async function landOnce(
  session: SyncSession, run: LandingRun, { table, file }: Pick<ExtractFile, 'table' | 'file'>, batch: RowBatch, inDoubt: boolean,
): Promise<void> {
  await inTransaction(session, async () => {
    const { held, refused, flags, merged } = await landRows(session, run, { table, file }, { batch, inDoubt });
    await quarantineRows(session, run, batch.rejections);
    await noteBatch(session, run.runId, {
      table, ...merged, held, quarantined: batch.rejections.length + refused, unchanged: merged.unchanged + batch.unchanged,
      superseded: merged.superseded + batch.superseded, joined: 0, landedThrough: batch.through, flags,
      read: batch.lines.length + batch.rejections.length + batch.unchanged + batch.superseded,
    });
  });
}

const NOTHING: MergeCounts = { applied: 0, tombstoned: 0, unchanged: 0, superseded: 0 };

interface UnderstoodCounts {
  readonly held: number;
  readonly refused: number;
  readonly flags: Readonly<Record<string, number>>;
  readonly merged: MergeCounts;
}

const NOTHING_UNDERSTOOD: UnderstoodCounts = { held: 0, refused: 0, flags: {}, merged: NOTHING };

interface BatchToLand {
  readonly batch: RowBatch;
  readonly inDoubt: boolean;
}

async function landRows(
  session: SyncSession, run: LandingRun, { table, file }: Pick<ExtractFile, 'table' | 'file'>, { batch, inDoubt }: BatchToLand,
): Promise<UnderstoodCounts> {
  if (batch.lines.length === 0) return NOTHING_UNDERSTOOD;
  if (!batch.fresh || inDoubt) return landUnderstood(session, run, { table, file }, { batch, inDoubt });
  await landFresh(session, batch.lines);
  const applied = batch.lines.length - batch.removals;
  return { held: 0, refused: 0, flags: batch.flags, merged: { ...NOTHING, applied, tombstoned: batch.removals } };
}

async function landUnderstood(
  session: SyncSession, run: LandingRun, { table, file }: Pick<ExtractFile, 'table' | 'file'>, { batch, inDoubt }: BatchToLand,
): Promise<UnderstoodCounts> {
  const outdone = await (batch.fresh ? stageFreshBatch : stageBatch)(session, batch.lines);
  if (inDoubt) await doubtStaged(session);
  const fenced = await fence(session, run, table, file);
  const held = fenced.held + await holdOrphans(session, table, { ...run, file });
  const flags = await countFlags(session);
  const left = batch.lines.length - outdone - held - fenced.refused - fenced.unchanged;
  const merged = left === 0 ? NOTHING : await merge(session, run, table, run.pushed ? fenced.anyKnown : inDoubt || batch.anyKnown);
  return { held, refused: fenced.refused, flags, merged: { ...merged, unchanged: merged.unchanged + fenced.unchanged, superseded: merged.superseded + outdone } };
}

async function fence(session: SyncSession, run: LandingRun, table: SourceTable, file: string): Promise<Fenced> {
  return run.pushed ? fencePushed(session, table, { ...run, file, keyColumn: LAYOUTS[table].key[0]! }) : UNFENCED;
}

async function merge(session: SyncSession, run: LandingRun, table: SourceTable, anyKnown: boolean): Promise<MergeCounts> {
  if (table === CODES) return mergeCodes(session);
  const counts = await mergeStaged(session, { table, county: run.county, runId: run.runId, noteTouched: !run.marksAll, anyKnown, pushed: run.pushed });
  await letGoOfOutdated(session, table);
  if (!run.marksAll && counts.applied + counts.tombstoned > 0) await markStaleClients(session, table, run.county);
  return counts;
}

/** Holds of a table that took fresh rows what hangs off nobody, and counts it so. */
export async function settleFresh(session: SyncSession, run: LandingRun, { table, file }: Pick<ExtractFile, 'table' | 'file'>, from: Omit<FreshSource, 'place'>): Promise<void> {
  await inTransaction(session, async () => {
    const { held, flags } = await holdFreshOrphans(session, table, { ...from, place: { ...run, file } });
    await noteBatch(session, run.runId, { table, ...NOTHING, applied: -held, held, quarantined: 0, read: 0, joined: 0, landedThrough: 0, flags });
  });
}

const JOINED_AT_ONCE = 10_000;

/** Lands the rows of a table that waited for parents which have come by now, whoever brought them. */
export async function landJoined(session: SyncSession, run: LandingRun, table: SourceTable): Promise<void> {
  // Asked first: what goes through the staging empties it again, which is most of what an empty transaction costs.
  while (await anyJoined(session, table, run)) {
    if (run.marksAll) await restoreKey(session);
    await tryAnew(() => inTransaction(session, async () => {
      const taken = await takeJoined(session, table, JOINED_AT_ONCE, run);
      if (taken === 0) return;
      const { refused } = await fence(session, run, table, table);
      if (refused < taken) await merge(session, run, table, true);
      // Of a table that is not in the extract nothing else begins it.
      await beginTable(session, run.runId, table);
      await noteBatch(session, run.runId, { table, ...NOTHING, held: 0, quarantined: 0, read: 0, joined: taken - refused, landedThrough: 0, flags: {} });
    }));
  }
}
