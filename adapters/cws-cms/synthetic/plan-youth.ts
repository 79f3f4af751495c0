import { beginYouth } from './begin-youth.js';
import { SHARES } from './distributions.js';
import { years, type PlanContext } from './plan-context.js';
import { planLife } from './plan-life.js';
import { planRelatives } from './plan-relatives.js';
import type { SyntheticCounty } from './synthetic-county.js';
import type { YouthPlan } from './youth-plan.js';

const ORIENTATIONS = [7066, 7066, 7066, 7067, 7068, 7069] as const;
const GENDER_IDENTITIES = [7075, 7075, 7075, 7076, 7077, 7078] as const;
const GENDER_EXPRESSIONS = [7081, 7081, 7082, 7083] as const;

/** Everything true of the nth youth of a county; the same whatever the number of youths. */
export function planYouth(county: SyntheticCounty, index: number): YouthPlan {
  const begun = beginYouth(county, index);
  const { person, parents, diedOn } = begun;
  const life = planLife(begun);
  const traits = planTraits(begun.context);
  // Last, and from a stream of their own: what was drawn of youths before there were relatives stays as it was.
  return { ...life, index, person, parents, diedOn, ...traits, ...planRelatives(county, index, begun) };
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
