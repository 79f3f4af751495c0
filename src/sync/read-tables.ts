import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { SOURCE_TABLES } from '../../adapters/cws-cms/layout/layouts.js';
import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { SourceTable } from '../model/records/index.js';
import { CODES } from '../store/landing/code-table.js';
import { takesFreshRows, type FreshSource } from '../store/landing/fresh-rows.js';
import { tableProgress, type TableFailure, type TableProgress } from '../store/landing/run-ledger.js';
import { SpareBlocks } from '../store/landing/spare-blocks.js';
import { measureStage, type Stage, type StageMeasure } from '../store/landing/stage.js';
import type { RowBatch } from './collected-rows.js';
import { prefetch } from './prefetch.js';
import { readBatches } from './read-batches.js';
import type { OpenRun } from './run-sync.js';
import { planStage, stageTable } from './stage-table.js';

/** What comes out of reading: a batch to land, or the end of a table. */
export type ReadStep = { readonly table: SourceTable; readonly file: ExtractFile; readonly batch: RowBatch } | TableEnd;

/** The end of a table, once all its batches came. */
export interface TableEnd {
  readonly table: SourceTable;
  readonly end: 'LANDED' | 'UNREADABLE' | 'NOT_IN_EXTRACT';
  readonly failure?: TableFailure;
  /** The stage, where it is worth dropping by itself. */
  readonly stage: Stage | null;
  /** Of a table of a first load that landed: where its rows came from. */
  readonly fresh?: Omit<FreshSource, 'place'> & { readonly file: ExtractFile };
  /** Told once the table is closed. */
  readonly settled: () => void;
}

/** Smaller stages are dropped together when the run is over: each drop alone waits until all that was written is on disk. */
const MOST_PAGES_KEPT = 1_000;

/**
 * Reads every table that an earlier process of the run did not end, in order: one connection stages a file while another
 * reads what is new in the one before.
 */
export async function* readTables(run: OpenRun, rowSources: () => Promise<RowSources>, stopped: AbortSignal): AsyncGenerator<ReadStep> {
  const progress = await tableProgress(run.sessions.writer, run.ledger.id);
  const left = SOURCE_TABLES.filter((table) => (progress.get(table)?.outcome ?? 'LANDING') === 'LANDING');
  const reading = { progress, teller: progressTeller(run, left), spare: new SpareBlocks() };
  // Every later row is understood by the codes as they stand after the extract's own, so these are landed before any is read.
  if (left.includes(CODES)) {
    let settled = (): void => undefined;
    const whenSettled = new Promise<void>((resolve) => { settled = resolve; });
    const whenStopped = new Promise<void>((resolve) => { stopped.addEventListener('abort', () => resolve(), { once: true }); });
    yield* readStaged(run, { ...reading, tables: [CODES], sources: await rowSources(), settled });
    await Promise.race([whenSettled, whenStopped]);
    if (stopped.aborted) return;
  }
  yield* readStaged(run, { ...reading, tables: left.filter((table) => table !== CODES), sources: await rowSources(), settled: () => undefined });
}

interface Reading {
  readonly tables: readonly SourceTable[];
  readonly progress: ReadonlyMap<string, TableProgress>;
  readonly sources: RowSources;
  readonly teller: ProgressTeller;
  readonly spare: SpareBlocks;
  readonly settled: () => void;
}

/** A table on its way: in its stage, not in the extract, or unreadable. */
type StagedTable =
  | { readonly table: SourceTable; readonly file: ExtractFile; readonly stage: Stage; readonly size: StageMeasure }
  | { readonly table: SourceTable; readonly file?: ExtractFile; readonly failure?: TableFailure };

async function* readStaged(run: OpenRun, reading: Reading): AsyncGenerator<ReadStep> {
  for await (const staged of prefetch(stageTables(run, reading), 1)) {
    if ('stage' in staged) yield* readTable(run, reading, staged);
    else if (staged.failure) yield { table: staged.table, end: 'UNREADABLE', failure: staged.failure, stage: null, settled: reading.settled };
    else yield { table: staged.table, end: 'NOT_IN_EXTRACT', stage: null, settled: reading.settled };
  }
}

async function* stageTables({ extract, sessions: { stager }, ledger }: OpenRun, { tables, progress, sources, teller }: Reading): AsyncGenerator<StagedTable> {
  const of = { runId: ledger.id, at: ledger.startedAt };
  for (const table of tables) {
    const file = extract.files.find((candidate) => candidate.table === table);
    if (!file) {
      yield { table };
      continue;
    }
    const done = progress.get(table);
    try {
      const plan = await planStage({ file, format: extract.format, run: of });
      const found = done ? await measureStage(stager, plan.stage) : null;
      const staging = { session: stager, file, format: extract.format, sources, run: of, onBytes: (bytes: number) => teller.staged(file, bytes) };
      const size = found !== null && found.rows === done?.stagedRows ? found : await stageTable(staging, plan, (done?.stagedRows ?? null) === null);
      yield { table, file, stage: plan.stage, size };
    } catch (fault) {
      yield { table, file, failure: failureOf(fault, file) };
    }
  }
}

async function* readTable(
  run: OpenRun, { progress, sources, teller, spare, settled }: Reading, { table, file, stage, size }: Extract<StagedTable, { readonly stage: Stage }>,
): AsyncGenerator<ReadStep> {
  const { sessions: { reader }, ledger, request: { county, uploadId, rowsPerBatch = 20_000 } } = run;
  const pushed = uploadId !== undefined;
  const mayBeFresh = ledger.marksAll && !pushed;
  try {
    teller.read(file, 0, size.rows);
    const fresh = mayBeFresh && await takesFreshRows(reader, { table, runId: ledger.id }) ? { table, county, runId: ledger.id, spare } : null;
    const from = progress.get(table)?.landedThrough ?? 0;
    for await (const batch of readBatches({ session: reader, file, stage, sources, county, size, fresh, pushed, from, batchSize: rowsPerBatch })) {
      yield { table, file, batch };
      teller.read(file, batch.lines.length + batch.unchanged + batch.superseded + batch.rejections.length, size.rows);
    }
    teller.ended(file);
    yield { table, end: 'LANDED', stage: size.pages > MOST_PAGES_KEPT ? stage : null, settled, ...(mayBeFresh ? { fresh: { file, stage, hasLost: size.hasLost } } : {}) };
  } catch (fault) {
    yield { table, end: 'UNREADABLE', failure: failureOf(fault, file), stage: null, settled };
  }
}

/** Errors: whatever does not say that the file is no table. */
function failureOf(fault: unknown, file: ExtractFile): TableFailure {
  if (!(fault instanceof GatewayError) || fault.code !== 'EXTRACT_UNREADABLE') throw fault;
  const { line, reason } = fault.details;
  return {
    file: file.file, line: typeof line === 'number' ? line : null,
    reason: typeof reason === 'string' ? reason : 'UNREADABLE', says: fault.message,
  };
}

/** Tells how far the run is. Of a file half counts as it is staged and half as it is read, for each takes about as long. */
interface ProgressTeller {
  readonly staged: (file: ExtractFile, bytes: number) => void;
  /** `of`: how many rows of the file there are to read. */
  readonly read: (file: ExtractFile, rows: number, of: number) => void;
  readonly ended: (file: ExtractFile) => void;
}

/** `left`: the tables that an earlier process of the run did not end. */
function progressTeller({ extract: { files }, request }: OpenRun, left: readonly SourceTable[]): ProgressTeller {
  const bytesTotal = files.reduce((sum, { bytes }) => sum + bytes, 0);
  const passed = new Map(files.map(({ table, bytes }) => [table, left.includes(table) ? 0 : bytes]));
  let at: { readonly table: SourceTable; readonly rows: number } | null = null;
  const tell = ({ table, bytes }: ExtractFile, more: number): void => {
    passed.set(table, Math.min(bytes, (passed.get(table) ?? 0) + more));
    if (at === null) return;
    const bytesRead = Math.round([...passed.values()].reduce((sum, each) => sum + each, 0));
    request.onProgress?.({ phase: 'LANDING', table: at.table, rows: at.rows, bytesRead, bytesTotal });
  };
  return {
    staged: (file, bytes) => tell(file, bytes / 2),
    read: (file, rows, of) => {
      at = { table: file.table, rows: (at?.table === file.table ? at.rows : 0) + rows };
      tell(file, of === 0 ? 0 : (file.bytes / 2) * (rows / of));
    },
    ended: (file) => tell(file, file.bytes),
  };
}
