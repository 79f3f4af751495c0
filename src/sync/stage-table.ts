import { isDeepStrictEqual } from 'node:util';
import { ByteWatch } from '../../adapters/cws-cms/extract/byte-watch.js';
import type { CsvFormat } from '../../adapters/cws-cms/extract/csv-format.js';
import type { Header } from '../../adapters/cws-cms/extract/header.js';
import type { ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { readHeader } from '../../adapters/cws-cms/extract/read-header.js';
import { HEAD_ROWS, isShifted } from '../../adapters/cws-cms/extract/shift-watch.js';
import { tolerantRows } from '../../adapters/cws-cms/extract/tolerant-rows.js';
import { unreadable } from '../../adapters/cws-cms/extract/unreadable.js';
import { changeOfRow, readerOfRows } from '../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../adapters/cws-cms/rows/row-function.js';
import type { RowSources, SourceRow } from '../../adapters/cws-cms/source-row.js';
import type { Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import type { Change, RowRejection } from '../model/change.js';
import { copyLine } from '../store/landing/copy-text.js';
import { doubledRows, noteLost } from '../store/landing/candidates.js';
import { quarantineRows } from '../store/landing/quarantine.js';
import { noteStaged } from '../store/landing/run-ledger.js';
import { countPages, openStage, readColumns, stageOf, stageRaw, stageRows, type Stage, type StageMeasure } from '../store/landing/stage.js';
import { inTransaction, type SyncSession } from '../store/landing/sync-session.js';

/** A file to stage, and what its rows are understood by. */
export interface TableStaging {
  readonly session: SyncSession;
  readonly file: ExtractFile;
  readonly format: CsvFormat;
  readonly sources: RowSources;
  readonly run: { readonly runId: string; readonly at: Instant };
  readonly onBytes: (bytes: number) => void;
}

/** What a file's stage looks like; nothing is staged by asking. Errors: EXTRACT_UNREADABLE for the header. */
export async function planStage({ file, format, run }: Pick<TableStaging, 'file' | 'format' | 'run'>): Promise<{ readonly stage: Stage; readonly header: Header }> {
  const header = await readHeader(file, format);
  const read = file.layout.columns;
  const columns = header.columns.map((name) => ({ name, read: Object.hasOwn(read, name) }));
  return { header, stage: stageOf(run.runId, file.table, { columns, key: file.layout.key }) };
}

/**
 * Stages a file in one transaction, with what became of rows on the way: quarantined, or beaten by another of the file.
 * COPY takes the file as it is; one that it refuses, or would take without a word, is read line by line. `counts` false
 * stages again what a crash of the server emptied: its rows are counted already. Answers what the stage holds.
 */
export async function stageTable(staging: TableStaging, plan: { readonly stage: Stage; readonly header: Header }, counts = true): Promise<StageMeasure> {
  const { session, file, run } = staging;
  return inTransaction(session, async () => {
    const copied = await copyWhole(staging, plan.stage);
    const tolerated = copied === null ? await copyLineByLine(staging, plan, counts) : null;
    const lost = await settleDoubles(staging, plan.stage);
    const rows = copied ?? tolerated!.staged;
    if (counts) {
      await noteStaged(session, run.runId, {
        table: file.table, how: copied === null ? 'TOLERANT' : 'COPIED', stagedRows: rows, counts: { ...lost, quarantined: tolerated?.quarantined ?? 0 },
      });
    }
    return { pages: await countPages(session, plan.stage), rows, hasLost: lost.unchanged + lost.superseded > 0 };
  });
}

/** The rows that COPY took, or null when it refused them or took what deserves a closer look; then nothing of it is left. */
async function copyWhole({ session, file, format, onBytes }: TableStaging, stage: Stage): Promise<number | null> {
  const watch = new ByteWatch(format);
  await session.query('savepoint whole');
  await openStage(session, stage);
  try {
    const rows = await stageRaw(session, stage, format, watch.watch(file.open(onBytes)));
    const { lineFeeds, terminated, strayQuote } = watch.seen;
    // A line more or less than rows and header: a field goes over lines, or a line is empty, and lines must be told by number.
    if (terminated && !strayQuote && lineFeeds === rows + 1) return rows;
  } catch (fault) {
    if (!(fault instanceof GatewayError) || fault.code === 'STORE_UNAVAILABLE' || fault.code === 'EXTRACT_UNREADABLE') throw fault;
  }
  await session.query('rollback to savepoint whole');
  return null;
}

/** They are kept until COPY is through, so a file of nothing else must not fill the memory. */
const MOST_DAMAGED_LINES = 100_000;

async function copyLineByLine(
  staging: TableStaging, { stage, header }: { readonly stage: Stage; readonly header: Header }, counts: boolean,
): Promise<{ readonly staged: number; readonly quarantined: number }> {
  const { session, file, format, sources, run } = staging;
  const columns = readColumns(stage);
  const head: (SourceRow | RowRejection)[] = [];
  const rejections: RowRejection[] = [];
  async function* lines(): AsyncGenerator<string> {
    const faultyColumn = (row: SourceRow): string | null => {
      const outcome = changeOfRow(file.table, row, sources);
      return isRejection(outcome) ? outcome.column : null;
    };
    for await (const row of tolerantRows(file, { format, header, onBytes: () => undefined, faultyColumn })) {
      if (head.length < HEAD_ROWS) head.push(row);
      if (head.length === HEAD_ROWS && head.every(isRejected) && isShifted(head)) throw shifted(file, head);
      if (isRejected(row)) {
        rejections.push(row);
        if (rejections.length > MOST_DAMAGED_LINES) throw unreadable('TOO_DAMAGED', { table: file.table, file: file.file });
      } else {
        yield copyLine([row.place.line, ...columns.map((name) => row.cells[name])]);
      }
    }
  }
  await openStage(session, stage);
  const staged = await stageRows(session, stage, inBlocks(lines()));
  if (head.every(isRejected) && isShifted(head)) throw shifted(file, head);
  if (counts) await quarantineRows(session, run, rejections);
  return { staged, quarantined: rejections.length };
}

function isRejected(row: SourceRow | RowRejection): row is RowRejection {
  return 'reason' in row;
}

function shifted(file: ExtractFile, [first]: readonly (SourceRow | RowRejection)[]): GatewayError {
  return unreadable('COLUMNS_SHIFTED', { table: file.table, file: file.file, line: first!.place.line, columns: [] });
}

const BLOCK_CHARACTERS = 131_072;

async function* inBlocks(lines: AsyncIterable<string>): AsyncGenerator<string> {
  let block = '';
  for await (const line of lines) {
    block += line;
    if (block.length < BLOCK_CHARACTERS) continue;
    yield block;
    block = '';
  }
  if (block !== '') yield block;
}

/**
 * Of the rows of the file with one key, all but the newest are out of the run: of equal ones the later line stays. What
 * cannot be understood does not compete.
 */
async function settleDoubles({ session, file, sources }: TableStaging, stage: Stage): Promise<{ readonly unchanged: number; readonly superseded: number }> {
  const { table, file: name } = file;
  const changeOf = readerOfRows(table, readColumns(stage), sources);
  const lost = { unchanged: 0, superseded: 0 };
  const lines: number[] = [];
  let best: { readonly key: string; readonly line: number; readonly change: Change } | null = null;
  for await (const { key, line, cells } of doubledRows(session, stage)) {
    const change = changeOf({ table, file: name, line }, cells);
    if (isRejection(change)) continue;
    if (best === null || best.key !== key) { best = { key, line, change }; continue; }
    const wins = (change.updatedAt ?? '') >= (best.change.updatedAt ?? '');
    lost[isDeepStrictEqual(change, best.change) ? 'unchanged' : 'superseded'] += 1;
    lines.push(wins ? best.line : line);
    if (wins) best = { key, line, change };
  }
  if (lines.length > 0) await noteLost(session, stage, inBlocks(textOf(lines)));
  return lost;
}

async function* textOf(lines: readonly number[]): AsyncGenerator<string> {
  for (const line of lines) yield `${line}\n`;
}
