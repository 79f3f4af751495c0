import type { RowRejection } from '../model/change.js';
import { stagedLine, type StagedChange } from '../store/landing/staging.js';

/** A stretch of a file as understood: what is new in it, what cannot be understood, and how many rows say nothing new. */
export interface RowBatch {
  /** Each understood row, as it is staged. */
  readonly lines: readonly string[];
  /** Whether the landing table was seen to hold the key of any of them. */
  readonly anyKnown: boolean;
  readonly rejections: readonly RowRejection[];
  /** Rows of the stretch that were not looked at, because their text is known. */
  readonly unchanged: number;
  /** Rows that lost to another of the batch whose key is spelt otherwise. */
  readonly superseded: number;
  /** Pages of the stage that are settled once this batch is. */
  readonly through: number;
}

/** Gathers the rows of a batch, each key once. Memory is that of their text. */
export class CollectedRows {
  readonly rejections: RowRejection[] = [];
  unchanged = 0;
  superseded = 0;
  through = 0;
  private anyKnown = false;
  private readonly lines: string[] = [];
  private readonly places = new Map<string, { readonly at: number; readonly updatedAt: string }>();

  get size(): number {
    return this.lines.length + this.rejections.length;
  }

  /** Of two rows with one key, say 7 and 07, the newer stays; of equal ones the later. */
  add(staged: StagedChange): void {
    const { key, updatedAt } = staged.change;
    const rival = this.places.get(key);
    if (rival !== undefined) {
      this.superseded += 1;
      if ((updatedAt ?? '') < rival.updatedAt) return;
    }
    const at = rival?.at ?? this.lines.length;
    this.lines[at] = stagedLine(staged);
    this.places.set(key, { at, updatedAt: updatedAt ?? '' });
    this.anyKnown ||= staged.known;
  }

  done(): RowBatch {
    const { lines, anyKnown, rejections, unchanged, superseded, through } = this;
    return { lines, anyKnown, rejections, unchanged, superseded, through };
  }
}
