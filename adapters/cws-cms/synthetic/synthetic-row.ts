import { dayText, timeText, type DayNumber } from './calendar.js';
import type { RandomStream } from './random.js';
import type { SyntheticCounty } from './synthetic-county.js';
import type { ColumnName, TableName } from './table-layouts.js';

/** A cell before it is written; null is the table's null token, undefined what an empty cell of the column looks like. */
export type Cell = string | number | null | undefined;

/** A row before it is written. `table` decides which columns it may name. */
export interface SyntheticRow {
  readonly table: TableName;
  readonly cells: Record<string, Cell>;
}

/** Adds a row, stamped as last changed on some day since `since`. Takes the cells over: give each call its own. */
export type AddRow = <T extends TableName>(
  table: T,
  since: DayNumber,
  cells: { readonly [C in Exclude<ColumnName<T>, 'LST_UPD_ID' | 'LST_UPD_TS'>]?: Cell },
) => void;

/** Processes that change rows as staff do. Source: cws-cms reference, §5. */
const PROCESS_IDS = ['q1p', 'q38'] as const;
const PROCESS_SHARE = 0.1;
/** Rows are mostly changed soon after they are made. */
const SOON_DAYS = 30;
const SOON_SHARE = 0.6;

/** Collects rows in order, each with who changed it last and when. */
export function rowCollector(county: SyntheticCounty, stamps: RandomStream): { readonly rows: SyntheticRow[]; readonly add: AddRow } {
  const rows: SyntheticRow[] = [];
  const add: AddRow = (table, since, cells) => {
    const latest = stamps.chance(SOON_SHARE) ? Math.min(since + SOON_DAYS, county.asOf) : county.asOf;
    const changedOn = stamps.between(Math.min(since, county.asOf), latest);
    const by = stamps.chance(PROCESS_SHARE) ? stamps.pick(PROCESS_IDS) : stamps.pick(county.staff).staffKey;
    // The cells were made for this call, so they become the row: a copy of each would cost a quarter of the run.
    const stamped: Record<string, Cell> = cells;
    stamped['LST_UPD_ID'] = by;
    stamped['LST_UPD_TS'] = momentText(changedOn, stamps);
    rows.push({ table, cells: stamped });
  };
  return { rows, add };
}

/** A moment of a working day: `yyyy-MM-dd HH:mm:ss.ffffff` on California's clock, never in the hour that spring skips. */
export function momentText(day: DayNumber, random: RandomStream): string {
  const seconds = random.between(7 * 3600, 19 * 3600 - 1);
  return `${dayText(day)} ${timeText(seconds)}.${`${random.between(0, 999_999)}`.padStart(6, '0')}`;
}

/** Y or N. */
export function yesNo(value: boolean): 'Y' | 'N' {
  return value ? 'Y' : 'N';
}
