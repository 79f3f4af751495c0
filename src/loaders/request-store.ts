import { GatewayError } from '../kernel/gateway-error.js';
import type { Pool } from '../store/pools.js';
import { RequestSession, type Queryable, type Statement } from '../store/request-session.js';

/**
 * The one transaction of one request, begun when something is first asked of it. Statements run one after another in
 * the order asked, as one connection must; those asked at once are sent at once.
 */
export class RequestStore implements Queryable {
  #session: Promise<RequestSession> | null = null;
  /** Settled when all that was asked has ended. */
  #tail: Promise<unknown> = Promise.resolve();
  /** Settled when the last work that wanted the session for itself has ended. */
  #turn: Promise<unknown> = Promise.resolve();

  constructor(private readonly pool: Pool) {}

  /** Whether anything was asked. */
  get begun(): boolean {
    return this.#session !== null;
  }

  /** Whether the transaction failed, so that nothing read or written in it stands. */
  async failed(): Promise<boolean> {
    return this.#session !== null && this.#session.then((session) => session.failed, () => true);
  }

  session(): Promise<RequestSession> {
    return (this.#session ??= RequestSession.begin(this.pool));
  }

  query<R extends object>(statement: Statement, values?: readonly unknown[]): Promise<readonly R[]> {
    const answer = this.#turn.then(() => this.session()).then((session) => session.query<R>(statement, values));
    const before = this.#tail;
    this.#tail = answer.then(() => before, () => before);
    return answer;
  }

  /** Runs work on the session when all that was asked before has ended. */
  inTurn<T>(work: (session: RequestSession) => Promise<T>): Promise<T> {
    const turn = this.#tail.then(async () => work(await this.session()));
    this.#turn = turn.catch(() => undefined);
    this.#tail = this.#turn;
    return turn;
  }

  /**
   * Runs work that begins the transaction, once more in a new one where it met another's: whoever came first stands, and is
   * seen. Where something was asked before, it is run once. Errors: those of the work.
   */
  async again<T>(work: () => Promise<T>): Promise<T> {
    const begins = !this.begun;
    try {
      return await work();
    } catch (fault) {
      if (!begins || !(fault instanceof GatewayError) || fault.code !== 'CONFLICT') throw fault;
      await this.rollback();
      this.#session = null;
      return work();
    }
  }

  /** Makes durable what was written. Errors: STORE_UNAVAILABLE. */
  async commit(): Promise<void> {
    if (this.begun) await this.inTurn((session) => session.commit());
  }

  /** Undoes everything; never throws. */
  async rollback(): Promise<void> {
    if (this.begun) await this.inTurn((session) => session.rollback()).catch(() => undefined);
  }
}
