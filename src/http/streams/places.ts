import { GatewayError } from '../../kernel/gateway-error.js';

/** Places of which one caller takes so many at most, and all together so many. */
export class Places {
  readonly #taken = new Map<string, number>();
  #all = 0;

  constructor(private readonly ofACaller: number, private readonly ofAll: number) {}

  /** Takes a place, and answers how to give it back: once, however often that is called. Errors: TOO_MANY_STREAMS. */
  take(caller: string): () => void {
    const taken = this.#taken.get(caller) ?? 0;
    if (taken >= this.ofACaller || this.#all >= this.ofAll) throw new GatewayError('TOO_MANY_STREAMS', 'As many streams are open as are kept.');
    this.#taken.set(caller, taken + 1);
    this.#all += 1;
    let given = false;
    return () => {
      if (given) return;
      given = true;
      this.#all -= 1;
      const left = this.#taken.get(caller)! - 1;
      if (left > 0) this.#taken.set(caller, left);
      else this.#taken.delete(caller);
    };
  }
}
