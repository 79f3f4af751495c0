import type { Extract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { readHeader } from '../../../adapters/cws-cms/extract/read-header.js';
import { tolerantRows } from '../../../adapters/cws-cms/extract/tolerant-rows.js';
import { changeOfRow } from '../../../adapters/cws-cms/rows/change-of-row.js';
import { isRejection } from '../../../adapters/cws-cms/rows/row-function.js';
import type { RowSources, SourceRow } from '../../../adapters/cws-cms/source-row.js';
import type { Change, RowRejection } from '../../../src/model/change.js';
import type { SourceTable } from '../../../src/model/records/index.js';

/** The rows of one file as the product reads a damaged one: as text, or rejected. */
export async function* rowsOf({ files, format }: Extract, table: SourceTable, sources: RowSources): AsyncGenerator<SourceRow | RowRejection> {
  const file = files.find((one) => one.table === table)!;
  const faultyColumn = (row: SourceRow): string | null => {
    const outcome = changeOfRow(table, row, sources);
    return isRejection(outcome) ? outcome.column : null;
  };
  yield* tolerantRows(file, { format, header: await readHeader(file, format), onBytes: () => undefined, faultyColumn });
}

/** What those rows mean: a change or a rejection for each. */
export async function* outcomesOf(extract: Extract, table: SourceTable, sources: RowSources): AsyncGenerator<Change | RowRejection> {
  for await (const row of rowsOf(extract, table, sources)) yield 'reason' in row ? row : changeOfRow(table, row, sources);
}
