import { changesOf } from '../../adapters/cws-cms/extract/changes.js';
import type { Extract, ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import type { RowSources, SourceRow } from '../../adapters/cws-cms/source-row.js';
import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { invariant } from '../kernel/invariant.js';
import type { RowRejection } from '../model/change.js';
import type { SourceTable } from '../model/records/index.js';
import { mergeCodes } from '../store/landing/code-table.js';
import { markStaleClients } from '../store/landing/mark-stale-clients.js';
import { mergeStaged, type MergeCounts } from '../store/landing/merge-staged.js';
import { quarantineRows } from '../store/landing/quarantine.js';
import { recordTable, type TableFailure, type TableOutcome } from '../store/landing/run-ledger.js';
import { setAsideOrphans } from '../store/landing/set-aside-orphans.js';
import { countFlags, stageBatch, type StagedChange } from '../store/landing/staging.js';
import { inTransaction, type SyncSession } from '../store/landing/sync-session.js';

/** Everything that landing one table of a run needs. */
export interface TableLanding {
  readonly session: SyncSession;
  readonly extract: Extract;
  readonly file: ExtractFile;
  readonly sources: RowSources;
  readonly run: { readonly runId: string; readonly county: string; readonly at: Instant };
  /** Rows a statement. */
  readonly batchSize: number;
  /** Told as the file is read. */
  readonly onRead: (progress: { readonly bytes: number; readonly rows: number }) => void;
}

/**
 * Lands one file in one transaction: all that it says and its counts, or nothing.
 *
 * Guarantees: rows read = applied + unchanged + quarantined. A file that is damaged as a file changes nothing and is
 * recorded with its line; the caller goes on with the next.
 */
export async function landTable(landing: TableLanding): Promise<TableOutcome> {
  const { session, file, run } = landing;
  try {
    return await inTransaction(session, async () => {
      const outcome = await landRows(landing);
      await recordTable(session, run.runId, outcome);
      return outcome;
    });
  } catch (fault) {
    if (!(fault instanceof GatewayError) || fault.code !== 'EXTRACT_UNREADABLE') throw fault;
    const outcome: TableOutcome = { ...nothingOf(file.table, 'UNREADABLE'), failure: failureOf(fault, file) };
    await recordTable(session, run.runId, outcome);
    return outcome;
  }
}

/** The outcome of a table of which nothing was taken. */
export function nothingOf(table: SourceTable, outcome: 'UNREADABLE' | 'NOT_IN_EXTRACT'): TableOutcome {
  return { table, outcome, read: 0, applied: 0, unchanged: 0, superseded: 0, quarantined: 0, flags: {}, failure: null };
}

async function landRows(landing: TableLanding): Promise<TableOutcome> {
  const { session, file, run } = landing;
  const { table } = file;
  const { read, rejected } = await stageFile(landing);
  const orphans = await setAsideOrphans(session, table, { runId: run.runId, at: run.at, file: file.file });
  const flags = await countFlags(session);
  const merged = await merge(landing);
  const quarantined = rejected + orphans;
  // Of two rows with one key only the later was staged; the other said something older, and so changed nothing.
  const outdone = read - quarantined - merged.applied - merged.unchanged;
  return {
    table, outcome: 'LANDED', read, applied: merged.applied, unchanged: merged.unchanged + outdone,
    superseded: merged.superseded + outdone, quarantined, flags, failure: null,
  };
}

async function merge({ session, file: { table }, run }: TableLanding): Promise<MergeCounts> {
  if (table === 'SYS_CD_C') return mergeCodes(session);
  const counts = await mergeStaged(session, { table, county: run.county, runId: run.runId });
  if (counts.applied > 0) await markStaleClients(session, table);
  return counts;
}

/** Reads the file to its end into staging and quarantine, a bounded batch at a time. */
async function stageFile(landing: TableLanding): Promise<{ readonly read: number; readonly rejected: number }> {
  const { session, extract, file, sources, run, batchSize, onRead } = landing;
  const lines: number[] = [];
  let [read, rejected, bytes] = [0, 0, 0];
  let changes: StagedChange[] = [];
  let rejections: RowRejection[] = [];
  const flush = async (): Promise<void> => {
    await stageBatch(session, changes);
    await quarantineRows(session, run, rejections);
    [changes, rejections] = [[], []];
    onRead({ bytes, rows: read });
  };
  const rows = notingLines(extract.rows(file.table, { onBytes: (more) => { bytes += more; } }), lines);
  for await (const outcome of changesOf(file, rows, sources)) {
    const line = lines.shift();
    invariant(line !== undefined, 'a change came without its row');
    read += 1;
    if ('reason' in outcome) {
      rejected += 1;
      rejections.push(outcome);
    } else {
      changes.push({ line, change: outcome });
    }
    if (changes.length + rejections.length >= batchSize) await flush();
  }
  await flush();
  return { read, rejected };
}

/** Changes come in the order of their rows, one for each; so the lines noted here are theirs, first in, first out. */
async function* notingLines(rows: AsyncIterable<SourceRow>, lines: number[]): AsyncGenerator<SourceRow> {
  for await (const row of rows) {
    lines.push(row.place.line);
    yield row;
  }
}

function failureOf(fault: GatewayError, file: ExtractFile): TableFailure {
  const { line, reason } = fault.details;
  return {
    file: file.file, line: typeof line === 'number' ? line : null,
    reason: typeof reason === 'string' ? reason : 'UNREADABLE', says: fault.message,
  };
}
