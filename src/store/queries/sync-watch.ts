import type { Instant } from '../../kernel/dates.js';
import type { RunCheck } from '../landing/run-checks.js';
import type { Queryable, Statement } from '../request-session.js';
import { TELLS_LITTLE } from './sync-runs.js';

/** How far a run is that goes on; null is what the phase has none of. */
export interface RunProgressRow {
  readonly runId: string;
  readonly phase: 'LANDING' | 'ASSEMBLY';
  readonly table: string | null;
  readonly bytesRead: number | null;
  readonly bytesInAll: number | null;
  readonly clients: number | null;
  readonly clientsInAll: number | null;
  readonly at: Instant;
}

const CHECKS: Statement = {
  name: 'run-checks',
  text: `select run_id as "runId", source_table as table, kind, nullif(column_name, '') as column, stated::text as stated, found::text as found, passes
  from csec.run_check where run_id = any ($1) order by run_id, source_table, kind, column_name`,
};

const PROGRESS: Statement = {
  name: 'run-progress',
  text: `select p.run_id as "runId", p.phase, p.source_table as table, p.bytes_read as "bytesRead", p.bytes_total as "bytesInAll",
    case when not ${TELLS_LITTLE} then p.clients end as clients, case when not ${TELLS_LITTLE} then p.clients_total end as "clientsInAll", p.at
  from csec.run_progress p join csec.sync_run r on r.id = p.run_id where p.run_id = any ($1) and r.status = 'RUNNING'`,
};

/** What was checked of each run, in the order of the runs asked. */
export async function checksByRun(session: Queryable, runIds: readonly string[]): Promise<readonly (readonly RunCheck[])[]> {
  const rows = await session.query<RunCheck & { readonly runId: string }>(CHECKS, [runIds]);
  return runIds.map((id) => rows.filter((row) => row.runId === id).map(({ runId: _, ...check }) => check));
}

/** How far each run is, in the order of the runs asked; null for one that does not go on, or has told nothing yet. */
export async function progressByRun(session: Queryable, runIds: readonly string[]): Promise<readonly (RunProgressRow | null)[]> {
  const rows = await session.query<RunProgressRow>(PROGRESS, [runIds]);
  return runIds.map((id) => rows.find((row) => row.runId === id) ?? null);
}
