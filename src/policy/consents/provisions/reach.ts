import { plusDays, type LocalDate } from '../../../kernel/dates.js';
import type { Cell } from '../../../law/category-regimes.js';
import type { ConsentProvision } from '../../../model/consent-provision.js';
import type { RowLimit, RowLimits } from '../../evaluation/row-limit.js';
import type { Situation } from '../../situation.js';
import { OTHER_SOURCE, questionOf, type AskedRows } from './question-of.js';
import { walkProvision, type Walked } from './walk.js';

/** What a tree of provisions does with the rows of one cell, for one caller. */
export interface ProvisionReach {
  /** The rows it permits; null is every row, none at all is none. */
  readonly permits: RowLimits;
  /** The rows it forbids, or may forbid; null is every row. */
  readonly forbids: RowLimits;
}

const SOURCE = /^Organization\/(.+)$/;

/**
 * Asks the provisions of every kind of row they tell apart: between any two days that they name, from any source that
 * they name and from all others, and undated.
 * Shape: a permission for all sources but one cannot be said by naming sources, and permits none that it does not name.
 */
export function provisionReach(provision: ConsentProvision, situation: Situation, cell: Cell): ProvisionReach {
  const days = [...new Set(daysIn(provision))].sort();
  const sources = [...new Set(sourcesIn(provision))].sort();
  const ask = (rows: AskedRows): Walked => walkProvision(provision, questionOf(situation, cell, rows));
  const unmarked = ask({ on: null, source: null });
  const denies = hasDenial(provision);
  if (days.length === 0 && sources.length === 0) {
    return { permits: unmarked === 'PERMIT' ? null : [], forbids: denies && forbidding(unmarked) ? null : [] };
  }
  const permits: RowLimit[] = [];
  const forbids: RowLimit[] = [];
  for (const span of spansOf(days)) {
    const said = (source: string): Walked => ask({ on: span.on, source });
    permits.push(...rowsOf(span, sources, (source) => said(source) === 'PERMIT', false));
    forbids.push(...rowsOf(span, sources, (source) => forbidding(said(source)), true));
  }
  const undated = [...sources, OTHER_SOURCE].map((source) => ask({ on: null, source }));
  return {
    permits: unmarked === 'PERMIT' && all(permits, days) && undated.every((one) => one === 'PERMIT') ? null : joined(permits),
    forbids: !denies ? [] : forbidding(unmarked) && all(forbids, days) ? null : joined(forbids),
  };
}

/** A tree that denies nothing forbids nothing to others, however little it permits. */
const hasDenial = ({ effect, provisions }: ConsentProvision): boolean => effect === 'DENY' || provisions.some(hasDenial);

const forbidding = (said: Walked): boolean => said === 'DENY' || said === 'INDETERMINATE';
const all = (limits: readonly RowLimit[], days: readonly LocalDate[]): boolean =>
  limits.length === days.length + 1 && limits.every(({ sources }) => sources === null);

interface Span {
  readonly from: LocalDate | null;
  readonly to: LocalDate | null;
  /** A day of the span. */
  readonly on: LocalDate;
}

const ANY_DAY = '2000-01-01' as LocalDate;

function spansOf(days: readonly LocalDate[]): readonly Span[] {
  const first = days[0];
  if (first === undefined) return [{ from: null, to: null, on: ANY_DAY }];
  return [
    { from: null, to: first, on: plusDays(first, -1) },
    ...days.map((day, at) => ({ from: day, to: days[at + 1] ?? null, on: day })),
  ];
}

/** The rows of a span for which it holds: of every source, or of those named; `widely`, of every source if of others. */
function rowsOf({ from, to }: Span, sources: readonly string[], holds: (source: string) => boolean, widely: boolean): readonly RowLimit[] {
  const named = sources.filter(holds);
  const ofOthers = holds(OTHER_SOURCE);
  if (ofOthers && (widely || named.length === sources.length)) return [{ from, to, sources: null }];
  const ids = named.flatMap((source) => SOURCE.exec(source)?.[1] ?? []);
  return ids.length === 0 ? [] : [{ from, to, sources: ids }];
}

/** Neighbouring spans of the same sources as one; never all days as one, which would reach undated rows as well. */
function joined(limits: readonly RowLimit[]): readonly RowLimit[] {
  const found: RowLimit[] = [];
  for (const limit of limits) {
    const last = found.at(-1);
    const next = last !== undefined && last.to !== null && last.to === limit.from && (last.from !== null || limit.to !== null);
    if (next && String(last.sources) === String(limit.sources)) found[found.length - 1] = { ...last, to: limit.to };
    else found.push(limit);
  }
  return found;
}

function daysIn({ dataPeriod, provisions }: ConsentProvision): readonly LocalDate[] {
  return [...(dataPeriod === null ? [] : [dataPeriod.from, dataPeriod.to]).filter((day) => day !== null), ...provisions.flatMap(daysIn)];
}

function sourcesIn({ records, provisions }: ConsentProvision): readonly string[] {
  return [
    ...records.filter(({ meaning, reference }) => meaning === 'authoredby' && SOURCE.test(reference)).map(({ reference }) => reference),
    ...provisions.flatMap(sourcesIn),
  ];
}
