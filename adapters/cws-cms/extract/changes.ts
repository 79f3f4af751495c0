import type { Change, RowRejection } from '../../../src/model/change.js';
import { changeOfRow } from '../rows/change-of-row.js';
import { isRejection } from '../rows/row-function.js';
import type { RowSources, SourceRow } from '../source-row.js';
import { HEAD_ROWS, isShifted } from './shift-watch.js';
import type { TableFile } from './source-rows.js';
import { unreadable } from './unreadable.js';

/**
 * What the rows of a file mean, in the order of the file: a change or a rejection for each, none left out.
 * Errors: EXTRACT_UNREADABLE beside those of the rows themselves, when the last cell of a file without a last line
 * end cannot be read (it was cut off), or when the head of the file shows that its columns are shifted.
 */
export async function* changesOf(
  source: TableFile,
  rows: AsyncIterable<SourceRow>,
  sources: RowSources,
): AsyncGenerator<Change | RowRejection> {
  let head: (Change | RowRejection)[] | null = [];
  for await (const row of rows) {
    const outcome = changeOfRow(source.layout.table, row, sources);
    if (isRejection(outcome) && outcome.column === row.openEnd) throw unreadable('TRUNCATED_LINE', row.place);
    if (head === null) {
      yield outcome;
      continue;
    }
    head.push(outcome);
    if (head.length < HEAD_ROWS) continue;
    yield* judged(head);
    head = null;
  }
  if (head !== null) yield* judged(head);
}

function judged(head: readonly (Change | RowRejection)[]): readonly (Change | RowRejection)[] {
  const [first] = head;
  if (first === undefined || !isRejection(first) || !isShifted(head)) return head;
  const { table, file, line } = first.place;
  throw unreadable('COLUMNS_SHIFTED', { table, file, line, columns: first.column === null ? [] : [first.column] });
}
