import { plusDays, type DatePeriod, type LocalDate } from '../../kernel/dates.js';

/**
 * Rows that one document reaches: of some days, and of some sources.
 * Shape: half-open; an open end is null, and `sources` null is every source. A limit in days reaches no undated row.
 */
export interface RowLimit extends DatePeriod {
  readonly sources: readonly string[] | null;
}

/** What a limit looks at in a row. Absent: a null day is not known, a null source is the county's own record. */
export interface RowMarks {
  readonly on: LocalDate | null;
  readonly sourceAgencyId: string | null;
}

/** The limits of a basis: null is no limit, none at all is no row. */
export type RowLimits = readonly RowLimit[] | null;

/** Says whether one of the limits, by itself, reaches the row; two are never joined for one row. */
export function reachesRow(limits: RowLimits, row: RowMarks): boolean {
  return limits === null || limits.some((limit) => withinDays(limit, row.on) && fromSource(limit, row.sourceAgencyId));
}

function withinDays({ from, to }: RowLimit, on: LocalDate | null): boolean {
  if (from === null && to === null) return true;
  return on !== null && (from === null || on >= from) && (to === null || on < to);
}

function fromSource({ sources }: RowLimit, source: string | null): boolean {
  return sources === null || (source !== null && sources.includes(source));
}

/** Every row that one or the other reaches. */
export function eitherOf(one: RowLimits, other: RowLimits): RowLimits {
  return one === null || other === null ? null : [...one, ...other];
}

/** The rows that both reach. */
export function bothOf(one: RowLimits, other: RowLimits): RowLimits {
  if (one === null) return other;
  if (other === null) return one;
  return one.flatMap((left) => other.flatMap((right) => common(left, right)));
}

function common(left: RowLimit, right: RowLimit): readonly RowLimit[] {
  const from = left.from === null || (right.from !== null && right.from > left.from) ? right.from : left.from;
  const to = left.to === null || (right.to !== null && right.to < left.to) ? right.to : left.to;
  const sources = left.sources === null ? right.sources : right.sources === null ? left.sources : left.sources.filter((one) => right.sources!.includes(one));
  const none = (from !== null && to !== null && from >= to) || sources?.length === 0;
  return none ? [] : [{ from, to, sources }];
}

/**
 * What is left of the limits without the rows refused. A refusal of one source closes its days for a release that names
 * no source: that everything else stays open cannot be said by naming sources.
 */
export function withoutRows(limits: RowLimits, refused: readonly RowLimit[]): RowLimits {
  return refused.reduce<RowLimits>((left, one) => {
    const from = left ?? [EVERY_ROW];
    return one.sources?.length === 0 ? left : from.flatMap((limit) => without(limit, one));
  }, limits);
}

const EVERY_ROW: RowLimit = Object.freeze({ from: null, to: null, sources: null });

function without(limit: RowLimit, refused: RowLimit): readonly RowLimit[] {
  if (common(limit, refused).length === 0) return [limit];
  const before = refused.from === null ? [] : common(limit, { from: null, to: refused.from, sources: null });
  const after = refused.to === null ? [] : common(limit, { from: refused.to, to: null, sources: null });
  if (limit.sources === null || refused.sources === null) return [...before, ...after];
  const others = limit.sources.filter((one) => !refused.sources!.includes(one));
  const within = common(limit, { from: refused.from, to: refused.to, sources: others });
  return [...before, ...within, ...after];
}

/** The limit that days and sources state; null when they state none. Shape: days half-open. */
export function limitOf(days: DatePeriod, sources: readonly string[]): RowLimits {
  if (days.from === null && days.to === null && sources.length === 0) return null;
  return [{ from: days.from, to: days.to, sources: sources.length === 0 ? null : sources }];
}

/** A span whose last day belongs to it, as the half-open one that limits use. */
export function daysThrough(from: LocalDate | null, last: LocalDate | null): DatePeriod {
  return { from, to: last === null ? null : plusDays(last, 1) };
}
