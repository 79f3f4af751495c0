import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { PoolClient, QueryResultRow } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { GatewayError } from '../../kernel/gateway-error.js';
import { closePool, syncPool } from '../pools.js';
import { storeError } from '../store-error.js';

/** One connection of the sync role, on which statements run in order. Dates and moments come as their text. */
export interface SyncSession {
  query<Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
  /** Streams into a `copy … from stdin` and answers the number of rows. Errors: also those of the source, as they are. */
  copyIn(sql: string, source: AsyncIterable<Buffer | string>): Promise<number>;
  /** The blocks of a `copy … to stdout` as they come; nothing else may run on this session until they are read. */
  copyOut(sql: string): AsyncIterable<Buffer>;
}

/** The connections of a run: each table is staged, read, merged and settled by one after the other, so that they work at once. */
export interface RunSessions {
  readonly stager: SyncSession;
  /** Reads what is new in a stage; assembles youths beside the writer. */
  readonly reader: SyncSession;
  /** Ends a table of a first load while the writer lands the next. */
  readonly settler: SyncSession;
  /** Holds the lock of the county: whatever is written under a lost lock fails with it. */
  readonly writer: SyncSession;
}

/** Whose run it is, and what it does when another run of the same county is under way. */
export interface RunLock {
  readonly county: string;
  readonly whenBusy: 'refuse' | 'wait';
}

/** The first half of the advisory lock's key; the second is the county. */
const RUN_LOCK = 7_263_101;

/**
 * Runs a step with the connections of a run while no other run of the county writes to the same database.
 *
 * Errors: CONFLICT when another run is under way and this one does not wait; STORE_UNAVAILABLE; never a driver error,
 * whose text holds values.
 */
export async function withRunSessions<T>(databaseUrl: string, lock: RunLock, step: (sessions: RunSessions) => Promise<T>): Promise<T> {
  return withConnections(databaseUrl, 4, async (clients) => {
    const [writer, reader, stager, settler] = clients.map(sessionOf) as [SyncSession, SyncSession, SyncSession, SyncSession];
    const sessions = { writer, reader, stager, settler };
    await takeLock(sessions.writer, lock);
    for (const session of Object.values(sessions)) await prepare(session);
    return step(sessions);
  });
}

/** Runs a step with the writing connection of a run alone. Errors: as `withRunSessions`. */
export async function withSyncSession<T>(databaseUrl: string, lock: RunLock, step: (session: SyncSession) => Promise<T>): Promise<T> {
  return withRunSessions(databaseUrl, lock, ({ writer }) => step(writer));
}

/** Runs a step with a connection that holds no county's lock. Errors: STORE_UNAVAILABLE. */
export async function withSession<T>(databaseUrl: string, step: (session: SyncSession) => Promise<T>): Promise<T> {
  return withConnections(databaseUrl, 1, (clients) => step(sessionOf(clients[0]!)));
}

async function withConnections<T>(databaseUrl: string, count: number, step: (clients: readonly PoolClient[]) => Promise<T>): Promise<T> {
  // No limit on a statement: merging the rows of a county takes what it takes.
  const pool = syncPool({ url: databaseUrl, max: count, statementTimeoutMillis: 0 });
  const clients: PoolClient[] = [];
  try {
    for (let place = 0; place < count; place += 1) {
      const client = await pool.connect().catch((fault: unknown) => { throw storeError(fault, 'sync-connect'); });
      clients.push(client);
    }
    return await step(clients);
  } finally {
    // The server learns of a closed connection a moment later: the next run must not find the lock still held.
    await clients[0]?.query('select pg_advisory_unlock_all()').catch(() => undefined);
    // Closed, not reused: temporary tables end with the connection.
    for (const client of clients) client.release(true);
    await closePool(pool);
  }
}

async function takeLock(session: SyncSession, { county, whenBusy }: RunLock): Promise<void> {
  const key = [RUN_LOCK, Number(county)];
  if (whenBusy === 'wait') {
    await session.query('select pg_advisory_lock($1::integer, $2::integer)', key);
    return;
  }
  const [lock] = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1::integer, $2::integer) as got', key);
  if (!lock?.got) throw new GatewayError('CONFLICT', 'Another sync run of this county is under way in this database.');
}

/**
 * Batches are small beside the county, so looking their keys up costs less than a planner with disks that turn in mind
 * takes it for: it would read a whole partition for a few hundred rows. A commit need not wait for the disk: progress is
 * kept with the rows it is the progress of, so losing the last commits to a crash of the server is the same as having
 * been killed a moment earlier.
 */
async function prepare(session: SyncSession): Promise<void> {
  await session.query(`select set_config('work_mem', '64MB', false), set_config('temp_buffers', '64MB', false),
    set_config('synchronous_commit', 'off', false), set_config('client_connection_check_interval', '1s', false),
    set_config('synchronize_seqscans', 'off', false), set_config('random_page_cost', '1.1', false)`);
}

/** Runs a step in one transaction; whatever it throws leaves the database as it was. */
export async function inTransaction<T>(session: SyncSession, step: () => Promise<T>): Promise<T> {
  await session.query('begin');
  try {
    const result = await step();
    await session.query('commit');
    return result;
  } catch (fault) {
    await session.query('rollback').catch(() => undefined);
    throw fault;
  }
}

/** So often two runs may be in each other's way over the same rows before it is taken for a fault. */
const ATTEMPTS = 5;

/**
 * Does a step, which is one transaction, anew where the transaction of another run was in its way: both waited for each
 * other, or it landed the same key first. The step is told how often it was tried before. Errors: CONFLICT when that does not end.
 */
export async function tryAnew<T>(step: (before: number) => Promise<T>): Promise<T> {
  for (let before = 0; ; before += 1) {
    try {
      return await step(before);
    } catch (fault) {
      if (before + 1 >= ATTEMPTS || !(fault instanceof GatewayError) || fault.code !== 'CONFLICT') throw fault;
    }
  }
}

function sessionOf(client: PoolClient): SyncSession {
  return {
    query: async <Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []) => {
      try {
        return (await client.query<Row>(sql, [...parameters])).rows;
      } catch (fault) {
        throw storeError(fault, firstWords(sql));
      }
    },
    copyIn: (sql, source) => copyIn(client, sql, source),
    copyOut: (sql) => copyOut(client, sql),
  };
}

async function copyIn(client: PoolClient, sql: string, source: AsyncIterable<Buffer | string>): Promise<number> {
  let sourceFault: unknown = null;
  async function* watched(): AsyncGenerator<Buffer | string> {
    try {
      yield* source;
    } catch (fault) {
      sourceFault = fault;
      throw fault;
    }
  }
  const copy = client.query(copyFrom(sql));
  try {
    await pipeline(Readable.from(watched(), { objectMode: false }), copy);
    return copy.rowCount;
  } catch (fault) {
    throw sourceFault ?? storeError(fault, firstWords(sql));
  }
}

async function* copyOut(client: PoolClient, sql: string): AsyncGenerator<Buffer> {
  try {
    yield* client.query(copyTo(sql)) as AsyncIterable<Buffer>;
  } catch (fault) {
    throw storeError(fault, firstWords(sql));
  }
}

/** Names a statement by its beginning; our statements hold names only, their values are parameters. */
function firstWords(sql: string): string {
  return sql.trim().split(/\s+/).slice(0, 4).join(' ');
}
