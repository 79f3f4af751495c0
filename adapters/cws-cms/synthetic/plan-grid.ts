import type { DayNumber } from './calendar.js';
import { SHARES } from './distributions.js';
import { years, type PlanContext } from './plan-context.js';
import type { PlannedCase, PlannedEpisode, PlannedGridEntry } from './youth-plan.js';

/** The six types of CSEC_TPC. */
export const GRID_TYPES = {
  AT_RISK: 6867, BEFORE_CARE: 6868, DURING_CARE: 6869, OPEN_CASE: 6870, WHILE_ABSENT: 6871, CLOSED_CASE_ILP: 6872,
} as const;

const YOUNGEST = 8;
const YOUNGEST_ILP = 16;

interface Span {
  readonly type: number;
  readonly share: number;
  readonly from: DayNumber;
  readonly to: DayNumber;
  /** The end that the type demands; undefined: open or any day up to now. */
  readonly endedOn?: DayNumber | null;
}

/**
 * The grid rows that fit the youth's history: each type only where its words are true of it. Rows overlap freely.
 * A youth known by allegation or project alone has none.
 */
export function planGrid(context: PlanContext, cases: readonly PlannedCase[], episode: PlannedEpisode | null): PlannedGridEntry[] {
  const { random, bornOn, horizon } = context;
  if (!context.csec || !random.chance(SHARES.gridOfCsec)) return [];
  const youngest = bornOn + years(YOUNGEST);
  const atRisk: Span = { type: GRID_TYPES.AT_RISK, share: 0.5, from: Math.max(youngest, horizon - years(4)), to: horizon };
  const spans = [...careSpans(episode, horizon), ...absenceSpans(episode), ...caseSpans(context, cases, episode), atRisk]
    .map((span) => ({ ...span, from: Math.max(span.from, youngest) }))
    .filter((span) => span.from <= span.to);
  const chosen = spans.filter((span) => random.chance(span.share));
  return (chosen.length > 0 ? chosen : [atRisk]).map((span) => planEntry(context, span));
}

function careSpans(episode: PlannedEpisode | null, horizon: DayNumber): Span[] {
  if (!episode) return [];
  const { removedOn } = episode;
  return [
    { type: GRID_TYPES.BEFORE_CARE, share: 0.4, from: removedOn - 700, to: removedOn, endedOn: removedOn },
    { type: GRID_TYPES.DURING_CARE, share: 0.5, from: removedOn, to: episode.endedOn ?? horizon },
  ];
}

/** Entered after return: the end is known. */
function absenceSpans(episode: PlannedEpisode | null): Span[] {
  return (episode?.absences ?? []).flatMap(({ kind, startedOn, endedOn }) => (kind === 'RAN_AWAY' && endedOn !== null
    ? [{ type: GRID_TYPES.WHILE_ABSENT, share: 0.75, from: startedOn, to: endedOn, endedOn }]
    : []));
}

function caseSpans({ bornOn, horizon }: PlanContext, cases: readonly PlannedCase[], episode: PlannedEpisode | null): Span[] {
  const latest = cases.at(-1);
  if (!latest) return [];
  const spans: Span[] = [];
  if (!episode) spans.push({ type: GRID_TYPES.OPEN_CASE, share: 0.6, from: latest.startedOn, to: latest.endedOn ?? horizon });
  if (latest.endedOn !== null && horizon >= bornOn + years(YOUNGEST_ILP)) {
    spans.push({
      type: GRID_TYPES.CLOSED_CASE_ILP, share: 0.5, from: Math.max(latest.endedOn, bornOn + years(YOUNGEST_ILP)), to: horizon,
    });
  }
  return spans;
}

function planEntry({ random, keys, horizon }: PlanContext, span: Span): PlannedGridEntry {
  const startedOn = random.between(span.from, span.to);
  const anyEnd = random.chance(0.4) ? random.between(startedOn, horizon) : null;
  return {
    key: keys.next(Math.min(horizon, startedOn + random.between(0, 30))), type: span.type, startedOn,
    endedOn: span.endedOn === undefined ? anyEnd : span.endedOn,
  };
}
