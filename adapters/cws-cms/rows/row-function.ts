import type { Change, RowPlace, RowRejection, SourceInstant } from '../../../src/model/change.js';
import type { Flag } from '../../../src/model/flag.js';
import type { CountyRecords, RecordNoun } from '../../../src/model/records/index.js';
import type { CellContext } from '../layout/column.js';
import type { Columns, TableLayout, Tail, ValuesOf } from '../layout/table-layout.js';
import type { RowSources, SourceRow } from '../source-row.js';
import { UnreadableCell, cellReader } from './read-cells.js';
import { viewsOf } from './values-view.js';

/** What a noun's own function adds to the cells that were read. */
export interface Meaning<N extends RecordNoun> {
  readonly clientKey: string | null;
  readonly parentKey: string | null;
  readonly record: CountyRecords[N];
  readonly flags?: readonly Flag[];
}

/** Turns one source row into its change, or says why it cannot be understood. Pure; never throws. */
export interface RowFunction<N extends RecordNoun = RecordNoun> {
  (row: SourceRow, sources: RowSources): Change<N> | RowRejection;
  /** The same for many rows, whose cells come in the order of these columns. */
  readonly reader: (columns: readonly string[], sources: RowSources) => RowReader<N>;
}

/** Turns the cells of a row into its change, or says why they cannot be understood. Absent: an empty cell may be undefined. */
export type RowReader<N extends RecordNoun = RecordNoun> = (place: RowPlace, cells: readonly (string | undefined)[]) => Change<N> | RowRejection;

/** Says whether a row was rejected. */
export function isRejection(outcome: Change | RowRejection): outcome is RowRejection {
  return 'reason' in outcome;
}

/** Builds the row function of a table from its layout and from what its cells mean together. */
export function rowFunction<N extends RecordNoun, C extends Columns & Tail>(
  layout: TableLayout<N, C>,
  meaningOf: (values: ValuesOf<C>, sources: RowSources) => Meaning<N>,
): RowFunction<N> {
  const names = Object.keys(layout.columns);
  const viewOf = viewsOf<ValuesOf<C> & ValuesOf<Tail>>(names);
  const keyPlaces = layout.key.map((name) => names.indexOf(name));
  const reader = (columns: readonly string[], sources: RowSources): RowReader<N> => {
    let noted = NO_FLAGS;
    const context: CellContext = { codes: sources.codes, flag: (flag) => { noted = [...noted, flag]; } };
    const readCells = cellReader({ layout: layout.columns, columns, nullTokens: sources.nullTokens, context });
    return (place, cells) => {
      noted = NO_FLAGS;
      const values = readCells(cells);
      if (values instanceof UnreadableCell) return { place, column: values.column, reason: values.reason };
      const row = viewOf(values);
      const { clientKey, parentKey, record, flags = NO_FLAGS } = meaningOf(row, sources);
      if (row.LST_UPD_TS === null) noted = [...noted, 'UPDATED_AT_MISSING'];
      return {
        op: row.IBMSNAP_OPERATION, noun: layout.noun, table: layout.table, key: keyOf(values, keyPlaces),
        clientKey, parentKey, updatedAt: momentOf(row), record, flags: together(noted, flags),
      };
    };
  };
  // A row that comes by itself is read as one of a file that has every column.
  const readers = new WeakMap<RowSources, RowReader<N>>();
  const ofRow = (row: SourceRow, sources: RowSources): Change<N> | RowRejection => {
    const read = readers.get(sources) ?? reader(names, sources);
    readers.set(sources, read);
    return read(row.place, names.map((name) => row.cells[name]));
  };
  return Object.assign(ofRow, { reader });
}

const NO_FLAGS: readonly Flag[] = [];

/** Each flag once, in the order in which they came. */
function together(noted: readonly Flag[], more: readonly Flag[]): readonly Flag[] {
  return noted.length + more.length === 0 ? NO_FLAGS : [...new Set([...noted, ...more])];
}

function keyOf(values: readonly unknown[], places: readonly number[]): string {
  return places.length === 1 ? String(values[places[0]!]) : places.map((place) => String(values[place])).join(':');
}

/**
 * When the row came to say what it says. The replica gives a deleted row as it last was, with the moment of that; it was
 * deleted later, at the LOGMARKER, so that no extract from in between brings it back.
 */
function momentOf({ IBMSNAP_OPERATION, IBMSNAP_LOGMARKER, LST_UPD_TS }: ValuesOf<Tail>): SourceInstant | null {
  if (IBMSNAP_OPERATION !== 'delete' || IBMSNAP_LOGMARKER === null) return LST_UPD_TS;
  return LST_UPD_TS === null || LST_UPD_TS < IBMSNAP_LOGMARKER ? IBMSNAP_LOGMARKER : LST_UPD_TS;
}
