import type { DayNumber } from './calendar.js';
import { ORDINARY_PLACEMENT_ENDS, PLACEMENT_COUNTS, REMOVAL_REASONS, RUNAWAY_SHARE, SHARES } from './distributions.js';
import type { PlanContext } from './plan-context.js';
import type { PlannedAbsence, PlannedCase, PlannedEpisode, PlannedPlacement } from './youth-plan.js';

const RAN_AWAY = 1431;
const ABDUCTED = 1439;
const OTHER_END = 1442;
const RETURNED_HOME = 1440;
const REUNIFIED = 5439;
const AGE_OF_MAJORITY = 5427;
const COUNTY_WELFARE = 34;
const COUNTY_PROBATION = 33;

/** A removal from home during the case, with its placements and the spans away from them; null for most in-home cases. */
export function planEpisode(context: PlanContext, during: PlannedCase | undefined): PlannedEpisode | null {
  const { random, keys, horizon } = context;
  if (!during || !random.chance(SHARES.removedOfCases)) return null;
  const caseEnd = during.endedOn ?? horizon;
  const removedOn = Math.min(during.startedOn + random.between(0, 20), caseEnd);
  const reunified = during.endedOn === null && random.chance(SHARES.reunifiedOfOpen);
  const endedOn = reunified ? random.between(removedOn, caseEnd) : during.endedOn;
  return {
    key: keys.next(removedOn), removedOn, removedAt: random.between(0, 86_399), reason: random.weighted(REMOVAL_REASONS), endedOn,
    endReason: endedOn === null ? 0 : random.pick([REUNIFIED, REUNIFIED, AGE_OF_MAJORITY]),
    agency: during.responsibleAgency === 'P' ? COUNTY_PROBATION : COUNTY_WELFARE, worker: during.worker,
    ...planPlacements(context, removedOn, endedOn),
  };
}

interface Stays {
  readonly placements: PlannedPlacement[];
  readonly absences: PlannedAbsence[];
}

/** Stays one after another, some ended by a run or followed by a gap that nothing explains. */
function planPlacements(context: PlanContext, removedOn: DayNumber, endedOn: DayNumber | null): Stays {
  const { random, horizon } = context;
  const until = endedOn ?? horizon;
  const awayFrom = endedOn === null && random.chance(SHARES.awayNow) ? Math.max(removedOn + 1, until - random.between(2, 90)) : null;
  const stays: Stays = { placements: [], absences: [] };
  let startedOn = removedOn;
  for (let left = random.weighted(PLACEMENT_COUNTS); left > 0; left -= 1) {
    const stayEnd = startedOn + random.between(12, 320);
    const limit = awayFrom ?? until;
    if (left === 1 || stayEnd >= limit) {
      closeStays(context, stays, { startedOn, endedOn, awayFrom: awayFrom !== null && awayFrom > startedOn ? awayFrom : null });
      return stays;
    }
    const { reason, gap, kind } = endOfStay(context);
    stays.placements.push(placement(context, { startedOn, endedOn: stayEnd, endReason: reason }));
    const nextOn = stayEnd + gap;
    if (kind) stays.absences.push({ kind, startedOn: stayEnd, endedOn: nextOn > until ? endedOn : nextOn });
    if (nextOn > until) return stays;
    startedOn = nextOn;
  }
  return stays;
}

/** Why a stay ended, and how long the youth was in no placement after it. */
function endOfStay({ random, csec }: PlanContext): { reason: number; gap: number; kind: PlannedAbsence['kind'] | null } {
  if (random.chance(csec ? RUNAWAY_SHARE.csec : RUNAWAY_SHARE.other)) return { reason: RAN_AWAY, gap: random.between(1, 60), kind: 'RAN_AWAY' };
  if (random.chance(0.01)) return { reason: ABDUCTED, gap: random.between(2, 20), kind: 'ABDUCTED' };
  if (random.chance(SHARES.unexplainedGap)) return { reason: OTHER_END, gap: random.between(3, 20), kind: 'UNEXPLAINED' };
  return { reason: random.weighted(ORDINARY_PLACEMENT_ENDS), gap: 0, kind: null };
}

/** The last stay: over with the episode, lasting still, or left by a youth who is away now. */
function closeStays(
  context: PlanContext,
  stays: Stays,
  last: { readonly startedOn: DayNumber; readonly endedOn: DayNumber | null; readonly awayFrom: DayNumber | null },
): void {
  if (last.awayFrom === null) {
    stays.placements.push(placement(context, { startedOn: last.startedOn, endedOn: last.endedOn, endReason: last.endedOn === null ? 0 : RETURNED_HOME }));
    return;
  }
  const abducted = context.random.chance(0.05);
  stays.placements.push(placement(context, { startedOn: last.startedOn, endedOn: last.awayFrom, endReason: abducted ? ABDUCTED : RAN_AWAY }));
  stays.absences.push({ kind: abducted ? 'ABDUCTED' : 'RAN_AWAY', startedOn: last.awayFrom, endedOn: null });
}

function placement({ random, keys, county }: PlanContext, stay: Omit<PlannedPlacement, 'key' | 'homeKey'>): PlannedPlacement {
  return { key: keys.next(stay.startedOn), homeKey: random.pick(county.homes).key, ...stay };
}
