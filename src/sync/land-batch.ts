import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { mergeCodes } from '../store/landing/code-table.js';
import { anyJoined, holdOrphans, letGoOfOutdated, takeJoined } from '../store/landing/hold-orphans.js';
import { markStaleClients } from '../store/landing/mark-stale-clients.js';
import { mergeStaged, type MergeCounts } from '../store/landing/merge-staged.js';
import { quarantineRows } from '../store/landing/quarantine.js';
import { beginTable, noteBatch } from '../store/landing/run-ledger.js';
import { countFlags, doubtStaged, stageBatch } from '../store/landing/staging.js';
import { inTransaction, type SyncSession } from '../store/landing/sync-session.js';
import type { SourceTable } from '../model/records/index.js';
import type { RowBatch } from './collected-rows.js';

/** The run that a batch lands in. */
export interface LandingRun {
  readonly runId: string;
  readonly county: string;
  readonly at: Instant;
  /** Every child is marked at the end of landing, so no batch marks any. */
  readonly marksAll: boolean;
}

/**
 * Lands one batch in one transaction with its counts and how far the file is settled: all of it, or nothing.
 * Guarantees: rows of the batch = applied + unchanged + superseded + tombstoned + held + quarantined.
 */
export async function landBatch(session: SyncSession, run: LandingRun, file: Pick<ExtractFile, 'table' | 'file'>, batch: RowBatch): Promise<void> {
  try {
    await landOnce(session, run, file, batch, false);
  } catch (fault) {
    if (!(fault instanceof GatewayError) || fault.code !== 'CONFLICT') throw fault;
    // Another county's run landed one of the keys since the batch was read, or both waited for each other.
    await landOnce(session, run, file, batch, true);
  }
}

async function landOnce(
  session: SyncSession, run: LandingRun, { table, file }: Pick<ExtractFile, 'table' | 'file'>, batch: RowBatch, inDoubt: boolean,
): Promise<void> {
  await inTransaction(session, async () => {
    const { held, flags, merged } = batch.lines.length === 0 ? NOTHING_UNDERSTOOD : await landUnderstood(session, run, { table, file }, { batch, inDoubt });
    await quarantineRows(session, run, batch.rejections);
    await noteBatch(session, run.runId, {
      table, ...merged, held, quarantined: batch.rejections.length, unchanged: merged.unchanged + batch.unchanged,
      superseded: merged.superseded + batch.superseded, joined: 0, landedThrough: batch.through, flags,
      read: batch.lines.length + batch.rejections.length + batch.unchanged + batch.superseded,
    });
  });
}

const NOTHING: MergeCounts = { applied: 0, tombstoned: 0, unchanged: 0, superseded: 0 };

interface UnderstoodCounts {
  readonly held: number;
  readonly flags: Readonly<Record<string, number>>;
  readonly merged: MergeCounts;
}

const NOTHING_UNDERSTOOD: UnderstoodCounts = { held: 0, flags: {}, merged: NOTHING };

async function landUnderstood(
  session: SyncSession, run: LandingRun, { table, file }: Pick<ExtractFile, 'table' | 'file'>, { batch, inDoubt }: { readonly batch: RowBatch; readonly inDoubt: boolean },
): Promise<UnderstoodCounts> {
  await stageBatch(session, batch.lines);
  if (inDoubt) await doubtStaged(session);
  const held = await holdOrphans(session, table, { ...run, file });
  const flags = await countFlags(session);
  const merged = batch.lines.length === held ? NOTHING : await merge(session, run, table, inDoubt || batch.anyKnown);
  return { held, flags, merged };
}

async function merge(session: SyncSession, run: LandingRun, table: SourceTable, anyKnown: boolean): Promise<MergeCounts> {
  if (table === 'SYS_CD_C') return mergeCodes(session);
  const counts = await mergeStaged(session, { table, county: run.county, runId: run.runId, noteTouched: !run.marksAll, anyKnown });
  await letGoOfOutdated(session, table);
  if (!run.marksAll && counts.applied + counts.tombstoned > 0) await markStaleClients(session, table, run.county);
  return counts;
}

const JOINED_AT_ONCE = 10_000;

/** Lands the rows of a table that waited for parents which have come by now, whoever brought them. */
export async function landJoined(session: SyncSession, run: LandingRun, table: SourceTable): Promise<void> {
  // Asked first: what goes through the staging empties it again, which is most of what an empty transaction costs.
  while (await anyJoined(session, table)) {
    await inTransaction(session, async () => {
      const taken = await takeJoined(session, table, JOINED_AT_ONCE);
      if (taken === 0) return;
      await merge(session, run, table, true);
      // Of a table that is not in the extract nothing else begins it.
      await beginTable(session, run.runId, table);
      await noteBatch(session, run.runId, { table, ...NOTHING, held: 0, quarantined: 0, read: 0, joined: taken, landedThrough: 0, flags: {} });
    });
  }
}
