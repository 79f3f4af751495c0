/** Steps done one after the other beside whoever asks for them. After one that failed none is begun. */
export class Turns {
  private last: Promise<void> = Promise.resolve();
  private failure: { readonly fault: unknown } | null = null;

  /** `onFailure`: told at once of the first step that fails, before anybody asks. */
  constructor(private readonly onFailure: () => void) {}

  /** Begins a step when those before are over, and does not wait for it. */
  next(step: () => Promise<void>): void {
    this.last = this.take(this.last, step);
  }

  private async take(before: Promise<void>, step: () => Promise<void>): Promise<void> {
    await before;
    if (this.failure !== null) return;
    try {
      await step();
    } catch (fault) {
      this.failure = { fault };
      this.onFailure();
    }
  }

  /** Errors: that of the first step that failed so far. */
  unlessFailed(): void {
    if (this.failure !== null) throw this.failure.fault;
  }

  /** Waits for all steps. Errors: that of the first that failed. */
  async over(): Promise<void> {
    await this.last;
    this.unlessFailed();
  }

  /** Waits for all steps, and throws nothing. */
  async settled(): Promise<void> {
    await this.last;
  }
}
