import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import { beginTable, closeTable, forgetTable } from '../store/landing/run-ledger.js';
import { noteStatistics } from '../store/landing/landing-upkeep.js';
import { dropStage } from '../store/landing/stage.js';
import { inTransaction, type SyncSession } from '../store/landing/sync-session.js';
import { landBatch, landJoined, settleFresh, type LandingRun } from './land-batch.js';
import { prefetch } from './prefetch.js';
import { readTables, type ReadStep, type TableEnd } from './read-tables.js';
import type { OpenRun } from './run-sync.js';
import { Turns } from './turns.js';

/** As many batches are read ahead of the one that lands; with it they bound the memory. */
const BATCHES_AHEAD = 3;

/**
 * Lands every table that an earlier process of the run did not, in order, while the next are staged and read. Of a first
 * load a table is ended while the next one lands. Of what is read ahead nothing is lost by being killed, for it is read again.
 */
export async function landTables(run: OpenRun, rowSources: () => Promise<RowSources>): Promise<void> {
  const { ledger, request } = run;
  const landing: LandingRun = { runId: ledger.id, county: request.county, at: ledger.startedAt, marksAll: ledger.marksAll, pushed: request.uploadId !== undefined };
  const stopped = new AbortController();
  // Whoever reads ahead may be waiting for what will not come any more.
  const stop = (): void => stopped.abort();
  const ending = new Turns(stop);
  try {
    for await (const step of prefetch(readTables(run, rowSources, stopped.signal), BATCHES_AHEAD)) {
      try {
        await landStep(run, landing, step, ending);
      } catch (fault) {
        stop();
        throw fault;
      }
    }
    await ending.over();
  } finally {
    await ending.settled();
  }
}

async function landStep({ sessions: { writer, settler } }: OpenRun, landing: LandingRun, step: ReadStep, ending: Turns): Promise<void> {
  const isFresh = 'batch' in step ? step.batch.fresh : step.fresh !== undefined;
  // Whatever compares itself with what landed waits until that stands.
  if (isFresh) ending.unlessFailed();
  else await ending.over();
  if ('batch' in step) await landBatch(writer, landing, step.file, step.batch);
  else if (isFresh) ending.next(() => endTable(settler, landing, step));
  else await endTable(writer, landing, step);
}

async function endTable(session: SyncSession, landing: LandingRun, step: TableEnd): Promise<void> {
  if (step.end === 'UNREADABLE') {
    await inTransaction(session, async () => {
      await forgetTable(session, landing.runId, step.table);
      await beginTable(session, landing.runId, step.table);
    });
  }
  await landJoined(session, landing, step.table);
  if (step.end === 'LANDED') await noteStatistics(session, landing.runId, step.table);
  if (step.fresh) await settleFresh(session, landing, step.fresh.file, step.fresh);
  await closeTable(session, landing.runId, { table: step.table, outcome: step.end, ...(step.failure ? { failure: step.failure } : {}) });
  if (step.stage) await dropStage(session, step.stage);
  step.settled();
}
