import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { SOURCE_TABLES } from '../../adapters/cws-cms/layout/layouts.js';
import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { SourceTable } from '../model/records/index.js';
import { beginTable, closeTable, forgetTable, tableProgress, type TableFailure, type TableProgress } from '../store/landing/run-ledger.js';
import { noteStatistics } from '../store/landing/landing-upkeep.js';
import { dropStage, measureStage, type Stage } from '../store/landing/stage.js';
import { inTransaction } from '../store/landing/sync-session.js';
import { landBatch, landJoined, type LandingRun } from './land-batch.js';
import { prefetch } from './prefetch.js';
import type { RowBatch } from './collected-rows.js';
import { readBatches } from './read-batches.js';
import type { OpenRun } from './run-sync.js';
import { planStage, stageTable } from './stage-table.js';

/** What comes out of reading: a batch to land, or the end of a table. */
type Step = { readonly table: SourceTable; readonly file: ExtractFile; readonly batch: RowBatch } | TableEnd;

interface TableEnd {
  readonly table: SourceTable;
  readonly end: 'LANDED' | 'UNREADABLE' | 'NOT_IN_EXTRACT';
  readonly failure?: TableFailure;
  readonly stage: Stage | null;
  /** Told once the table is closed. */
  readonly settled: () => void;
}

/** As many batches are read ahead of the one that lands; with it they bound the memory. */
const BATCHES_AHEAD = 2;

/**
 * Lands every table that an earlier process of the run did not, in order. One connection stages files and reads what is
 * new while the other merges it; of what is read ahead nothing is lost by being killed, for it is read again.
 */
export async function landTables(run: OpenRun, rowSources: () => Promise<RowSources>): Promise<void> {
  const { sessions: { writer }, ledger, request } = run;
  const landing: LandingRun = { runId: ledger.id, county: request.county, at: ledger.startedAt, marksAll: ledger.marksAll };
  const stopped = new AbortController();
  for await (const step of prefetch(readTables(run, rowSources, stopped.signal), BATCHES_AHEAD)) {
    try {
      await ('batch' in step ? landBatch(writer, landing, step.file, step.batch) : endTable(run, landing, step));
    } catch (fault) {
      // Whoever reads ahead may be waiting for what will not come any more.
      stopped.abort();
      throw fault;
    }
  }
}

async function endTable({ sessions: { writer }, ledger }: OpenRun, landing: LandingRun, step: TableEnd): Promise<void> {
  if (step.end === 'UNREADABLE') {
    await inTransaction(writer, async () => {
      await forgetTable(writer, ledger.id, step.table);
      await beginTable(writer, ledger.id, step.table);
    });
  }
  await landJoined(writer, landing, step.table);
  if (step.end === 'LANDED') await noteStatistics(writer, ledger.id, step.table);
  await closeTable(writer, ledger.id, { table: step.table, outcome: step.end, ...(step.failure ? { failure: step.failure } : {}) });
  if (step.stage) await dropStage(writer, step.stage);
  step.settled();
}

async function* readTables(run: OpenRun, rowSources: () => Promise<RowSources>, stopped: AbortSignal): AsyncGenerator<Step> {
  const { extract, sessions: { writer }, ledger } = run;
  const progress = await tableProgress(writer, ledger.id);
  const bytes = { before: 0, total: extract.files.reduce((sum, file) => sum + file.bytes, 0) };
  const whenStopped = new Promise<void>((resolve) => { stopped.addEventListener('abort', () => resolve(), { once: true }); });
  let sources = await rowSources();
  for (const table of SOURCE_TABLES) {
    const done = progress.get(table);
    if (done && done.outcome !== 'LANDING') continue;
    const file = extract.files.find((candidate) => candidate.table === table);
    let settled = (): void => undefined;
    const whenSettled = new Promise<void>((resolve) => { settled = resolve; });
    if (!file) {
      yield { table, end: 'NOT_IN_EXTRACT', stage: null, settled };
      continue;
    }
    yield* readTable(run, { file, sources, bytes, settled, ...(done ? { done } : {}) });
    bytes.before += file.bytes;
    // Every later row is understood by the codes as they stand after this extract's own.
    if (table === 'SYS_CD_C') {
      await Promise.race([whenSettled, whenStopped]);
      if (stopped.aborted) return;
      sources = await rowSources();
    }
  }
}

interface TableReading {
  readonly file: ExtractFile;
  readonly sources: RowSources;
  readonly bytes: { readonly before: number; readonly total: number };
  readonly settled: () => void;
  readonly done?: TableProgress;
}

async function* readTable(run: OpenRun, { file, sources, bytes, settled, done }: TableReading): AsyncGenerator<Step> {
  const { sessions: { reader }, extract, ledger, request } = run;
  const { table } = file;
  let read = 0;
  const tell = (rows: number): void => request.onProgress?.({ phase: 'LANDING', table, rows, bytesRead: bytes.before + read, bytesTotal: bytes.total });
  try {
    const plan = await planStage({ file, format: extract.format, run: { runId: ledger.id, at: ledger.startedAt } });
    tell(0);
    const staging = {
      session: reader, file, format: extract.format, sources, run: { runId: ledger.id, at: ledger.startedAt },
      onBytes: (more: number) => { read += more; tell(0); },
    };
    const found = done ? await measureStage(reader, plan.stage) : null;
    const size = found !== null && found.rows === done?.stagedRows ? found : await stageTable(staging, plan, (done?.stagedRows ?? null) === null);
    let landed = 0;
    for await (const batch of readBatches({ session: reader, file, stage: plan.stage, sources, size, from: done?.landedThrough ?? 0, batchSize: request.rowsPerBatch ?? 10_000 })) {
      yield { table, file, batch };
      landed += batch.lines.length + batch.unchanged + batch.superseded + batch.rejections.length;
      tell(landed);
    }
    yield { table, end: 'LANDED', stage: plan.stage, settled };
  } catch (fault) {
    if (!(fault instanceof GatewayError) || fault.code !== 'EXTRACT_UNREADABLE') throw fault;
    yield { table, end: 'UNREADABLE', failure: failureOf(fault, file), stage: null, settled };
  }
}

function failureOf(fault: GatewayError, file: ExtractFile): TableFailure {
  const { line, reason } = fault.details;
  return {
    file: file.file, line: typeof line === 'number' ? line : null,
    reason: typeof reason === 'string' ? reason : 'UNREADABLE', says: fault.message,
  };
}
