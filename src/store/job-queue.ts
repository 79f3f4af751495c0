import { EventEmitter } from 'node:events';
import { Logger, run, runMigrations, type Runner, type TaskList, type WorkerEvents } from 'graphile-worker';
import pg from 'pg';
import { APPLICATION_NAME } from './data-source.js';
import { closePool, deliveryPool, type Pool } from './pools.js';

/** What the queue says of itself is nobody's to read: its lines quote what a job is about. */
const SILENT = new Logger(() => () => undefined);
const LOCK_KEY = 7_263_201;
/** How long the database may take to be reached, and to answer whether it is still there, before it counts as gone. */
const ANSWER_MILLIS = 5_000;
/** How often it is asked whether the turn is still ours, and whether anything is held that nobody works on. */
const LOOK_EVERY_MILLIS = 5_000;
/** What a job may take at its end. */
const LEAVE_MILLIS = 60_000;
/** A gateway that is gone without a word gives its turn back after that: seconds of silence, and of asking three times. */
const SILENCE = 'set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3';

/** Brings the queue's own schema up to its newest version. Errors: of the driver. */
export async function installJobQueue(url: string): Promise<void> {
  await runMigrations({ connectionString: url, logger: SILENT });
}

/** Lets the delivering role, and nobody else, work with the queue, whose tables are closed to all but their owner. */
export async function openJobQueue(client: Pick<pg.Client, 'query'>): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`select c.relname as name from pg_class c
    where c.relnamespace = 'graphile_worker'::regnamespace and c.relkind = 'r' and c.relrowsecurity`);
  await client.query('grant usage on schema graphile_worker to csec_delivery');
  for (const kind of ['tables', 'sequences', 'functions']) await client.query(`grant all on all ${kind} in schema graphile_worker to csec_delivery`);
  for (const { name } of rows) {
    await client.query(`drop policy if exists delivery_works on graphile_worker.${pg.escapeIdentifier(name)}`);
    await client.query(`create policy delivery_works on graphile_worker.${pg.escapeIdentifier(name)} for all to csec_delivery using (true) with check (true)`);
  }
}

/** What is done of a kind of job. A job that throws is tried again later; one that goes on by itself ends when it is over. */
export type Jobs = Readonly<Record<string, (payload: Readonly<Record<string, string>>, over: AbortSignal) => Promise<void>>>;

/** A queue that is worked off. */
export interface WorkedQueue {
  /** Takes no more jobs and waits for those under way. */
  stop(): Promise<void>;
}

export interface QueueSettings {
  readonly url: string;
  readonly jobs: Jobs;
  readonly concurrency: number;
  /** When a job is asked for that comes again at its time, as in crontab; of jobs named in `jobs`. */
  readonly crontab: string;
  /** How long after a failure the queue is taken up again. */
  readonly restMillis: number;
  /** How long, when a turn ends, it is waited for what is under way before the next is taken without it. Absent: a minute. */
  readonly leaveMillis?: number;
  /** Told what kind of job failed, or that the queue itself did; never the job. */
  readonly onFault: (kind: string, fault: unknown) => void;
}

/**
 * Works the queue off for as long as it is not stopped. One gateway at a time does: the others wait, and one of them goes on
 * when it ends, however it ends. What it had begun is then begun anew at once.
 */
export function workQueue(settings: QueueSettings): WorkedQueue {
  const stopping = new AbortController();
  const turns = takeTurns(settings, stopping.signal);
  return {
    stop: async () => {
      stopping.abort();
      await turns;
    },
  };
}

async function takeTurns(settings: QueueSettings, stopped: AbortSignal): Promise<void> {
  while (!stopped.aborted) {
    try {
      await takeTurn(settings, stopped);
    } catch (fault) {
      if (!stopped.aborted) settings.onFault('queue', fault);
    }
    await rest(settings.restMillis, stopped);
  }
}

/** Waits its turn, works until the queue fails, the turn is lost or it is stopped, and gives the turn back. */
async function takeTurn(settings: QueueSettings, stopped: AbortSignal): Promise<void> {
  const turn = new pg.Client({
    connectionString: settings.url, application_name: `${APPLICATION_NAME} deliver turn`, keepAlive: true,
    connectionTimeoutMillis: ANSWER_MILLIS, query_timeout: ANSWER_MILLIS,
  });
  const over = new AbortController();
  const lost = new Promise<void>((resolve) => {
    turn.on('error', () => resolve());
    turn.on('end', () => resolve());
  });
  try {
    await turn.connect();
    await turn.query(SILENCE);
    const { rows: [taken] } = await turn.query<{ mine: boolean }>('select pg_try_advisory_lock($1) as mine', [LOCK_KEY]);
    if (!taken?.mine || stopped.aborted) return;
    const pool = deliveryPool({ url: settings.url, max: settings.concurrency + 4, statementTimeoutMillis: 0, driversTypes: true });
    try {
      await workUntil(settings, pool, [lost, once(stopped, over.signal), again(() => turn.query('select 1'), over.signal)]);
    } finally {
      await within(closePool(pool), settings.leaveMillis);
    }
  } finally {
    over.abort();
    await turn.end().catch(() => undefined);
  }
}

/**
 * Lets go of what others hold, and of what is never done: whoever has the turn works alone, so what another took, in a turn
 * before or with his last breath, is worked on by nobody; and a job that was asked for again while it was being done, and was
 * not brought to its end, is done by the one that took its place.
 */
async function tidy(pool: Pool, own: string): Promise<void> {
  await pool.query(`select graphile_worker.force_unlock_workers(array(
    select locked_by from graphile_worker._private_jobs where locked_by <> $1
    union select locked_by from graphile_worker._private_job_queues where locked_by <> $1))`, [own]);
  await pool.query('delete from graphile_worker._private_jobs where key is null and attempts >= max_attempts and locked_at is null');
}

async function workUntil(settings: QueueSettings, pool: Pool, ends: readonly Promise<void>[]): Promise<void> {
  await tidy(pool, '');
  const over = new AbortController();
  const events: WorkerEvents = new EventEmitter();
  let own = '';
  events.on('pool:create', ({ workerPool }) => { own = workerPool.id; });
  // A job may have been taken of which we were not told: the next turn lets go of it.
  const unsure = new Promise<void>((resolve) => { events.on('worker:getJob:error', () => resolve()); });
  const runner: Runner = await run({
    pgPool: pool, concurrency: settings.concurrency, noHandleSignals: true, pollInterval: 1_000, crontab: settings.crontab, logger: SILENT,
    taskList: tasksOf(settings, over.signal), events,
    // So it is heard of, and ends the turn, when it cannot be noted that a job is done. Else it would be held by us, and nobody would do it.
    preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
  });
  const ended = runner.promise.then(() => undefined);
  ended.catch(() => undefined);
  await Promise.race([ended, unsure, again(() => tidy(pool, own), over.signal), ...ends]);
  over.abort();
  await within(runner.stop().catch(() => undefined).then(() => ended), settings.leaveMillis);
}

/** Does something again and again; ends when it fails, or when it is over. */
async function again(work: () => Promise<unknown>, over: AbortSignal): Promise<void> {
  while (!over.aborted) {
    await rest(LOOK_EVERY_MILLIS, over);
    const failed = over.aborted || await work().then(() => false, () => true);
    if (failed) return;
  }
}

/** Waits for what is ending, and not forever: what hangs is left behind, and whatever it held is let go by the next turn. */
async function within(ending: Promise<unknown>, millis: number = LEAVE_MILLIS): Promise<void> {
  const over = new AbortController();
  ending.catch(() => undefined);
  try {
    await Promise.race([ending, rest(millis, over.signal)]);
  } finally {
    over.abort();
  }
}

function tasksOf({ jobs, onFault }: QueueSettings, over: AbortSignal): TaskList {
  return Object.fromEntries(Object.entries(jobs).map(([kind, work]) => [kind, async (payload: unknown) => {
    try {
      await work(Object(payload) as Readonly<Record<string, string>>, over);
    } catch (fault) {
      onFault(kind, fault);
      // The queue keeps the message of what failed, which may quote a value: it is given another.
      throw new Error('The job failed.', { cause: fault });
    }
  }]));
}

/** Settles when it is stopped; listens no longer when what waited for it is over. */
const once = (stopped: AbortSignal, over: AbortSignal): Promise<void> => new Promise((resolve) => {
  if (stopped.aborted) resolve();
  stopped.addEventListener('abort', () => resolve(), { once: true, signal: over });
});

function rest(millis: number, stopped: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (stopped.aborted) return resolve();
    // Whoever waits again and again leaves nothing at the signal.
    const woken = (): void => {
      clearTimeout(timer);
      stopped.removeEventListener('abort', woken);
      resolve();
    };
    const timer = setTimeout(woken, millis);
    stopped.addEventListener('abort', woken, { once: true });
  });
}
