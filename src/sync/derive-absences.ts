import { plusDays, type LocalDate } from '../kernel/dates.js';
import type { Absence } from '../model/absence.js';
import type { AbsenceTraces } from '../store/assembly/absence.js';

/** O_HM_PLT.PLCG_RNC 1431, child ran away from placement. */
const RAN_AWAY_END = 1431;
/** O_HM_PLT.PLCG_RNC 1439, child abducted. */
const ABDUCTED_END = 1439;
/**
 * End reasons after which the youth is out of placement but not away from it in the sense of the law, because it is
 * known where the youth is: incarcerated, state hospital, trial visit home, medical facility, unapproved placement of a
 * non-minor dependent, placement outside foster care.
 */
const WHEREABOUTS_KNOWN: ReadonlySet<number> = new Set([1436, 1437, 1440, 1441, 6799, 6802]);

export type DerivedAbsence = Omit<Absence, 'subjectId'>;

/**
 * The absences of one youth, from the four traces CWS/CMS keeps; one span away appears once.
 *
 * Shape: ordered by start. A gap counts only after a placement of the same episode has ended, and only when at least
 * one day lies uncovered, unless the end reason itself says ran away or abducted. The AWOL indicator names the kind of
 * the absence that is open, or opens one on the day its row was updated (the first day the county is known to have
 * known), until the next placement begins. An indicator or a 6871 row that overlaps an absence adds none: placements
 * bound an absence better than a grid row entered after the return.
 * Absent: a trace without any date derives nothing.
 */
export function deriveAbsences(traces: AbsenceTraces): readonly DerivedAbsence[] {
  const gaps = traces.episodes.flatMap((episode) =>
    gapsOfEpisode(episode, traces.placements.filter((placement) => placement.episodeKey === episode.key)));
  const merged = mergeOverlapping(gaps);
  const withIndicator = applyIndicator(merged, traces);
  const fromGrid = mergeOverlapping(gridAbsences(traces)).filter((row) => !withIndicator.some((one) => overlaps(one, row)));
  return [...withIndicator, ...fromGrid].sort(byStart);
}

type EpisodeTrace = AbsenceTraces['episodes'][number];
type PlacementTrace = AbsenceTraces['placements'][number];

function gapsOfEpisode(episode: EpisodeTrace, placements: readonly PlacementTrace[]): DerivedAbsence[] {
  const dated = placements.filter((one): one is PlacementTrace & { startedOn: LocalDate } => one.startedOn !== null)
    .sort((a, b) => byStart(a, b) || (a.endReasonCode ?? 0) - (b.endReasonCode ?? 0));
  const gaps: DerivedAbsence[] = [];
  let covered: (typeof dated)[number] | null = null;
  for (const placement of dated) {
    if (covered) gaps.push(...gapBetween(covered, earlierOf(placement.startedOn, episode.endedOn)));
    if (!covered || compareEnds(covered.endedOn, placement.endedOn) <= 0) covered = placement;
  }
  if (covered) gaps.push(...gapBetween(covered, episode.endedOn));
  return gaps;
}

/** The absence that begins where a placement ended, if that end opens one before `until` (null: nothing follows yet). */
function gapBetween(placement: PlacementTrace, until: LocalDate | null): DerivedAbsence[] {
  const from = placement.endedOn;
  if (from === null || (until !== null && until < from)) return [];
  const reason = placement.endReasonCode;
  if (reason === RAN_AWAY_END) return [{ kind: 'RAN_AWAY', startedOn: from, endedOn: until, derivedFrom: 'PLACEMENT_END' }];
  if (reason === ABDUCTED_END) return [{ kind: 'ABDUCTED', startedOn: from, endedOn: until, derivedFrom: 'PLACEMENT_END' }];
  const uncovered = until === null || until > plusDays(from, 1);
  if (!uncovered || (reason !== null && WHEREABOUTS_KNOWN.has(reason))) return [];
  return [{ kind: 'UNEXPLAINED', startedOn: from, endedOn: until, derivedFrom: 'EPISODE_GAP' }];
}

function applyIndicator(absences: readonly DerivedAbsence[], traces: AbsenceTraces): DerivedAbsence[] {
  if (!traces.indicator) return [...absences];
  const { kind } = traces.indicator;
  const open = absences.findLast((absence) => absence.endedOn === null);
  if (open) {
    return absences.map((absence) => (absence === open && open.kind === 'UNEXPLAINED' ? { ...open, kind } : absence));
  }
  const startedOn = traces.indicator.updatedOn ?? traces.episodes.find((episode) => episode.endedOn === null)?.removedOn ?? null;
  if (startedOn === null) return [...absences];
  const asserted: DerivedAbsence = { kind, startedOn, endedOn: nextPlacement(startedOn, traces), derivedFrom: 'AWOL_INDICATOR' };
  return absences.some((absence) => overlaps(absence, asserted)) ? [...absences] : [...absences, asserted].sort(byStart);
}

/** A 6871 row without the end it must have (R-10971) ends where the next placement begins. */
function gridAbsences(traces: AbsenceTraces): DerivedAbsence[] {
  return traces.gridRows.flatMap((row): DerivedAbsence[] => {
    const startedOn = row.startedOn;
    if (startedOn === null) return [];
    const endedOn = row.endedOn !== null && row.endedOn < startedOn ? startedOn : row.endedOn ?? nextPlacement(startedOn, traces);
    return [{ kind: 'UNEXPLAINED', startedOn, endedOn, derivedFrom: 'GRID_ROW' }];
  });
}

/** The day the next placement after that day began: by then the youth was back. */
function nextPlacement(after: LocalDate, traces: AbsenceTraces): LocalDate | null {
  return traces.placements.map((placement) => placement.startedOn)
    .filter((day): day is LocalDate => day !== null && day > after).sort()[0] ?? null;
}

const KIND_RANK = { UNEXPLAINED: 0, RAN_AWAY: 1, ABDUCTED: 2 } as const;
const SOURCE_RANK = { GRID_ROW: 0, AWOL_INDICATOR: 1, EPISODE_GAP: 2, PLACEMENT_END: 3 } as const;

function mergeOverlapping(absences: readonly DerivedAbsence[]): DerivedAbsence[] {
  const merged: DerivedAbsence[] = [];
  for (const next of [...absences].sort(byStart)) {
    const last = merged.at(-1);
    if (!last || !overlaps(last, next)) { merged.push(next); continue; }
    merged[merged.length - 1] = {
      kind: KIND_RANK[next.kind] > KIND_RANK[last.kind] ? next.kind : last.kind,
      startedOn: last.startedOn,
      endedOn: compareEnds(last.endedOn, next.endedOn) >= 0 ? last.endedOn : next.endedOn,
      derivedFrom: SOURCE_RANK[next.derivedFrom] > SOURCE_RANK[last.derivedFrom] ? next.derivedFrom : last.derivedFrom,
    };
  }
  return merged;
}

/** Half-open spans that share a day, or begin on the same day. */
function overlaps(a: DerivedAbsence, b: DerivedAbsence): boolean {
  if (a.startedOn === b.startedOn) return true;
  const [first, second] = a.startedOn < b.startedOn ? [a, b] : [b, a];
  return first.endedOn === null || second.startedOn < first.endedOn;
}

interface Span {
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
}

function byStart(a: Span, b: Span): number {
  if (a.startedOn !== b.startedOn) return a.startedOn < b.startedOn ? -1 : 1;
  return compareEnds(a.endedOn, b.endedOn);
}

/** Orders ends, an open one last. */
function compareEnds(a: LocalDate | null, b: LocalDate | null): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}

function earlierOf(day: LocalDate, other: LocalDate | null): LocalDate {
  return other !== null && other < day ? other : day;
}
