import type { Change, RowRejection } from '../model/change.js';
import { StagedLines, type BatchLines, type FreshLines, type StagedChange } from '../store/landing/staged-lines.js';

/** A stretch of a file as understood: what is new in it, what cannot be understood, and how many rows say nothing new. */
export interface RowBatch {
  /** Each understood row, as it is staged. */
  readonly lines: BatchLines;
  /** Whether the landing table was seen to hold the key of any of them. */
  readonly anyKnown: boolean;
  /** Nobody has any of the keys, and the rows may land without being compared. */
  readonly fresh: boolean;
  /** How many of the rows remove one. */
  readonly removals: number;
  /** How often each flag stands on a row. */
  readonly flags: Readonly<Record<string, number>>;
  readonly rejections: readonly RowRejection[];
  /** Rows of the stretch that were not looked at, because their text is known. */
  readonly unchanged: number;
  /** Rows that lost to another of the batch whose key is spelt otherwise. */
  readonly superseded: number;
  /** Pages of the stage that are settled once this batch is. */
  readonly through: number;
}

/** Gathers the rows of a batch. Memory is that of their text. */
export class CollectedRows {
  private readonly staged = new StagedLines();
  /** The rows that remove one or bear flags, by their key: few do. Of rows that land without being compared, by their number. */
  private readonly remarkable = new Map<string | number, Pick<Change, 'op' | 'flags'>>();
  private anyKnown = false;
  readonly rejections: RowRejection[] = [];
  unchanged = 0;
  superseded = 0;
  through = 0;

  /** `fresh`: the lines of rows that are to land without being compared; rows of one key are told apart once all have landed. */
  constructor(private readonly fresh: FreshLines | null = null) {}

  get size(): number {
    return this.lines.length + this.rejections.length;
  }

  add(staged: StagedChange): void {
    const { op, flags, key } = staged.change;
    if (this.fresh === null && !this.addOnce(staged)) return;
    this.fresh?.add(staged);
    if (op === 'delete' || flags.length > 0) this.remarkable.set(this.fresh === null ? key : this.fresh.length, { op, flags });
    this.anyKnown ||= staged.known;
  }

  done(): RowBatch {
    const { lines, anyKnown, rejections, unchanged, superseded, through } = this;
    return { lines, anyKnown, fresh: this.fresh !== null, ...this.remarks(), rejections, unchanged, superseded, through };
  }

  private get lines(): StagedLines | FreshLines {
    return this.fresh ?? this.staged;
  }

  /** Of two rows with one key, say 7 and 07, the newer stays; of equal ones the later. Answers whether this one does. */
  private addOnce(staged: StagedChange): boolean {
    const { key, updatedAt } = staged.change;
    if (this.staged.has(key)) {
      this.superseded += 1;
      if ((updatedAt ?? '') < (this.staged.updatedAt(key) ?? '')) return false;
      this.remarkable.delete(key);
    }
    this.staged.add(staged);
    return true;
  }

  private remarks(): Pick<RowBatch, 'removals' | 'flags'> {
    const flags: Record<string, number> = {};
    let removals = 0;
    for (const { op, flags: own } of this.remarkable.values()) {
      if (op === 'delete') removals += 1;
      // A removal keeps nothing of the row but its key.
      else for (const flag of own) flags[flag] = (flags[flag] ?? 0) + 1;
    }
    return { removals, flags };
  }
}
