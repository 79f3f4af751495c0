import { unreadable } from './unreadable.js';

/** How much may come out of what is packed. */
export interface UnpackLimits {
  /** Of all files of an extract together, in bytes. */
  readonly mostBytes: number;
  /** Bytes that come out for each that is packed. */
  readonly mostRatio: number;
}

/** Blank-padded rows of CWS/CMS pack to a thirtieth; what packs a file to a thousandth holds no rows. */
export const DEFAULT_UNPACK_LIMITS: UnpackLimits = { mostBytes: 50_000_000_000, mostRatio: 100 };

/** So little does no harm, however it is packed. */
const HARMLESS_BYTES = 16_777_216;

/** A packed file on its way out. */
export interface Unpacking {
  readonly table: string;
  readonly file: string;
  /** Its bytes as it is packed. */
  readonly packed: number;
}

/** Watches what comes out of the packed files of one extract, whose bytes as they lie there are `packed`. */
export class UnpackBudget {
  private readonly most: number;
  private readonly out = new Map<string, number>();

  constructor(private readonly limits: UnpackLimits, packed: number) {
    // Files of a zip may share its bytes, so that together they claim more than there are.
    this.most = Math.min(limits.mostBytes, Math.max(HARMLESS_BYTES, packed * limits.mostRatio));
  }

  /** The same bytes. Errors: EXTRACT_UNREADABLE once more came out of the file, or of all, than may. */
  async *within(chunks: AsyncIterable<Buffer>, { table, file, packed }: Unpacking): AsyncGenerator<Buffer> {
    const mostOfFile = Math.max(HARMLESS_BYTES, packed * this.limits.mostRatio);
    let bytes = 0;
    for await (const chunk of chunks) {
      bytes += chunk.length;
      // A file is read more than once, and counts once.
      this.out.set(file, Math.max(bytes, this.out.get(file) ?? 0));
      if (bytes > mostOfFile || this.total() > this.most) throw unreadable('UNPACKED_TOO_LARGE', { table, file });
      yield chunk;
    }
  }

  private total(): number {
    let total = 0;
    for (const bytes of this.out.values()) total += bytes;
    return total;
  }
}
