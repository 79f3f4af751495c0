import { GatewayError } from '../kernel/gateway-error.js';
import { caseNotice, type CaseNotice } from './case-notice.js';
import { closePool, deliveryPool, type Pool } from './pools.js';

/** Told what may have changed. */
export type CaseListener = (notice: CaseNotice) => void;

export interface CaseSignalSettings {
  readonly url: string;
  /** How long after a failure the database is listened to again. */
  readonly restMillis: number;
  readonly onFault: (fault: unknown) => void;
}

const CONNECT_MILLIS = 5_000;
/** A connection whose other end is gone without a word is found out by asking. */
const ASK_EVERY_MILLIS = 5_000;

/**
 * Hears of changes to cases from the database, whichever gateway or program made them, over one connection that is made
 * when it is first wanted. That it is lost is told, and so is that it is there again: anything may have changed meanwhile.
 */
export class CaseSignals {
  readonly #stopping = new AbortController();
  #listener: CaseListener = () => undefined;
  #turns: Promise<void> | null = null;
  #up = false;
  readonly #waiting = new Set<() => void>();

  constructor(private readonly settings: CaseSignalSettings) {}

  /** Who is told; one at a time. */
  hear(listener: CaseListener): void {
    this.#listener = listener;
  }

  /** Returns when changes committed from now on are heard of. Errors: STORE_UNAVAILABLE. */
  async listening(): Promise<void> {
    this.#turns ??= this.#listenOn();
    if (this.#up) return;
    await new Promise<void>((resolve, reject) => {
      const up = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        this.#waiting.delete(up);
        reject(new GatewayError('STORE_UNAVAILABLE', 'The database cannot be reached.'));
      }, CONNECT_MILLIS);
      this.#waiting.add(up);
    });
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#turns;
  }

  async #listenOn(): Promise<void> {
    while (!this.#stopping.signal.aborted) {
      try {
        await this.#listenOnce();
      } catch (fault) {
        if (!this.#stopping.signal.aborted) this.settings.onFault(fault);
      }
      await this.#rest(this.settings.restMillis);
    }
  }

  async #listenOnce(): Promise<void> {
    const pool: Pool = deliveryPool({ url: this.settings.url, max: 1, statementTimeoutMillis: CONNECT_MILLIS, driversTypes: true });
    try {
      const client = await pool.connect();
      const lost = new Promise<void>((resolve) => {
        client.on('error', () => resolve());
        client.on('end', () => resolve());
      });
      client.on('notification', ({ payload }) => this.#listener(caseNotice(payload ?? '')));
      try {
        await client.query('listen csec_case_changes');
        this.#isUp();
        while (!this.#stopping.signal.aborted && await Promise.race([lost.then(() => false), this.#rest(ASK_EVERY_MILLIS).then(() => true)])) {
          await Promise.race([client.query('select 1'), lost, this.#rest(CONNECT_MILLIS).then(() => { throw new Error('No answer.'); })]);
        }
      } finally {
        this.#isDown();
        client.release(true);
      }
    } finally {
      await closePool(pool);
    }
  }

  #isUp(): void {
    this.#up = true;
    for (const up of this.#waiting) up();
    this.#waiting.clear();
    this.#listener({ of: 'BACK', ids: [] });
  }

  #isDown(): void {
    if (this.#up) this.#listener({ of: 'LOST', ids: [] });
    this.#up = false;
  }

  #rest(millis: number): Promise<void> {
    const { signal } = this.#stopping;
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      const woken = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', woken);
        resolve();
      };
      const timer = setTimeout(woken, millis);
      signal.addEventListener('abort', woken, { once: true });
    });
  }
}
