import type pg from 'pg';
import type { Pool } from './pools.js';
import { storeError } from './store-error.js';

type Row = Readonly<Record<string, unknown>>;

/** A statement with a name of its own: prepared once on each connection. Its text never varies with its values. */
export interface Statement {
  readonly name: string;
  readonly text: string;
  /** Nobody waits for its answer: it leaves with whatever is asked next. */
  readonly unhurried?: true;
}

/** What a query file needs of a session: one named statement, its values, its rows. */
export interface Queryable {
  query<R extends object = Row>(statement: Statement, values?: readonly unknown[]): Promise<readonly R[]>;
}

/**
 * One transaction for one request, on one snapshot: a sync that commits meanwhile is seen whole at the next request or
 * not at all. Errors: only GatewayError; a driver's error never leaves.
 */
export class RequestSession implements Queryable {
  #state: 'open' | 'committed' | 'rolledBack' = 'open';
  /** Statements sent so far, for the log and for tests that count them. */
  statements = 0;
  readonly #undoings: (() => void)[] = [];
  /** Whether a statement failed, after which PostgreSQL takes no other and commits nothing. */
  failed = false;

  private constructor(private readonly client: pg.PoolClient, private readonly begun: Promise<unknown>) {}

  /** Takes a connection and begins; the first statement follows at once, on the same trip. Errors: STORE_UNAVAILABLE. */
  static async begin(pool: Pool): Promise<RequestSession> {
    const client = await pool.connect().catch((fault: unknown) => { throw storeError(fault, 'connect'); });
    gather(client);
    const begun = client.query('begin isolation level repeatable read');
    begun.catch(() => undefined);
    const session = new RequestSession(client, begun);
    if (!isPipelined(pool)) await session.#hasBegun();
    return session;
  }

  /** The connection itself, which outlives the session; a key for what is claimed once for a connection. */
  get connection(): object {
    return this.client;
  }

  get isOpen(): boolean {
    return this.#state === 'open';
  }

  async query<R extends object = Row>(statement: Statement, values: readonly unknown[] = []): Promise<readonly R[]> {
    if (this.#state !== 'open') throw storeError(new Error('the session is closed'), statement.name);
    this.statements += 1;
    try {
      gather(this.client, statement.unhurried);
      const answer = this.client.query<R & pg.QueryResultRow>({ name: statement.name, text: statement.text, values: [...values] });
      const [{ rows }] = await Promise.all([answer, this.begun]);
      return rows;
    } catch (fault) {
      this.failed = true;
      throw storeError(fault, statement.name);
    }
  }

  /** What is remembered beside the database of what this session wrote, and is not so when it is rolled back. */
  onRollback(undo: () => void): void {
    this.#undoings.push(undo);
  }

  /** Commits and gives the connection back. After it, what the session wrote is durable. */
  async commit(): Promise<void> {
    if (this.#state !== 'open') throw storeError(new Error('the session is closed'), 'commit');
    this.#state = 'committed';
    await this.#end('commit');
  }

  /** Undoes everything and gives the connection back; does nothing on a session that has ended. */
  async rollback(): Promise<void> {
    if (this.#state !== 'open') return;
    this.#state = 'rolledBack';
    for (const undo of this.#undoings.reverse()) undo();
    await this.#end('rollback').catch(() => undefined);
  }

  async #hasBegun(): Promise<void> {
    try {
      await this.begun;
    } catch (fault) {
      await this.rollback();
      throw storeError(fault, 'begin');
    }
  }

  async #end(word: 'commit' | 'rollback'): Promise<void> {
    try {
      const { command } = await this.client.query(word);
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK and no error.
      if (word === 'commit' && command !== 'COMMIT') throw new Error('The transaction had failed and closed without commit.');
      this.client.release();
    } catch (fault) {
      this.client.release(true);
      throw storeError(fault, word);
    }
  }
}

/** What is not public of a connection: its socket. */
type WithSocket = pg.PoolClient & { readonly connection?: { readonly stream?: { cork(): void; uncork(): void } } };

const gathering = new WeakMap<object, { hurried: boolean }>();

/**
 * Lets the statements that are asked at this moment leave together: one write instead of one each. Those that nobody
 * waits for stay until another is asked, or nothing else is left to do.
 */
function gather(client: pg.PoolClient, unhurried = false): void {
  const socket = (client as WithSocket).connection?.stream;
  if (typeof socket?.cork !== 'function') return;
  const known = gathering.get(client);
  if (known?.hurried === true || (known !== undefined && unhurried)) return;
  const gathered = known ?? { hurried: false };
  if (known === undefined) {
    gathering.set(client, gathered);
    socket.cork();
  }
  const send = (): void => {
    if (gathering.get(client) !== gathered) return;
    gathering.delete(client);
    socket.uncork();
  };
  gathered.hurried = !unhurried;
  if (unhurried) setImmediate(send);
  else process.nextTick(send);
}

/** Statements each on its own, outside any transaction of ours: for reads that one statement answers whole. Errors: only GatewayError. */
export function singleStatements(pool: Pool): Queryable {
  return {
    query: async <R extends object = Row>(statement: Statement, values: readonly unknown[] = []): Promise<readonly R[]> => {
      const client = await pool.connect().catch((fault: unknown) => { throw storeError(fault, 'connect'); });
      try {
        const { rows } = await client.query<R & pg.QueryResultRow>({ ...statement, values: [...values] });
        client.release();
        return rows;
      } catch (fault) {
        client.release(true);
        throw storeError(fault, statement.name);
      }
    },
  };
}

/** Says whether the pool's connections take a statement before the one before it has been answered. */
function isPipelined(pool: Pool): boolean {
  return (pool.options as { readonly pipeline?: boolean }).pipeline === true;
}

/** Runs within one session: commits when the work returns, rolls back and rethrows when it throws. */
export async function withRequestSession<T>(pool: Pool, work: (session: RequestSession) => Promise<T>): Promise<T> {
  const session = await RequestSession.begin(pool);
  try {
    const result = await work(session);
    if (session.isOpen) await session.commit();
    return result;
  } catch (fault) {
    await session.rollback();
    throw fault;
  }
}
