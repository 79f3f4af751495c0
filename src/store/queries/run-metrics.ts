import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

/** The newest run of a county, in numbers. */
export interface NewestRun {
  readonly county: string;
  readonly kind: string;
  readonly running: boolean;
  readonly failed: boolean;
  readonly startedAt: Instant;
  readonly youthsAssembled: number;
  /** Null where the run has none, or goes on no more. */
  readonly bytesRead: number | null;
  readonly bytesInAll: number | null;
  readonly clients: number | null;
  readonly clientsInAll: number | null;
}

/** The rows of one table of the newest run, by what became of them. */
export interface RowsOfRun {
  readonly county: string;
  readonly table: string;
  readonly outcome: string;
  readonly rows: number;
}

/** A county, and when a run of it was last completed; and how many rows stand in quarantine. */
export interface CountyIntake {
  readonly county: string;
  readonly completedAt: Instant | null;
  readonly quarantined: number;
}

const NEWEST = 'select distinct on (county) id, county, kind, status, started_at, youths_assembled from csec.sync_run order by county, started_at desc, id desc';

const RUNS: Statement = {
  name: 'metrics-runs',
  text: `select r.county, r.kind, r.status = 'RUNNING' as running, r.status = 'FAILED' as failed, r.started_at as "startedAt", r.youths_assembled as "youthsAssembled",
    p.bytes_read as "bytesRead", p.bytes_total as "bytesInAll", p.clients, p.clients_total as "clientsInAll"
  from (${NEWEST}) r left join csec.run_progress p on p.run_id = r.id and r.status = 'RUNNING' order by r.county`,
};

const ROWS: Statement = {
  name: 'metrics-rows',
  text: `select r.county, t.source_table as table, o.outcome, o.rows
  from (${NEWEST}) r join csec.sync_table_count t on t.run_id = r.id,
    lateral (values ('applied', t.rows_applied), ('unchanged', t.rows_unchanged), ('superseded', t.rows_superseded), ('tombstoned', t.rows_tombstoned),
      ('held', t.rows_held), ('quarantined', t.rows_quarantined)) as o (outcome, rows)
  where o.rows > 0 order by r.county, t.source_table, o.outcome`,
};

const COUNTIES: Statement = {
  name: 'metrics-counties',
  text: `select r.county, max(r.finished_at) filter (where r.status = 'COMPLETED') as "completedAt",
    (select count(*) from csec.quarantined_row q join csec.sync_run of on of.id = q.run_id where of.county = r.county and q.settled_by is null) as quarantined
  from csec.sync_run r group by r.county order by r.county`,
};

/** The newest run of every county. */
export function newestRuns(session: Queryable): Promise<readonly NewestRun[]> {
  return session.query<NewestRun>(RUNS, []);
}

/** The rows of the newest run of every county, but for outcomes that no row had. */
export function rowsOfNewestRuns(session: Queryable): Promise<readonly RowsOfRun[]> {
  return session.query<RowsOfRun>(ROWS, []);
}

/** Every county of which there was a run. */
export function countyIntakes(session: Queryable): Promise<readonly CountyIntake[]> {
  return session.query<CountyIntake>(COUNTIES, []);
}
