import { CLIENT_LAYOUTS } from './layouts-of-clients.js';
import { REFERENCE_LAYOUTS } from './layouts-of-references.js';
import { REFERRAL_LAYOUTS } from './layouts-of-referrals.js';
import { SERVICE_LAYOUTS } from './layouts-of-services.js';
import type { ColumnFormat } from './column-format.js';

/** The columns of every table the generator writes, in the order of the header line. Source: cws-cms reference, §1 to §4. */
export const TABLE_LAYOUTS = { ...REFERENCE_LAYOUTS, ...CLIENT_LAYOUTS, ...REFERRAL_LAYOUTS, ...SERVICE_LAYOUTS } as const;

export type TableName = keyof typeof TABLE_LAYOUTS;

/** The names of a table's columns. */
export type ColumnName<T extends TableName> = keyof (typeof TABLE_LAYOUTS)[T] & string;

/** Every table, in the order in which an extract names them. */
export const TABLE_NAMES = Object.keys(TABLE_LAYOUTS) as readonly TableName[];

const COLUMNS = new Map<TableName, readonly (readonly [string, ColumnFormat])[]>(
  TABLE_NAMES.map((table) => [table, Object.entries<ColumnFormat>(TABLE_LAYOUTS[table])]),
);

/** The columns of a table as (name, format), in order. */
export function columnsOf(table: TableName): readonly (readonly [string, ColumnFormat])[] {
  return COLUMNS.get(table) ?? [];
}
