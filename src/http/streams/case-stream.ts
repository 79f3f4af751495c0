import type { FormattedExecutionResult } from 'graphql';
import { countyDay, countyDayEnd, type Instant } from '../../kernel/dates.js';
import { Doubt } from './doubt.js';
import { EventSlot } from './event-slot.js';
import type { Look, StreamCaller, StreamRequest } from './stream-port.js';
import type { StreamedOperation } from './streamed-operation.js';

/** Why a stream ended, for the log. */
export type StreamEnd = 'LEFT' | 'NO_CASE' | 'TOKEN_EXPIRED' | 'REFUSED' | 'INTERRUPTED' | 'NOT_READ' | 'SHUTTING_DOWN';

/** Whose may have changed: this case's, or anybody's. */
export type Change = 'ITS_OWN' | 'ANYBODYS';

/** How long an event may lie unread before its reader is let go. */
const READ_WITHIN_MILLIS = 30_000;
/** How long after a failure it is looked again. */
const REST_MILLIS = 1_000;

/** One caller's stream of one case: what he was last told of it by its digest, and when it is to be looked at again. */
export class CaseStream {
  readonly doubt = new Doubt();
  readonly #slot = new EventSlot<FormattedExecutionResult>();
  #digest: string | null = null;
  /** Of what he has read, where what he was told last lies unread. */
  #read: string | null = null;
  #lapsesAt: Instant | null = null;
  #tonight: Instant | null = null;
  #restsUntil = 0;
  #changed: Change | null = null;
  /** Whether it is being looked at. */
  looking = false;
  told = 0;
  end: StreamEnd | null = null;

  constructor(readonly request: StreamRequest, readonly operation: StreamedOperation, readonly caller: StreamCaller, readonly expiresAt: Instant) {}

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

  /**
   * Its right may have ended, known to be so or not known at all. What nobody has read yet is taken back: it was decided
   * before. Where the right stands, he is told as if it never had been.
   */
  raiseDoubt(now: Instant, known: boolean): void {
    if (known) this.doubt.raise(now);
    else this.doubt.raiseUnheard(now);
    if (this.#slot.holds) this.#digest = this.#read;
    this.#slot.forget();
  }

  /** What it rests on may lapse with the moment, or some of it with the day: then its right is doubted, and it is due. */
  noteLapse(now: Instant): void {
    const lapsed = this.#lapsesAt !== null && this.#lapsesAt <= now;
    if (!lapsed && !(this.#tonight !== null && this.#tonight <= now)) return;
    [this.#lapsesAt, this.#tonight] = [null, null];
    this.raiseDoubt(now, lapsed);
    this.noteChange('ITS_OWN');
  }

  /** Whether it has not been looked at yet. */
  get opening(): boolean {
    return this.#digest === null;
  }

  /** How urgently it is to be looked at: 0 not now, and never where its right is in doubt; 1 for what may have changed of anybody's, 2 for what changed of it. */
  get urgency(): 0 | 1 | 2 {
    if (this.over || this.looking || this.doubt.until !== null || performance.now() < this.#restsUntil) return 0;
    if (this.#changed === 'ITS_OWN') return 2;
    return this.#changed === null ? 0 : 1;
  }

  /** It is being looked at; nothing that changes from now on is lost by it. Answers whether what is read may still be told. */
  beginLook(): () => boolean {
    this.looking = true;
    this.#changed = null;
    return this.doubt.holdsFromNow();
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
    this.#lapsesAt = validUntil;
    this.#tonight = countyDayEnd(countyDay(now));
    if (validUntil !== null && validUntil <= now) this.#rest();
  }

  lookAgainLater(): void {
    this.noteChange('ITS_OWN');
    this.#rest();
  }

  tell(answer: FormattedExecutionResult): void {
    this.told += 1;
    if (!this.#slot.holds) this.#read = this.#digest;
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
