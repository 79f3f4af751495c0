import type { DayNumber } from './calendar.js';
import {
  DISPOSITIONS, ORDINARY_ALLEGATIONS, REFERRAL_COUNTS, REFERRAL_DISPOSITIONS, REPORT_METHODS, RESPONSES, RESPONSIBLE_AGENCIES, SHARES,
} from './distributions.js';
import { inventedEmployer, inventedFirstName, inventedLastName, inventedPhone } from './invented-names.js';
import { limitedAccess, someWorker, years, type PlanContext } from './plan-context.js';
import { CSEC_REFERRAL_PROJECT, HISTORICAL_PROJECTS, HISTORICAL_SPAN } from './special-projects.js';
import type { PlannedAllegation, PlannedParticipation, PlannedReferral, PlannedReporter } from './youth-plan.js';

const EXPLOITATION = 2177;
const COMMERCIAL_SEXUAL_EXPLOITATION = 6873;
const GENERAL_NEGLECT = 2178;
const FAILURE_TO_PROTECT = 6874;
const YOUNGEST_AT_REFERRAL = 7;
/** A referral younger than this may still be open. */
const INVESTIGATION_DAYS = 45;

/** One to four referrals, oldest first; for a youth with a CSEC marker the newest alleges exploitation. */
export function planReferrals(context: PlanContext): PlannedReferral[] {
  const { random, bornOn, horizon } = context;
  const count = random.weighted(REFERRAL_COUNTS);
  const days = Array.from({ length: count }, () => random.between(Math.max(bornOn + years(YOUNGEST_AT_REFERRAL), horizon - years(6)), horizon));
  if (random.chance(0.12)) days.push(random.between(horizon - INVESTIGATION_DAYS, horizon));
  if (isHistorical(context)) days.push(random.between(HISTORICAL_SPAN.from, HISTORICAL_SPAN.to));
  days.sort((left, right) => left - right);
  return days.map((receivedOn, at) => planReferral(context, receivedOn, context.csec && (at === days.length - 1 || random.chance(0.25))));
}

/** Old enough to have been referred while the codes of ACL 15-49 stood, and one of the few who were. */
function isHistorical({ random, bornOn, csec }: PlanContext): boolean {
  return csec && bornOn + years(YOUNGEST_AT_REFERRAL) <= HISTORICAL_SPAN.from && random.chance(SHARES.historicalProject);
}

function planReferral(context: PlanContext, receivedOn: DayNumber, csec: boolean): PlannedReferral {
  const { random, keys, county, horizon } = context;
  const ofCounty = random.chance(SHARES.otherCountyReferral) ? county.neighbour : county.code;
  const age = horizon - receivedOn;
  const open = age < INVESTIGATION_DAYS && random.chance(0.7);
  const closedOn = open ? null : Math.min(receivedOn + random.between(5, 60), horizon);
  return {
    key: keys.next(receivedOn), county: ofCounty, receivedOn, receivedAt: random.between(0, 86_399), closedOn,
    response: random.weighted(RESPONSES), method: random.weighted(REPORT_METHODS),
    disposition: open ? '' : random.weighted(REFERRAL_DISPOSITIONS), limitedAccess: limitedAccess(context, SHARES.limitedAccess),
    responsibleAgency: random.weighted(RESPONSIBLE_AGENCIES), worker: someWorker(context, ofCounty), assignmentKey: keys.next(receivedOn),
    reporter: random.chance(SHARES.anonymousReporter) ? null : planReporter(context),
    allegations: planAllegations(context, { receivedOn, closedOn }, csec),
    participation: planParticipation(context, { receivedOn, closedOn, county: ofCounty, csec }),
  };
}

function planReporter({ random }: PlanContext): PlannedReporter {
  const mandated = random.chance(SHARES.mandatedReporter);
  return {
    firstName: inventedFirstName(random), lastName: inventedLastName(random), employer: mandated ? inventedEmployer(random) : null,
    phone: random.chance(0.85) ? inventedPhone(random) : 0, mandated, confidentialityWaived: random.chance(SHARES.confidentialityWaived),
  };
}

type ReferralSpan = Pick<PlannedReferral, 'receivedOn' | 'closedOn'>;

/** Ordinary allegations, and for exploitation 6873 under 2177 and often 6874 under 2178. */
function planAllegations(context: PlanContext, span: ReferralSpan, csec: boolean): PlannedAllegation[] {
  const { random } = context;
  const plans: (readonly [number, readonly number[]])[] = [];
  if (csec && random.chance(0.85)) plans.push([EXPLOITATION, [COMMERCIAL_SEXUAL_EXPLOITATION]]);
  if (csec && random.chance(0.4)) plans.push([GENERAL_NEGLECT, [FAILURE_TO_PROTECT]]);
  if (!csec || random.chance(0.35)) plans.push(ordinary(context));
  if (random.chance(0.25)) plans.push(ordinary(context));
  return plans.map(([type, subtypes]) => planAllegation(context, span, { type, subtypes }));
}

function ordinary({ random }: PlanContext): readonly [number, readonly number[]] {
  const [type, subtypes] = random.weighted(ORDINARY_ALLEGATIONS);
  return [type, subtypes.length === 0 ? [] : [random.pick(subtypes)]];
}

function planAllegation(
  { random, keys, parentKeys }: PlanContext,
  { receivedOn, closedOn }: ReferralSpan,
  { type, subtypes }: { readonly type: number; readonly subtypes: readonly number[] },
): PlannedAllegation {
  const disposition = closedOn === null ? 0 : random.weighted(DISPOSITIONS);
  const abuseStartedOn = receivedOn - random.between(0, 240);
  return {
    key: keys.next(receivedOn), type, subtypes: subtypes.map((code) => ({ key: keys.next(receivedOn), code })),
    disposition, dispositionOn: disposition === 0 ? null : closedOn,
    perpetratorKey: random.chance(0.55) ? random.pick(parentKeys) : null,
    abuseStartedOn, abuseEndedOn: random.chance(0.5) ? random.between(abuseStartedOn, receivedOn) : null,
  };
}

/** `S-CSEC Referral`, or one of the four old codes while they stood. */
function planParticipation(
  { random, keys, county }: PlanContext,
  of: Pick<PlannedReferral, 'receivedOn' | 'closedOn' | 'county'> & { readonly csec: boolean },
): PlannedParticipation | null {
  const inOldDays = of.receivedOn >= HISTORICAL_SPAN.from && of.receivedOn <= HISTORICAL_SPAN.to;
  if (!inOldDays && !(of.csec && random.chance(SHARES.csecProjectOnReferral))) return null;
  const name: string = inOldDays ? random.pick(HISTORICAL_PROJECTS).name : CSEC_REFERRAL_PROJECT;
  const project = county.projects.find((one) => one.county === of.county && one.name === name && one.startedOn <= of.receivedOn);
  if (!project) return null;
  const endedOn = inOldDays ? HISTORICAL_SPAN.to : (random.chance(0.3) ? of.closedOn : null);
  return { key: keys.next(of.receivedOn), projectKey: project.key, projectName: project.name, startedOn: of.receivedOn, endedOn };
}
