import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { HEAD_ROWS, isShifted } from '../../adapters/cws-cms/extract/shift-watch.js';
import { unreadable } from '../../adapters/cws-cms/extract/unreadable.js';
import { mappingMark } from '../../adapters/cws-cms/mapping-mark.js';
import { changeOfRow } from '../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../adapters/cws-cms/rows/row-function.js';
import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import type { Change, RowRejection } from '../model/change.js';
import { candidatesOf, countStretch, lookingUpByKey } from '../store/landing/candidates.js';
import type { Stage, StageMeasure, Stretch } from '../store/landing/stage.js';
import { readColumns } from '../store/landing/stage.js';
import type { SyncSession } from '../store/landing/sync-session.js';
import { CollectedRows, type RowBatch } from './collected-rows.js';
import { rowOf } from './stage-table.js';

/** What the rows of a stage are read with. */
export interface BatchReading {
  readonly session: SyncSession;
  readonly file: ExtractFile;
  readonly stage: Stage;
  readonly sources: RowSources;
  readonly size: StageMeasure;
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
  const { size: { pages, rows, hasLost }, batchSize, sources, file } = reading;
  const search = { seed: mappingMark(file.table, sources), hasLost };
  const pagesAtOnce = Math.max(1, Math.ceil((pages * batchSize) / Math.max(rows, 1)));
  let batch = new CollectedRows();
  for (let from = reading.from; from < pages; from += pagesAtOnce) {
    const stretch: Stretch = { from, to: Math.min(pages, from + pagesAtOnce) };
    const seen = await readStretch(reading, { ...search, stretch }, batch);
    if (from === 0) refuseShifted(file, seen);
    batch.through = stretch.to;
    if (batch.size < batchSize) continue;
    yield batch.done();
    batch = new CollectedRows();
  }
  if (batch.through > 0) yield batch.done();
}

interface StretchSeen {
  /** What the first rows mean; fewer than there are when some say nothing new. */
  readonly head: readonly (Change | RowRejection)[];
  readonly anyKnownText: boolean;
}

async function readStretch(
  { session, file, stage, size, sources }: BatchReading, search: { readonly seed: string; readonly hasLost: boolean; readonly stretch: Stretch }, batch: CollectedRows,
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
  const { from, to } = search.stretch;
  const all = from === 0 && to === size.pages && !size.hasLost ? size.rows : await countStretch(session, stage, search);
  const unchanged = all - candidates;
  batch.unchanged += unchanged;
  return { head, anyKnownText: unchanged > 0 };
}

function refuseShifted({ table, file }: ExtractFile, { head, anyKnownText }: StretchSeen): void {
  const [first] = head;
  if (anyKnownText || first === undefined || !isRejection(first) || !isShifted(head)) return;
  throw unreadable('COLUMNS_SHIFTED', { table, file, line: first.place.line, columns: first.column === null ? [] : [first.column] });
}
