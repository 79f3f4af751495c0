/** The place between what is told and who reads it: it holds one event, the newest. */
export class EventSlot<T> {
  #held: { readonly event: T; readonly since: number } | null = null;
  #reader: ((result: IteratorResult<T, undefined>) => void) | null = null;
  #over = false;
  readonly #whenOver: (() => void)[] = [];

  /** Whether nothing more is told; what is held may still be read. */
  get over(): boolean {
    return this.#over;
  }

  /** Whether there is something that nobody has read yet. */
  get holds(): boolean {
    return this.#held !== null;
  }

  /** For so long, in milliseconds, nobody has read though there was something; 0 where nothing waits. */
  heldFor(now: number): number {
    return this.#held === null ? 0 : now - this.#held.since;
  }

  /** Tells an event: an earlier one that nobody has read yet gives way, since this one tells all that it told. */
  tell(event: T, now: number): void {
    if (this.#over) return;
    const reader = this.#reader;
    if (reader === null) {
      this.#held = { event, since: this.#held?.since ?? now };
      return;
    }
    this.#reader = null;
    reader({ value: event, done: false });
  }

  /** Tells the last event, and nothing after it. */
  tellLast(event: T, now: number): void {
    this.tell(event, now);
    this.#finish();
  }

  /** What nobody has read yet is forgotten. */
  forget(): void {
    this.#held = null;
  }

  /** Nothing more is told, and what nobody has read yet is forgotten. */
  end(): void {
    this.forget();
    this.#finish();
  }

  /** Does something once nothing more is told. */
  onceOver(work: () => void): void {
    if (this.#over) work();
    else this.#whenOver.push(work);
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#held !== null) {
      const { event } = this.#held;
      this.#held = null;
      return Promise.resolve({ value: event, done: false });
    }
    if (this.#over) return Promise.resolve({ value: undefined, done: true });
    return new Promise((resolve) => { this.#reader = resolve; });
  }

  #finish(): void {
    if (this.#over) return;
    this.#over = true;
    this.#reader?.({ value: undefined, done: true });
    this.#reader = null;
    for (const work of this.#whenOver.splice(0)) work();
  }
}
