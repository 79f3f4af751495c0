import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { createMetricsServer, type MetricsPage } from '../http/metrics-server.js';
import { millisOf, type Instant } from '../kernel/dates.js';
import { RequestStore } from '../loaders/request-store.js';
import { closePool, servingPool } from '../store/pools.js';
import { undeliveredOfCounties, type CountyUndelivered } from '../store/delivery/undelivered.js';
import { countyIntakes, newestRuns, rowsOfNewestRuns, type CountyIntake, type NewestRun, type RowsOfRun } from '../store/queries/run-metrics.js';

/** Where the metrics are. */
export interface MetricsPlace {
  readonly databaseUrl: string;
  readonly host: string;
  readonly port: number;
}

export interface ServedMetrics {
  readonly address: string;
  close(): Promise<void>;
}

/** Serves the metrics of the intake, of what partners were not delivered and of this process, for the operator's own network. Errors: of the socket. */
export async function serveMetrics({ databaseUrl, host, port }: MetricsPlace): Promise<ServedMetrics> {
  const pool = servingPool({ url: databaseUrl, max: 1, statementTimeoutMillis: 5_000 });
  const page = metricsPage(async () => {
    const store = new RequestStore(pool);
    try {
      return { runs: await newestRuns(store), rows: await rowsOfNewestRuns(store), counties: await countyIntakes(store), undelivered: await undeliveredOfCounties(store) };
    } finally {
      await store.rollback();
    }
  });
  const server = createMetricsServer(page);
  try {
    const address = await server.listen({ host, port });
    return {
      address,
      close: async () => {
        await server.close();
        await closePool(pool);
      },
    };
  } catch (fault) {
    await closePool(pool);
    throw fault;
  }
}

/** The intake of every county in numbers, and what its partners were not delivered: the same that `syncRuns` and `partnerSubscriptions` tell the county's IT, and no row's text. */
export interface RunMetrics {
  readonly runs: readonly NewestRun[];
  readonly rows: readonly RowsOfRun[];
  readonly counties: readonly CountyIntake[];
  readonly undelivered: readonly CountyUndelivered[];
}

const secondsOf = (at: Instant): number => millisOf(at) / 1000;

type MakeGauge = <T extends string>(name: string, help: string, labelNames: readonly T[]) => Gauge<T>;

/**
 * The page in the text format of Prometheus. The numbers are read anew for each page, so that a run in another process is
 * seen as well; of one county they are those of its newest run.
 */
export function metricsPage(read: () => Promise<RunMetrics>): MetricsPage {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const gauge: MakeGauge = (name, help, labelNames) => new Gauge({ name, help, labelNames, registers: [registry] });
  const shows = [intakeGauges(gauge), deliveryGauges(gauge)];
  return {
    contentType: registry.contentType,
    text: async () => {
      const found = await read();
      for (const show of shows) show(found);
      return registry.metrics();
    },
  };
}

function intakeGauges(gauge: MakeGauge): (found: RunMetrics) => void {
  const running = gauge('csec_sync_running', 'Whether the newest run of the county goes on.', ['county', 'kind']);
  const failed = gauge('csec_sync_failed', 'Whether the newest run of the county failed.', ['county', 'kind']);
  const started = gauge('csec_sync_started_timestamp_seconds', 'When the newest run of the county began.', ['county', 'kind']);
  const completed = gauge('csec_sync_completed_timestamp_seconds', 'When a run of the county was last completed.', ['county']);
  const rows = gauge('csec_sync_rows', 'Rows of the newest run of the county, by table and what became of them.', ['county', 'table', 'outcome']);
  const youths = gauge('csec_sync_youths_assembled', 'Youths whose records the newest run of the county rebuilt.', ['county']);
  const bytes = gauge('csec_sync_bytes', 'Bytes read of the extract, and in all, while its files are read.', ['county', 'of']);
  const clients = gauge('csec_sync_clients', 'Changed clients settled, and in all, while youths are rebuilt.', ['county', 'of']);
  const quarantined = gauge('csec_quarantined_rows', 'Rows of the county that stand in quarantine.', ['county']);
  return (found) => {
    for (const one of [running, failed, started, completed, rows, youths, bytes, clients, quarantined]) one.reset();
    for (const run of found.runs) {
      const { county, kind } = run;
      running.set({ county, kind }, run.running ? 1 : 0);
      failed.set({ county, kind }, run.failed ? 1 : 0);
      started.set({ county, kind }, secondsOf(run.startedAt));
      youths.set({ county }, run.youthsAssembled);
      if (run.bytesRead !== null) bytes.set({ county, of: 'read' }, run.bytesRead);
      if (run.bytesInAll !== null) bytes.set({ county, of: 'all' }, run.bytesInAll);
      if (run.clients !== null) clients.set({ county, of: 'settled' }, run.clients);
      if (run.clientsInAll !== null) clients.set({ county, of: 'all' }, run.clientsInAll);
    }
    for (const { county, table, outcome, rows: count } of found.rows) rows.set({ county, table, outcome }, count);
    for (const { county, completedAt, quarantined: count } of found.counties) {
      if (completedAt !== null) completed.set({ county }, secondsOf(completedAt));
      quarantined.set({ county }, count);
    }
  };
}

/** What was given up stands until it is replayed, and what is held until the county resumes its subscription. */
function deliveryGauges(gauge: MakeGauge): (found: RunMetrics) => void {
  const givenUp = gauge('csec_deliveries_given_up', 'Events for partners of the county that were tried in vain and not replayed.', ['county', 'kind']);
  const held = gauge('csec_deliveries_held', 'Events for partners of the county that wait while their subscription is paused.', ['county', 'kind', 'because']);
  const heldSince = gauge('csec_deliveries_held_oldest_timestamp_seconds', 'When the oldest of those was raised.', ['county', 'kind', 'because']);
  return ({ undelivered }) => {
    for (const one of [givenUp, held, heldSince]) one.reset();
    for (const { county, kind, heldBecause: because, events, oldestAt } of undelivered) {
      if (because === null) givenUp.set({ county, kind }, events);
      else {
        held.set({ county, kind, because }, events);
        heldSince.set({ county, kind, because }, secondsOf(oldestAt));
      }
    }
  };
}
