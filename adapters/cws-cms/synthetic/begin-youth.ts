import { AGES, ETHNICITIES, SEXES, SHARES } from './distributions.js';
import { years, type PlanContext } from './plan-context.js';
import { planParents, planPerson } from './plan-people.js';
import { RandomStream } from './random.js';
import { keysOfYouth } from './row-keys.js';
import type { SyntheticCounty } from './synthetic-county.js';
import type { PlannedPerson } from './youth-plan.js';

/** Who a youth is, before anything has happened. */
export interface YouthBeginning {
  readonly context: PlanContext;
  readonly person: PlannedPerson;
  readonly parents: readonly PlannedPerson[];
  readonly diedOn: number | null;
  /** Whether a referral or case names the youth. */
  readonly connected: boolean;
}

/** The nth youth of a county with the parents; what follows is drawn from the context on. */
export function beginYouth(county: SyntheticCounty, index: number): YouthBeginning {
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
  return { context, person, parents, diedOn, connected: !random.chance(SHARES.unconnected) };
}

function sensitivity(random: RandomStream): 'N' | 'S' | 'R' {
  return random.weighted([['S', SHARES.sensitive], ['R', SHARES.sealed], ['N', 1 - SHARES.sensitive - SHARES.sealed]]);
}
