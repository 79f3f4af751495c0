import type { LocalDate } from '../../kernel/dates.js';
import type { AllowedRows } from './service-records.js';

/**
 * Days and sources to which a consent or an order limits the rows it opens: both days included, null is open. A row
 * whose day or source is not known lies within no limit that asks for it.
 */
export interface LimitOfRows {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  readonly sources: readonly string[] | null;
}

/** Rows of a kind that the decision releases, all of them or those within any one of the limits. */
export interface LimitedRows extends AllowedRows {
  /** Null or absent: every row. */
  readonly limits?: readonly LimitOfRows[] | null;
}

const EVERY_ROW: LimitOfRows = { from: null, to: null, sources: null };

/** The kinds as a statement reads them: one object for each kind and limit. */
export function allowedJson(allowed: readonly LimitedRows[]): string {
  return JSON.stringify(allowed.flatMap(({ category, regime, minorConsented, limits }) =>
    (limits ?? [EVERY_ROW]).map(({ from, to, sources }) => ({ category, regime, minor: minorConsented, from, to, sources }))));
}
