import type { LocalDate } from '../kernel/dates.js';
import { placedRow, startOf, type PlacedRow, type ServiceRecordPage } from '../loaders/service-records.js';
import type { ServiceRecordStart } from '../store/queries/service-records.js';
import type { LiveServices } from './history-port.js';

/** The part of the history that a page is of. */
export interface PageOfHistory {
  readonly first: number;
  readonly after: string | null;
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
}

/** A page of kept rows with what partners answered now, in one order: newest first, undated last, then by the rows' random ids. */
export function joinLive(kept: ServiceRecordPage, live: LiveServices, { first, after, from, to }: PageOfHistory): ServiceRecordPage {
  const last = startOf(after);
  const fresh = live.rows.filter(({ start }) => within(start.startedOn, from, to) && (last === null || compare(start, last) > 0))
    .map(placedRow);
  const rows: readonly PlacedRow[] = [...kept.rows.map((row) => besides(row, live)), ...fresh].sort((one, other) => compare(one.start, other.start));
  return { rows: rows.slice(0, first), hasNextPage: kept.hasNextPage || rows.length > first };
}

/** A kept row with what partners answered of the same service. */
function besides(placed: PlacedRow, { beside }: LiveServices): PlacedRow {
  const told = beside.get(placed.start.publicId);
  return told === undefined ? placed : placedRow({ ...placed.row, also: [...placed.row.also, ...told], start: placed.start });
}

function within(on: LocalDate | null, from: LocalDate | null, to: LocalDate | null): boolean {
  if (from === null && to === null) return true;
  return on !== null && (from === null || on >= from) && (to === null || on < to);
}

/** The order of the store's own statement. */
function compare(one: ServiceRecordStart, other: ServiceRecordStart): number {
  if (one.startedOn !== other.startedOn) {
    if (one.startedOn === null) return 1;
    if (other.startedOn === null) return -1;
    return one.startedOn < other.startedOn ? 1 : -1;
  }
  return one.publicId === other.publicId ? 0 : one.publicId < other.publicId ? -1 : 1;
}
