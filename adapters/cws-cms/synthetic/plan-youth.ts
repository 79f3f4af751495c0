import { AGES, ETHNICITIES, SEXES, SHARES } from './distributions.js';
import { planCases } from './plan-cases.js';
import { years, type PlanContext } from './plan-context.js';
import { planGrid } from './plan-grid.js';
import { planAddresses, planAliases, planOtherIds, planParents, planPerson } from './plan-people.js';
import { planEpisode } from './plan-placements.js';
import { planReferrals } from './plan-referrals.js';
import { planServices } from './plan-services.js';
import { RandomStream } from './random.js';
import { keysOfYouth } from './row-keys.js';
import type { SyntheticCounty } from './synthetic-county.js';
import type { PlannedEpisode, PlannedPerson, YouthPlan } from './youth-plan.js';

const ORIENTATIONS = [7066, 7066, 7066, 7067, 7068, 7069] as const;
const GENDER_IDENTITIES = [7075, 7075, 7075, 7076, 7077, 7078] as const;
const GENDER_EXPRESSIONS = [7081, 7081, 7082, 7083] as const;

/** Everything true of the nth youth of a county; the same whatever the number of youths. */
export function planYouth(county: SyntheticCounty, index: number): YouthPlan {
  const random = new RandomStream(county.seed, 'youth', index);
  const keys = keysOfYouth(county.seed, county.number, index);
  const bornOn = county.asOf - years(random.weighted(AGES)) - random.between(0, 364);
  const createdOn = random.between(bornOn + 30, bornOn + years(6));
  const person = planPerson(random, keys, { sex: random.weighted(SEXES), bornOn, createdOn, ethnicity: random.weighted(ETHNICITIES) });
  const parents = planParents(random, keys, person);
  const diedOn = random.chance(SHARES.deceased) ? county.asOf - random.between(20, 300) : null;
  const context: PlanContext = {
    county, random, keys, bornOn, createdOn, horizon: diedOn ?? county.asOf, sensitivity: sensitivity(random),
    csec: random.chance(SHARES.csecMarker), parentKeys: parents.map((parent) => parent.clientKey),
  };
  return { ...planLife(context, person, diedOn !== null), index, person, parents, diedOn, ...planTraits(context) };
}

function sensitivity(random: RandomStream): 'N' | 'S' | 'R' {
  return random.weighted([['S', SHARES.sensitive], ['R', SHARES.sealed], ['N', 1 - SHARES.sensitive - SHARES.sealed]]);
}

/** What happened to the youth. */
function planLife(context: PlanContext, person: PlannedPerson, died: boolean) {
  const referrals = context.random.chance(SHARES.unconnected) ? [] : planReferrals(context);
  const cases = planCases(context, referrals, died);
  const episode = planEpisode(context, cases.at(-1));
  return {
    referrals, cases, episode,
    grid: planGrid(context, cases, episode),
    services: planServices(context, person.clientKey, { cases, referrals }),
    addresses: planAddresses(context, person.createdOn),
    aliases: planAliases(context, person),
    otherIds: planOtherIds(context, person),
    away: awayIndicator(context.random, episode),
  };
}

/** A and B are entered by a worker, P and D set by the system. */
function awayIndicator(random: RandomStream, episode: PlannedEpisode | null): YouthPlan['away'] {
  const now = episode?.endedOn === null ? episode.absences.find((absence) => absence.endedOn === null) : undefined;
  if (now?.kind === 'RAN_AWAY') return random.chance(0.7) ? 'A' : 'P';
  if (now?.kind === 'ABDUCTED') return random.chance(0.7) ? 'B' : 'D';
  return 'N';
}

/** What is true of the youth whatever happened. */
function planTraits({ random, keys, bornOn, createdOn, horizon, sensitivity: restriction }: PlanContext) {
  const sogie = random.chance(SHARES.sogieRecorded);
  return {
    sensitivity: restriction,
    estimatedBirthDate: random.chance(SHARES.estimatedBirthDate),
    sensitiveHealth: random.chance(SHARES.sensitiveHealth),
    addressConfidentialOn: random.chance(SHARES.confidentialAddress) ? random.between(Math.max(createdOn, horizon - years(2)), horizon) : null,
    minorParent: horizon >= bornOn + years(14) && random.chance(SHARES.minorParent),
    orientation: sogie ? random.pick(ORIENTATIONS) : 0,
    genderIdentity: sogie ? random.pick(GENDER_IDENTITIES) : 0,
    genderExpression: sogie ? random.pick(GENDER_EXPRESSIONS) : 0,
    missingKey: keys.never(createdOn),
  };
}
