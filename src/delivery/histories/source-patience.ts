import {
  BrokenCircuitError, bulkhead, BulkheadRejectedError, circuitBreaker, ConsecutiveBreaker, ExponentialBackoff, handleWhen, retry, TaskCancelledError, timeout,
  TimeoutStrategy, wrap, type IPolicy,
} from 'cockatiel';
import type { HistoryFault } from '../../schema/history-port.js';
import { HistoryError } from './history-source.js';

/** How long and how often sources are asked. Units: milliseconds. */
export interface HistoryPatience {
  /** After which a history is answered, whatever is missing. */
  readonly deadline: number;
  /** For one attempt. */
  readonly attempt: number;
  /** Attempts after the first, where the source gave no answer; asking changes nothing there. */
  readonly retries: number;
  /** Failures in a row after which a source is left alone. */
  readonly failures: number;
  /** For which it is left alone before it is tried once more. */
  readonly rest: number;
  /** Histories that ask one source at once; more are told that it is busy. */
  readonly atOnce: number;
  /** Histories that ask any source at once: each holds a connection of the database while it does. */
  readonly inAll: number;
}

export const HISTORY_PATIENCE: HistoryPatience = { deadline: 5_000, attempt: 2_500, retries: 1, failures: 5, rest: 15_000, atOnce: 4, inAll: 16 };

/** Asks through one source's own bulkhead, circuit breaker, retries and timeouts: what one source does touches no other. */
export class SourcePatience {
  readonly #bySource = new Map<string, IPolicy>();
  readonly #all;

  constructor(private readonly patience: HistoryPatience = HISTORY_PATIENCE) {
    this.#all = bulkhead(patience.inAll, 0);
  }

  /** Settles within the deadline. Errors: HistoryError. */
  async ask<T>(source: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
    try {
      // A signal of its own: the one that all share otherwise warns of the many who listen to it.
      return await wrap(this.#all, this.#of(source)).execute(({ signal }) => work(signal), new AbortController().signal);
    } catch (fault) {
      throw new HistoryError(wordFor(fault));
    }
  }

  #of(source: string): IPolicy {
    const known = this.#bySource.get(source) ?? this.#policy();
    this.#bySource.set(source, known);
    return known;
  }

  #policy(): IPolicy {
    const { deadline, attempt, retries, failures, rest, atOnce } = this.patience;
    return wrap(
      bulkhead(atOnce, 0), timeout(deadline, TimeoutStrategy.Aggressive),
      retry(handleWhen(mayAskAgain), { maxAttempts: retries, backoff: new ExponentialBackoff({ initialDelay: 100, maxDelay: 1_000 }) }),
      circuitBreaker(handleWhen(isDown), { halfOpenAfter: rest, breaker: new ConsecutiveBreaker(failures) }),
      timeout(attempt, TimeoutStrategy.Aggressive),
    );
  }
}

const mayAskAgain = (fault: Error): boolean => fault instanceof HistoryError && fault.again;

/** An answer that is too large or no FHIR may be so of one youth alone: it opens no breaker, by which others would hear of it. */
const isDown = (fault: Error): boolean =>
  fault instanceof TaskCancelledError || (fault instanceof HistoryError && (fault.again || fault.fault === 'TIMED_OUT'));

function wordFor(fault: unknown): HistoryFault {
  if (fault instanceof HistoryError) return fault.fault;
  if (fault instanceof TaskCancelledError) return 'TIMED_OUT';
  if (fault instanceof BulkheadRejectedError) return 'BUSY';
  if (fault instanceof BrokenCircuitError) return 'NO_ANSWER';
  throw fault;
}
