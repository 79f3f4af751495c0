import type { DayNumber } from './calendar.js';
import { CLOSE_REASONS, RESPONSIBLE_AGENCIES, SERVICE_COMPONENTS, SHARES } from './distributions.js';
import { limitedAccess, someWorker, type PlanContext } from './plan-context.js';
import { COUNTY_PROJECT, CSEC_REFERRAL_PROJECT } from './special-projects.js';
import type { PlannedAssignment, PlannedCase, PlannedParticipation, PlannedReferral } from './youth-plan.js';

const DEATH_OF_CHILD = 314;
const SECONDARY_ROLES = [142, 5800, 5802] as const;

/** The spans of a youth's cases: at most one earlier, closed one, and one opened from a referral. */
export function planCases(context: PlanContext, referrals: readonly PlannedReferral[], died: boolean): PlannedCase[] {
  const { random, horizon } = context;
  const promoted = referrals.find((referral) => referral.closedOn !== null && random.chance(0.6)) ?? referrals[0];
  if (!promoted || !random.chance(SHARES.caseOfConnected)) return [];
  const startedOn = Math.min(promoted.receivedOn + random.between(2, 40), horizon);
  const open = !died && random.chance(SHARES.openOfCases);
  const endedOn = open ? null : Math.min(startedOn + random.between(120, 1100), horizon);
  const latest = planCase(context, { startedOn, endedOn, referralKey: promoted.key, closeReason: died ? DEATH_OF_CHILD : null });
  return random.chance(SHARES.earlierCase) ? [...earlierCase(context, startedOn), latest] : [latest];
}

function earlierCase(context: PlanContext, before: DayNumber): PlannedCase[] {
  const { random, createdOn } = context;
  const startedOn = Math.max(createdOn, before - random.between(700, 1800));
  const endedOn = startedOn + random.between(90, 500);
  return endedOn < before ? [planCase(context, { startedOn, endedOn, referralKey: null, closeReason: null })] : [];
}

interface CaseSpan {
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
  readonly referralKey: string | null;
  readonly closeReason: number | null;
}

function planCase(context: PlanContext, span: CaseSpan): PlannedCase {
  const { random, keys, county } = context;
  const ofCounty = random.chance(SHARES.otherCountyCase) ? county.neighbour : county.code;
  const worker = someWorker(context, ofCounty);
  return {
    key: keys.next(span.startedOn), county: ofCounty, referralKey: span.referralKey, startedOn: span.startedOn, endedOn: span.endedOn,
    closeReason: span.endedOn === null ? 0 : span.closeReason ?? random.weighted(CLOSE_REASONS),
    component: random.weighted(SERVICE_COMPONENTS), responsibleAgency: random.weighted(RESPONSIBLE_AGENCIES),
    limitedAccess: limitedAccess(context, SHARES.limitedAccess), worker,
    assignments: planAssignments(context, span, { worker, county: ofCounty }),
    participation: context.csec && random.chance(SHARES.projectOnCase) ? planParticipation(context, span, ofCounty) : null,
  };
}

/** A primary worker for the whole case, or two one after the other; now and then a secondary one. */
function planAssignments(
  context: PlanContext,
  span: CaseSpan,
  { worker, county }: { readonly worker: PlannedCase['worker']; readonly county: string },
): PlannedAssignment[] {
  const { random, keys, horizon } = context;
  const until = span.endedOn ?? horizon;
  const handover = random.chance(SHARES.formerWorker) && until - span.startedOn > 60 ? random.between(span.startedOn + 30, until) : null;
  const assignment = (kind: 'P' | 'S', by: PlannedCase['worker'], held: Pick<CaseSpan, 'startedOn' | 'endedOn'>): PlannedAssignment => ({
    key: keys.next(held.startedOn), worker: by, kind, role: kind === 'S' ? random.pick(SECONDARY_ROLES) : 0,
    startedOn: held.startedOn, endedOn: held.endedOn,
  });
  return [
    ...(handover === null ? [] : [assignment('P', someWorker(context, county), { startedOn: span.startedOn, endedOn: handover })]),
    assignment('P', worker, { startedOn: handover ?? span.startedOn, endedOn: span.endedOn }),
    ...(random.chance(SHARES.secondaryWorker) ? [assignment('S', someWorker(context, county), span)] : []),
  ];
}

function planParticipation({ random, keys, county }: PlanContext, span: CaseSpan, ofCounty: string): PlannedParticipation | null {
  const name = random.chance(0.4) ? CSEC_REFERRAL_PROJECT : COUNTY_PROJECT;
  const project = county.projects.find((one) => one.county === ofCounty && one.name === name && one.startedOn <= span.startedOn);
  if (!project) return null;
  return { key: keys.next(span.startedOn), projectKey: project.key, projectName: name, startedOn: span.startedOn, endedOn: span.endedOn };
}
