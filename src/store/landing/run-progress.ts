import type { Instant } from '../../kernel/dates.js';
import { closePool, syncPool } from '../pools.js';

/** How far a run is; the numbers of the bar that its terminal shows. */
export type RunProgress =
  | { readonly phase: 'LANDING'; readonly table: string; readonly bytesRead: number; readonly bytesTotal: number }
  | { readonly phase: 'ASSEMBLY'; readonly clients: number; readonly clientsTotal: number };

/** Keeps how far a run is where `syncRuns` finds it. */
export interface ProgressKeeper {
  /** Never waits and never fails: a run does not depend on being watched. */
  note(progress: RunProgress): void;
  /** Resolves once what was noted last is kept. */
  close(): Promise<void>;
}

const MILLIS_BETWEEN = 1_000;

const KEEP = `insert into csec.run_progress (run_id, phase, source_table, bytes_read, bytes_total, clients, clients_total, at)
  values ($1, $2, $3, $4, $5, $6, $7, $8::timestamptz)
  on conflict (run_id) do update set phase = excluded.phase, source_table = excluded.source_table, clients = excluded.clients,
    bytes_read = coalesce(excluded.bytes_read, csec.run_progress.bytes_read), bytes_total = coalesce(excluded.bytes_total, csec.run_progress.bytes_total),
    clients_total = excluded.clients_total, at = excluded.at`;

/**
 * Opens the keeping of a run's progress. It has a connection of its own, because those of the run are within transactions
 * that nobody sees into; it writes no more than once a second.
 */
export function keepProgress(databaseUrl: string, runId: string, now: () => Instant): ProgressKeeper {
  const pool = syncPool({ url: databaseUrl, max: 1, statementTimeoutMillis: 5_000 });
  let latest: RunProgress | null = null;
  let writing: Promise<void> = Promise.resolve();
  let writtenAt = -MILLIS_BETWEEN;
  const write = async (): Promise<void> => {
    if (latest === null) return;
    const progress = latest;
    latest = null;
    await pool.query(KEEP, [runId, ...columnsOf(progress), now()]).then(() => undefined, () => undefined);
  };
  return {
    note: (progress) => {
      latest = progress;
      if (performance.now() - writtenAt < MILLIS_BETWEEN) return;
      writtenAt = performance.now();
      writing = writing.then(write);
    },
    close: async () => {
      await writing.then(write);
      await closePool(pool);
    },
  };
}

function columnsOf(progress: RunProgress): readonly (string | number | null)[] {
  return progress.phase === 'LANDING' ? [progress.phase, progress.table, progress.bytesRead, progress.bytesTotal, null, null]
    : [progress.phase, null, null, null, progress.clients, progress.clientsTotal];
}
