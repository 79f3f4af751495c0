import { createHash } from 'node:crypto';
import type { Extract, ExtractFile } from '../../adapters/cws-cms/extract/open-extract.js';
import { readHeader } from '../../adapters/cws-cms/extract/read-header.js';
import { SOURCE_TABLES } from '../../adapters/cws-cms/layout/layouts.js';
import { tolerantRows } from '../../adapters/cws-cms/extract/tolerant-rows.js';
import { changeOfRow } from '../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../adapters/cws-cms/rows/row-function.js';
import type { RowSources } from '../../adapters/cws-cms/source-row.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { openLines } from '../store/landing/open-quarantine.js';
import { beginTable, closeTable, forgetTable, tableProgress } from '../store/landing/run-ledger.js';
import { inTransaction } from '../store/landing/sync-session.js';
import { CollectedRows, type RowBatch } from './collected-rows.js';
import { landBatch, landJoined, type LandingRun } from './land-batch.js';
import type { OpenRun } from './run-sync.js';

/** Says which files an extract is made of and how their lines are told apart: names and sizes, so that a copy of the folder is the same. */
export function filesMark({ files, format }: Pick<Extract, 'files' | 'format'>): string {
  return createHash('sha256').update(JSON.stringify([format, files.map(({ file, bytes }) => [file, bytes])])).digest('hex');
}

/**
 * Reads again the lines of an extract that stand in quarantine, by the codes and the mapping of today.
 *
 * The gateway keeps no text of a row that it could not understand: nobody could say whose it is, so nobody could say who
 * may see it, seal it or have it removed. So the county gives the same extract again, and what a line says is read from
 * there. What is understood lands as any row does: a newer row that landed meanwhile stays.
 * Errors: NOT_FOUND when no line of these files stands in quarantine; EXTRACT_UNREADABLE.
 */
export async function retryQuarantined(run: OpenRun, rowSources: () => Promise<RowSources>): Promise<void> {
  const { extract, sessions: { writer }, ledger, request: { county } } = run;
  const open = await openLines(writer, { county, filesMark: filesMark(extract), runId: ledger.id });
  if (open.size === 0) throw new GatewayError('NOT_FOUND', 'No line of these very files stands in quarantine. Files that were corrected are taken in by a run of their own.');
  const landing: LandingRun = { runId: ledger.id, county, at: ledger.startedAt, marksAll: false, pushed: false };
  const begun = await tableProgress(writer, ledger.id);
  for (const table of SOURCE_TABLES) {
    if ((begun.get(table)?.outcome ?? 'LANDING') !== 'LANDING') continue;
    await inTransaction(writer, async () => {
      await forgetTable(writer, ledger.id, table);
      await beginTable(writer, ledger.id, table);
    });
    const file = extract.files.find((one) => one.table === table);
    const lines = open.get(table);
    if (file && lines) {
      for await (const batch of batchesOf(run, file, lines, await rowSources())) await landBatch(writer, landing, file, batch);
    }
    await landJoined(writer, landing, table);
    await closeTable(writer, ledger.id, { table, outcome: file && lines ? 'LANDED' : 'NOT_IN_EXTRACT' });
  }
}

async function* batchesOf({ extract, request }: OpenRun, file: ExtractFile, lines: ReadonlySet<number>, sources: RowSources): AsyncGenerator<RowBatch> {
  const { format } = extract;
  const faultyColumn = (row: Parameters<typeof changeOfRow>[1]): string | null => {
    const outcome = changeOfRow(file.table, row, sources);
    return isRejection(outcome) ? outcome.column : null;
  };
  let gathered = new CollectedRows();
  for await (const row of tolerantRows(file, { format, header: await readHeader(file, format), onBytes: () => undefined, faultyColumn })) {
    const { line } = row.place;
    if (!lines.has(line)) continue;
    const outcome = 'reason' in row ? row : changeOfRow(file.table, row, sources);
    if (isRejection(outcome)) gathered.rejections.push(outcome);
    else gathered.add({ line, change: outcome, known: true, digest: null });
    if (gathered.size < (request.rowsPerBatch ?? 20_000)) continue;
    yield gathered.done();
    gathered = new CollectedRows();
  }
  if (gathered.size > 0) yield gathered.done();
}
