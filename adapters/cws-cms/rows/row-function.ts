import type { Change, RejectionReason, RowRejection, SourceInstant } from '../../../src/model/change.js';
import type { Flag } from '../../../src/model/flag.js';
import type { CountyRecords, RecordNoun } from '../../../src/model/records/index.js';
import { CellFault } from '../fields/cell-fault.js';
import type { CellContext, Column } from '../layout/column.js';
import type { Columns, TableLayout, Tail, ValuesOf } from '../layout/table-layout.js';
import type { RowSources, SourceRow } from '../source-row.js';

/** What a noun's own function adds to the cells that were read. */
export interface Meaning<N extends RecordNoun> {
  readonly clientKey: string | null;
  readonly parentKey: string | null;
  readonly record: CountyRecords[N];
  readonly flags?: readonly Flag[];
}

/** Turns one source row into its change, or says why it cannot be understood. Pure; never throws. */
export type RowFunction<N extends RecordNoun> = (row: SourceRow, sources: RowSources) => Change<N> | RowRejection;

/** Says whether a row was rejected. */
export function isRejection(outcome: Change | RowRejection): outcome is RowRejection {
  return 'reason' in outcome;
}

/** Builds the row function of a table from its layout and from what its cells mean together. */
export function rowFunction<N extends RecordNoun, C extends Columns & Tail>(
  layout: TableLayout<N, C>,
  meaningOf: (values: ValuesOf<C>, sources: RowSources) => Meaning<N>,
): RowFunction<N> {
  const columns = Object.entries(layout.columns);
  return (row, sources) => {
    const flags = new Set<Flag>();
    const context: CellContext = { codes: sources.codes, flag: (flag) => flags.add(flag) };
    const cells: Record<string, unknown> = {};
    for (const [name, column] of columns) {
      const value = readCell(row.cells[name], column, { context, nullTokens: sources.nullTokens });
      if (value instanceof CellFault) return rejection(row, name, value.reason);
      cells[name] = value;
    }
    const values = cells as ValuesOf<C> & ValuesOf<Tail>;
    const meaning = meaningOf(values, sources);
    if (values.LST_UPD_TS === null) flags.add('UPDATED_AT_MISSING');
    for (const flag of meaning.flags ?? []) flags.add(flag);
    return {
      op: values.IBMSNAP_OPERATION,
      noun: layout.noun,
      table: layout.table,
      key: layout.key.map((name) => String(cells[name])).join(':'),
      clientKey: meaning.clientKey,
      parentKey: meaning.parentKey,
      updatedAt: momentOf(values),
      record: meaning.record,
      flags: [...flags],
    };
  };
}

/**
 * When the row came to say what it says. The replica gives a deleted row as it last was, with the moment of that; it was
 * deleted later, at the LOGMARKER, so that no extract from in between brings it back.
 */
function momentOf({ IBMSNAP_OPERATION, IBMSNAP_LOGMARKER, LST_UPD_TS }: ValuesOf<Tail>): SourceInstant | null {
  if (IBMSNAP_OPERATION !== 'delete' || IBMSNAP_LOGMARKER === null) return LST_UPD_TS;
  return LST_UPD_TS === null || LST_UPD_TS < IBMSNAP_LOGMARKER ? IBMSNAP_LOGMARKER : LST_UPD_TS;
}

interface CellSources {
  readonly context: CellContext;
  readonly nullTokens: ReadonlySet<string>;
}

function readCell(raw: string | undefined, column: Column<unknown>, sources: CellSources): unknown {
  const text = raw?.trimEnd() ?? '';
  const value = text === '' || sources.nullTokens.has(text) ? null : column.read(text, sources.context);
  if (value instanceof CellFault) return value;
  if (value !== null) return value;
  return column.whenMissing === null ? column.missing : new CellFault(column.whenMissing);
}

function rejection(row: SourceRow, column: string, reason: RejectionReason): RowRejection {
  return { place: row.place, column, reason };
}
