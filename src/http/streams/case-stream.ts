import type { FormattedExecutionResult } from 'graphql';
import { countyDay, countyDayEnd, type Instant } from '../../kernel/dates.js';
import { EventSlot } from './event-slot.js';
import type { Look, StreamRequest } from './stream-port.js';
import type { StreamedOperation } from './streamed-operation.js';

/** Why a stream ended, for the log. */
export type StreamEnd = 'LEFT' | 'NO_CASE' | 'TOKEN_EXPIRED' | 'REFUSED' | 'NOT_READ' | 'SHUTTING_DOWN';

/** Whose may have changed: this case's, or anybody's. */
export type Change = 'ITS_OWN' | 'ANYBODYS';

/** How long an event may lie unread before its reader is let go. */
const READ_WITHIN_MILLIS = 30_000;
/** How long after a failure it is looked again. */
const REST_MILLIS = 1_000;

/** One caller's stream of one case: what he was last told of it by its digest, and when it is to be looked at again. */
export class CaseStream {
  readonly #slot = new EventSlot<FormattedExecutionResult>();
  #digest: string | null = null;
  #dueAt: Instant | null = null;
  #restsUntil = 0;
  #changed: Change | null = null;
  /** Whether it is being looked at. */
  looking = false;
  told = 0;
  end: StreamEnd | null = null;

  constructor(readonly request: StreamRequest, readonly operation: StreamedOperation, public expiresAt: Instant) {}

  get over(): boolean {
    return this.#slot.over;
  }

  onceOver(work: () => void): void {
    this.#slot.onceOver(work);
  }

  /** Something may have changed of it. */
  noteChange(whose: Change): void {
    if (this.#changed !== 'ITS_OWN') this.#changed = whose;
  }

  /** Whether it has not been looked at yet. */
  get opening(): boolean {
    return this.#digest === null;
  }

  /** How urgently it is to be looked at: 0 not now, 1 for what may have changed of anybody's, 2 for what changed of it or has lapsed. */
  urgency(now: Instant): 0 | 1 | 2 {
    if (this.over || this.looking || performance.now() < this.#restsUntil) return 0;
    if (this.#changed === 'ITS_OWN' || (this.#dueAt !== null && this.#dueAt <= now)) return 2;
    return this.#changed === null ? 0 : 1;
  }

  /** It is being looked at; nothing that changes from now on is lost by it. */
  beginLook(): void {
    this.looking = true;
    this.#changed = null;
  }

  /** Whether the caller was told, or was found to know, just that. */
  knows({ digest }: Look): boolean {
    return this.#digest === null || this.#digest === digest;
  }

  /**
   * Notes what the caller is released now, and until when that stands by itself: until the end of the day at most, for some
   * lapses come with it. What lapsed while it was looked at is looked at again, after a rest.
   */
  keep({ digest, validUntil }: Look, now: Instant): void {
    this.#digest = digest;
    const tonight = countyDayEnd(countyDay(now));
    this.#dueAt = validUntil !== null && validUntil < tonight ? validUntil : tonight;
    if (this.#dueAt <= now) this.#rest();
  }

  lookAgainLater(): void {
    this.noteChange('ITS_OWN');
    this.#rest();
  }

  tell(answer: FormattedExecutionResult): void {
    this.told += 1;
    this.#slot.tell(answer, performance.now());
  }

  tellLast(answer: FormattedExecutionResult, why: StreamEnd): void {
    this.end ??= why;
    this.told += 1;
    this.#slot.tellLast(answer, performance.now());
  }

  stop(why: StreamEnd): void {
    this.end ??= why;
    this.#slot.end();
  }

  #rest(): void {
    this.#restsUntil = performance.now() + REST_MILLIS;
  }

  /** Whether its reader has left an event unread for longer than one waits. */
  get unread(): boolean {
    return this.#slot.heldFor(performance.now()) > READ_WITHIN_MILLIS;
  }

  /** The events as the transports read them. */
  events(ready: () => Promise<unknown> = async () => undefined): AsyncGenerator<FormattedExecutionResult, undefined, undefined> {
    const left = async (): Promise<IteratorResult<FormattedExecutionResult, undefined>> => {
      this.stop('LEFT');
      return { value: undefined, done: true };
    };
    const events = {
      next: async () => {
        await ready();
        return this.#slot.next();
      },
      return: left, throw: left, [Symbol.asyncIterator]: () => events,
    };
    return events as unknown as AsyncGenerator<FormattedExecutionResult, undefined, undefined>;
  }
}
