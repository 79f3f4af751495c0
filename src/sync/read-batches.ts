import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { HEAD_ROWS, isShifted } from '../../adapters/cws-cms/extract/shift-watch.js';
import { unreadable } from '../../adapters/cws-cms/extract/unreadable.js';
import { mappingMark } from '../../adapters/cws-cms/mapping-mark.js';
import { changeOfRow } from '../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../adapters/cws-cms/rows/row-function.js';
import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import type { Change, RowRejection } from '../model/change.js';
import { candidatesOf, countStretch, hasLost, lookingUpByKey } from '../store/landing/candidates.js';
import type { Stage, Stretch } from '../store/landing/stage.js';
import { readColumns } from '../store/landing/stage.js';
import type { StagedChange } from '../store/landing/staging.js';
import type { SyncSession } from '../store/landing/sync-session.js';
import { rowOf } from './stage-table.js';

/** A stretch of a file as understood: what is new in it, what cannot be understood, and how many rows say nothing new. */
export interface RowBatch {
  readonly changes: readonly StagedChange[];
  readonly rejections: readonly RowRejection[];
  /** Rows of the stretch that were not looked at, because their text is known. */
  readonly unchanged: number;
  /** Rows that lost to another of the batch whose key is spelt otherwise. */
  readonly superseded: number;
  /** Pages of the stage that are settled once this batch is. */
  readonly through: number;
}

/** What the rows of a stage are read with. */
export interface BatchReading {
  readonly session: SyncSession;
  readonly file: ExtractFile;
  readonly stage: Stage;
  readonly sources: RowSources;
  /** As measured. */
  readonly pages: number;
  readonly rows: number;
  /** Pages that an earlier process settled. */
  readonly from: number;
  /** Understood rows a batch, about. */
  readonly batchSize: number;
}

/**
 * The rows of a stage in batches, in the order of the file. A stretch in which little is new is joined with the next, so
 * that a batch is about as much work whatever share of the file changed.
 * Errors: EXTRACT_UNREADABLE when the head of the file shows that its columns are shifted.
 */
export function readBatches(reading: BatchReading): AsyncGenerator<RowBatch> {
  return lookingUpByKey(reading.session, () => batchesOf(reading));
}

async function* batchesOf(reading: BatchReading): AsyncGenerator<RowBatch> {
  const { session, stage, pages, rows, batchSize, sources, file } = reading;
  const search = { seed: mappingMark(file.table, sources), hasLost: await hasLost(session, stage) };
  const pagesAtOnce = Math.max(1, Math.ceil((pages * batchSize) / Math.max(rows, 1)));
  let batch = new Collected();
  for (let from = reading.from; from < pages; from += pagesAtOnce) {
    const stretch: Stretch = { from, to: Math.min(pages, from + pagesAtOnce) };
    const seen = await readStretch(reading, { ...search, stretch }, batch);
    if (from === 0) refuseShifted(file, seen);
    batch.through = stretch.to;
    if (batch.size < batchSize) continue;
    yield batch.done();
    batch = new Collected();
  }
  if (batch.through > 0) yield batch.done();
}

interface StretchSeen {
  /** What the first rows mean; fewer than there are when some say nothing new. */
  readonly head: readonly (Change | RowRejection)[];
  readonly anyKnownText: boolean;
}

async function readStretch(
  { session, file, stage, sources }: BatchReading, search: { readonly seed: string; readonly hasLost: boolean; readonly stretch: Stretch }, batch: Collected,
): Promise<StretchSeen> {
  const columns = readColumns(stage);
  const head: (Change | RowRejection)[] = [];
  let candidates = 0;
  for await (const { line, known, digest, cells } of candidatesOf(session, stage, search)) {
    candidates += 1;
    const outcome = changeOfRow(file.table, rowOf({ file, columns, line, cells }), sources);
    if (head.length < HEAD_ROWS) head.push(outcome);
    if (isRejection(outcome)) batch.rejections.push(outcome);
    else batch.add({ line, change: outcome, known, digest });
  }
  const unchanged = await countStretch(session, stage, search) - candidates;
  batch.unchanged += unchanged;
  return { head, anyKnownText: unchanged > 0 };
}

function refuseShifted({ table, file }: ExtractFile, { head, anyKnownText }: StretchSeen): void {
  const [first] = head;
  if (anyKnownText || first === undefined || !isRejection(first) || !isShifted(head)) return;
  throw unreadable('COLUMNS_SHIFTED', { table, file, line: first.place.line, columns: first.column === null ? [] : [first.column] });
}

class Collected {
  readonly rejections: RowRejection[] = [];
  unchanged = 0;
  superseded = 0;
  through = 0;
  private readonly byKey = new Map<string, StagedChange>();

  get size(): number {
    return this.byKey.size + this.rejections.length;
  }

  /** Of two rows with one key, say 7 and 07, the newer stays; of equal ones the later. */
  add(staged: StagedChange): void {
    const rival = this.byKey.get(staged.change.key);
    if (rival !== undefined) {
      this.superseded += 1;
      if ((staged.change.updatedAt ?? '') < (rival.change.updatedAt ?? '')) return;
    }
    this.byKey.set(staged.change.key, staged);
  }

  done(): RowBatch {
    const { rejections, unchanged, superseded, through } = this;
    return { changes: [...this.byKey.values()], rejections, unchanged, superseded, through };
  }
}
