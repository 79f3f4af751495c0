import type { RecordNoun, SourceTable } from '../../../src/model/records/index.js';
import { letter, optional, timestamp, type Column } from './column.js';

// Each column has its own type of value; only `Column<unknown>` covers them all.
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** What a row of the table holds once its cells are read. */
export type ValuesOf<C extends Columns> = { readonly [K in keyof C]: C[K] extends Column<infer T> ? T : never };

/**
 * A source table as extracts give it. Columns that a file has beside these are true columns of CWS/CMS that the
 * gateway does not read; the header check names them.
 */
export interface TableLayout<N extends RecordNoun = RecordNoun, C extends Columns = Columns> {
  readonly table: SourceTable;
  readonly noun: N;
  /** Whether an extract without this table is complete nonetheless. */
  readonly whenAbsent: 'incomplete' | 'accepted';
  /** The columns of the row's own key, in the order of the key. */
  readonly key: readonly string[];
  readonly columns: C;
}

/** What every table ends with, and the marks of a replica: I inserted, U updated, D deleted at the source, and when. */
export const TAIL = {
  LST_UPD_TS: timestamp,
  IBMSNAP_OPERATION: optional(letter<'upsert' | 'delete'>(
    { I: 'upsert', U: 'upsert', D: 'delete' }, { blank: 'upsert', unknown: 'upsert' },
  )),
  IBMSNAP_LOGMARKER: optional(timestamp),
} as const;

export type Tail = typeof TAIL;

/** States a table; the tail is added here so that no table can lack it. */
export function tableLayout<N extends RecordNoun, const C extends Columns>(layout: {
  readonly table: SourceTable;
  readonly noun: N;
  readonly whenAbsent?: 'accepted';
  readonly key: readonly (keyof C & string)[];
  readonly columns: C;
}): TableLayout<N, C & Tail> {
  return { ...layout, whenAbsent: layout.whenAbsent ?? 'incomplete', columns: { ...layout.columns, ...TAIL } };
}
