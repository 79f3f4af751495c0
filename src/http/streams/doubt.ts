import { plusSeconds, type Instant } from '../../kernel/dates.js';

/** How long a stream may stay open undecided once it is known that its right may have ended, and how long where nothing is known. */
const [DECIDED_WITHIN_SECONDS, HEARD_WITHIN_SECONDS] = [0.75, 10] as const;
/** How long after a failure it is asked again, in milliseconds. */
const REST_MILLIS = 100;

/**
 * Whether the right on which a stream rests may have ended since it was last decided: while it may, nothing is told, and what
 * is not decided in time is taken as ended.
 */
export class Doubt {
  #until: Instant | null = null;
  /** By when what was doubted since it was last asked is to be decided: the answer does not settle that. */
  #next: Instant | null = null;
  #times = 0;
  #restsUntil = 0;
  #asking = false;

  /** It is known that it may have ended: a consent, a seat, an agreement changed, or what it rests on lapses now. */
  raise(now: Instant): void {
    this.#raiseUntil(plusSeconds(now, DECIDED_WITHIN_SECONDS));
  }

  /** It is not known whether it may have ended: of what changes nothing is heard. */
  raiseUnheard(now: Instant): void {
    this.#raiseUntil(plusSeconds(now, HEARD_WITHIN_SECONDS));
  }

  /** By when it is to be decided; null where there is no doubt. */
  get until(): Instant | null {
    return this.#until;
  }

  /** Whether it is to be decided now. */
  get due(): boolean {
    return this.#until !== null && !this.#asking && performance.now() >= this.#restsUntil;
  }

  overdue(now: Instant): boolean {
    return this.#until !== null && this.#until <= now;
  }

  /** What is read from now on holds until it is doubted again: answers whether it holds. */
  holdsFromNow(): () => boolean {
    const times = this.#times;
    return () => this.#times === times;
  }

  /** Asks whether the right stands, and doubts no more where it does. Answers whether it does. Errors: those of the asking. */
  async settle(stands: () => Promise<boolean>): Promise<boolean> {
    this.#asking = true;
    this.#next = null;
    try {
      const answer = await stands();
      if (answer) this.#until = this.#next;
      return answer;
    } catch (fault) {
      this.#restsUntil = performance.now() + REST_MILLIS;
      throw fault;
    } finally {
      this.#asking = false;
    }
  }

  #raiseUntil(until: Instant): void {
    this.#times += 1;
    this.#until = earlier(this.#until, until);
    this.#next = earlier(this.#next, until);
  }
}

const earlier = (one: Instant | null, other: Instant): Instant => (one !== null && one < other ? one : other);
