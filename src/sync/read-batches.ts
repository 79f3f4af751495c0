import { setImmediate } from 'node:timers/promises';
import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { HEAD_ROWS, isShifted } from '../../adapters/cws-cms/extract/shift-watch.js';
import { unreadable } from '../../adapters/cws-cms/extract/unreadable.js';
import { mappingMark } from '../../adapters/cws-cms/mapping-mark.js';
import { readerOfRows } from '../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../adapters/cws-cms/rows/row-function.js';
import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import type { Change, RowRejection } from '../model/change.js';
import { aboutLanded, candidatesOf, countStretch, lookingUpByKey, type CandidateSearch } from '../store/landing/candidates.js';
import { freshLines, type FreshLanding } from '../store/landing/fresh-rows.js';
import type { Stage, StageMeasure, Stretch } from '../store/landing/stage.js';
import { readColumns } from '../store/landing/stage.js';
import type { SyncSession } from '../store/landing/sync-session.js';
import { CollectedRows, type RowBatch } from './collected-rows.js';

/** What the rows of a stage are read with. */
export interface BatchReading {
  readonly session: SyncSession;
  readonly file: ExtractFile;
  readonly stage: Stage;
  readonly sources: RowSources;
  /** Two digits: whose extract it is. */
  readonly county: string;
  readonly size: StageMeasure;
  /** Where the rows land if the landing table is known to hold none of the keys. */
  readonly fresh: FreshLanding | null;
  /** A county pushed it. */
  readonly pushed: boolean;
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
  const marked = { ...reading, seed: mappingMark(reading.file.table, reading.sources) };
  return lookingUpByKey(reading.session, () => batchesOf(marked));
}

/** With the mark of the mapping by which the table is understood, which takes all codes into account and is made once. */
type MarkedReading = BatchReading & Pick<CandidateSearch, 'seed'>;

/** So many stretches are read as one where nearly all rows say what they said before; */
const LONG = 10;
/** if no more than so many landed rows are gone through for each row of it, */
const WORTH_JOINING = 8;
/** and no more than one row in so many is new. */
const FEW = 20;

async function* batchesOf(reading: MarkedReading): AsyncGenerator<RowBatch> {
  const { session, stage, size: { pages, rows }, batchSize, file, fresh } = reading;
  const collected = (): CollectedRows => new CollectedRows(fresh === null ? null : freshLines(fresh));
  const pagesAtOnce = Math.max(1, Math.ceil((pages * batchSize) / Math.max(rows, 1)));
  let mayJoin = fresh === null && rows > batchSize && await aboutLanded(session, stage) <= Math.min(rows, batchSize * LONG) * WORTH_JOINING;
  let batch = collected();
  let from = reading.from;
  while (from < pages) {
    const stretch: Stretch = { from, to: Math.min(pages, from + pagesAtOnce) };
    // Whether the head of a pushed file is shifted must not hang on what is known of it: it could be another county's.
    const seen = await readStretch(reading, { stretch, fresh: fresh !== null || (reading.pushed && from === 0), joins: false }, { batch });
    if (from === 0) refuseShifted(file, seen);
    from = stretch.to;
    batch.through = from;
    const joins = mayJoin && seen.fewNew && from < pages;
    if (batch.size < batchSize && !joins) continue;
    yield batch.done();
    batch = collected();
    if (!joins) continue;
    from = yield* longStretches(reading, from, pagesAtOnce * LONG);
    // Where more is new than fits a batch, the rest is read in parts.
    mayJoin = false;
  }
  if (batch.through > 0) yield batch.done();
}

/** A batch of each long stretch, up to the end or to one of which too much is new: what was gathered of that is dropped. Answers how far they came. */
async function* longStretches(reading: MarkedReading, first: number, pagesAtOnce: number): AsyncGenerator<RowBatch, number> {
  const { size: { pages }, batchSize } = reading;
  let from = first;
  while (from < pages) {
    const to = Math.min(pages, from + pagesAtOnce);
    const batch = new CollectedRows();
    const { tooMany } = await readStretch(reading, { stretch: { from, to }, fresh: false, joins: true }, { batch, limit: batchSize });
    if (tooMany) break;
    from = to;
    batch.through = to;
    yield batch.done();
  }
  return from;
}

interface StretchSeen {
  /** What the first rows mean; fewer than there are when some say nothing new. */
  readonly head: readonly (Change | RowRejection)[];
  readonly anyKnownText: boolean;
  /** Nearly all rows say what they said before. */
  readonly fewNew: boolean;
  /** More rows may say something new than were asked for, and those beyond were not gathered. */
  readonly tooMany: boolean;
}

async function readStretch(
  { session, file, stage, size, sources, county, seed }: MarkedReading, how: Pick<CandidateSearch, 'stretch' | 'fresh' | 'joins'>,
  { batch, limit = Infinity }: { readonly batch: CollectedRows; readonly limit?: number },
): Promise<StretchSeen> {
  const { table, file: name } = file;
  const search: CandidateSearch = { ...how, seed, hasLost: size.hasLost, county };
  const changeOf = readerOfRows(table, readColumns(stage), sources);
  const head: (Change | RowRejection)[] = [];
  let candidates = 0;
  for await (const block of candidatesOf(session, stage, search)) {
    candidates += block.length;
    // The rest is let go by: nothing else may be asked before.
    if (candidates > limit) continue;
    for (const { line, known, digest, cells } of block) {
      const outcome = changeOf({ table, file: name, line }, cells);
      if (head.length < HEAD_ROWS) head.push(outcome);
      if (isRejection(outcome)) batch.rejections.push(outcome);
      else batch.add({ line, change: outcome, known, digest });
    }
    // The other connections are served between blocks: a writer that waits for its bytes would stand still.
    await setImmediate();
  }
  const tooMany = candidates > limit;
  const { from, to } = search.stretch;
  if (search.fresh || tooMany) return { head, anyKnownText: false, fewNew: false, tooMany };
  const all = from === 0 && to === size.pages && !size.hasLost ? size.rows : await countStretch(session, stage, search);
  const unchanged = all - candidates;
  batch.unchanged += unchanged;
  return { head, anyKnownText: unchanged > 0, fewNew: candidates * FEW < all, tooMany };
}

function refuseShifted({ table, file }: ExtractFile, { head, anyKnownText }: StretchSeen): void {
  const [first] = head;
  if (anyKnownText || first === undefined || !isRejection(first) || !isShifted(head)) return;
  throw unreadable('COLUMNS_SHIFTED', { table, file, line: first.place.line, columns: first.column === null ? [] : [first.column] });
}
