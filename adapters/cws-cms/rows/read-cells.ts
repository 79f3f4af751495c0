import type { RejectionReason } from '../../../src/model/change.js';
import { CellFault } from '../fields/cell-fault.js';
import type { CellContext } from '../layout/column.js';
import type { Columns } from '../layout/table-layout.js';

/** The first cell of a row that cannot be read. */
export class UnreadableCell {
  constructor(readonly column: string, readonly reason: RejectionReason) {}
}

/** What the cells of a file are read with. */
export interface CellReading {
  readonly layout: Columns;
  /** The columns of the file, in the order in which its rows have their cells. */
  readonly columns: readonly string[];
  readonly nullTokens: ReadonlySet<string>;
  readonly context: CellContext;
}

/** Reads the cells of one row into the values of the layout's columns, in the layout's order; or says which one it cannot read. */
export function cellReader({ layout, columns, nullTokens, context }: CellReading): (cells: readonly (string | undefined)[]) => readonly unknown[] | UnreadableCell {
  const toRead = Object.entries(layout).map(([name, column]) => ({ name, column, place: columns.indexOf(name) }));
  // Most cells are longer than any token, and are told from one by that alone.
  const longestToken = Math.max(0, ...[...nullTokens].map((token) => token.length));
  return (cells) => {
    const values: unknown[] = [];
    for (const { name, column, place } of toRead) {
      const text = place < 0 ? '' : withoutBlanks(cells[place]);
      const isNull = text === '' || (text.length <= longestToken && nullTokens.has(text));
      const value = isNull ? null : column.read(text, context);
      if (value instanceof CellFault) return new UnreadableCell(name, value.reason);
      if (value === null && column.whenMissing !== null) return new UnreadableCell(name, column.whenMissing);
      values.push(value === null ? column.missing : value);
    }
    return values;
  };
}

const BLANK = 0x20;
const BEYOND_ASCII = 0x80;

/** A cell without the blanks at its end, of which most have none. */
function withoutBlanks(cell: string | undefined): string {
  if (cell === undefined) return '';
  const last = cell.charCodeAt(cell.length - 1);
  return last > BLANK && last < BEYOND_ASCII ? cell : cell.trimEnd();
}
