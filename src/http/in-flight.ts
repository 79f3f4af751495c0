import type { ServerResponse } from 'node:http';

/** Counts the requests that are being answered, and waits for them. */
export class InFlight {
  private readonly open = new Set<ServerResponse>();
  private whenEmpty: (() => void) | null = null;

  /** A response counts until it is written or its caller went away. */
  add(response: ServerResponse): void {
    this.open.add(response);
    response.once('close', () => {
      this.open.delete(response);
      if (this.open.size === 0) this.whenEmpty?.();
    });
  }

  /** Waits until nothing is in flight; answers how many still are at the deadline. */
  async drained(deadlineMillis: number): Promise<number> {
    if (this.open.size === 0) return 0;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.whenEmpty = resolve;
      timer = setTimeout(resolve, deadlineMillis);
    });
    clearTimeout(timer);
    this.whenEmpty = null;
    return this.open.size;
  }
}
