const BLOCK = 524_288;
/** As many as the batches of a run have between them, about. */
const MOST_SPARE = 96;

/**
 * Blocks of bytes that the batches of a run pass on. Left to the garbage collector they would lie about outside of the heap
 * until it comes by, and how many do would decide how much memory the run takes at its peak.
 */
export class SpareBlocks {
  readonly #spare: Buffer[] = [];

  /** A block of at least so many bytes; what is in it means nothing. */
  take(bytes: number): Buffer {
    return bytes > BLOCK ? Buffer.allocUnsafeSlow(bytes) : this.#spare.pop() ?? Buffer.allocUnsafeSlow(BLOCK);
  }

  /** Takes a block back that nobody reads any more. */
  giveBack(block: Buffer): void {
    if (block.length === BLOCK && this.#spare.length < MOST_SPARE) this.#spare.push(block);
  }
}
