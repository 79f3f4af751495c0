import type { PoolClient, QueryResultRow } from 'pg';
import { GatewayError } from '../../kernel/gateway-error.js';
import { closePool, syncPool } from '../pools.js';
import { storeError } from '../store-error.js';

/** One connection under the sync role, on which a whole run works in order. Dates and moments come as their text. */
export interface SyncSession {
  query<Row extends QueryResultRow>(sql: string, parameters?: readonly unknown[]): Promise<readonly Row[]>;
}

/** Held by the one run that may write county records of a database; the second run is refused, not queued. */
const RUN_LOCK = 7_263_101;

/**
 * Runs a step with a connection of the sync role while no other run writes to the same database.
 *
 * Errors: CONFLICT when another run is under way; STORE_UNAVAILABLE; never a driver error, whose text holds values.
 */
export async function withSyncSession<T>(databaseUrl: string, step: (session: SyncSession) => Promise<T>): Promise<T> {
  // No limit on a statement: merging the rows of a county takes what it takes.
  const pool = syncPool({ url: databaseUrl, max: 1, statementTimeoutMillis: 0 });
  const client = await pool.connect().catch(async (fault: unknown) => {
    await closePool(pool);
    throw storeError(fault, 'sync-connect');
  });
  // A server that goes away reports it here as well; without a listener that would end the process.
  client.on('error', () => undefined);
  const session = sessionOf(client);
  try {
    const [lock] = await session.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [RUN_LOCK]);
    if (!lock?.got) throw new GatewayError('CONFLICT', 'Another sync run is under way in this database.');
    await session.query("set work_mem = '64MB'");
    return await step(session);
  } finally {
    // The server learns of a closed connection a moment later: the next run must not find the lock still held.
    await session.query('select pg_advisory_unlock_all()').catch(() => undefined);
    // Closed, not reused: temporary tables end with the connection.
    client.release(true);
    await closePool(pool);
  }
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

function sessionOf(client: PoolClient): SyncSession {
  return {
    query: async <Row extends QueryResultRow>(sql: string, parameters: readonly unknown[] = []) => {
      try {
        return (await client.query<Row>(sql, [...parameters])).rows;
      } catch (fault) {
        throw storeError(fault, firstWords(sql));
      }
    },
  };
}

/** Names a statement by its beginning; our statements hold names only, their values are parameters. */
function firstWords(sql: string): string {
  return sql.trim().split(/\s+/).slice(0, 4).join(' ');
}
