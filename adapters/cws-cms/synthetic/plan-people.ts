import type { DayNumber } from './calendar.js';
import {
  ETHNICITIES, LANGUAGES, OTHER_SYSTEMS, SHARES,
} from './distributions.js';
import { inventedFirstName, inventedLastName, inventedPhone, inventedStreet, inventedTown } from './invented-names.js';
import { years, type PlanContext } from './plan-context.js';
import type { RandomStream, Weighted } from './random.js';
import type { KeyRange } from './row-keys.js';
import type { PlannedAddress, PlannedAlias, PlannedPerson, YouthPlan } from './youth-plan.js';

const STREET_KINDS = [1885, 1889, 1908, 1916, 1960, 1981, 1990, 2007, 2027] as const;
const STATES: Weighted<number> = [[1828, 955], [1860, 20], [1827, 15], [1864, 7], [1846, 3]];
const MASSACHUSETTS = 1846;
const RESIDENCE = 32;
const HOMELESS = 29;

/** A person of that sex and birth day. */
export function planPerson(
  random: RandomStream,
  keys: KeyRange,
  of: Pick<PlannedPerson, 'sex' | 'bornOn' | 'createdOn' | 'ethnicity'> & { readonly lastName?: string },
): PlannedPerson {
  return {
    clientKey: keys.next(of.createdOn),
    firstName: inventedFirstName(random),
    middleName: random.chance(0.4) ? inventedFirstName(random) : null,
    lastName: of.lastName ?? inventedLastName(random),
    suffix: of.sex === 'M' && random.chance(0.03) ? 'Jr' : null,
    sex: of.sex, bornOn: of.bornOn, ethnicity: of.ethnicity, createdOn: of.createdOn,
    language: random.weighted(LANGUAGES),
  };
}

/** One or two parents, adults at the youth's birth; most share the youth's family name. */
export function planParents(random: RandomStream, keys: KeyRange, youth: PlannedPerson): PlannedPerson[] {
  const sexes = random.chance(SHARES.secondParent) ? (['F', 'M'] as const) : [random.chance(0.85) ? 'F' : 'M'] as const;
  return sexes.map((sex) => planPerson(random, keys, {
    sex, bornOn: youth.bornOn - years(18) - random.between(0, years(20)), createdOn: youth.createdOn,
    ethnicity: random.chance(0.8) ? youth.ethnicity : random.weighted(ETHNICITIES),
    ...(random.chance(0.7) ? { lastName: youth.lastName } : {}),
  }));
}

/** Other names: none, one or two. */
export function planAliases({ random, keys, horizon }: PlanContext, youth: PlannedPerson): PlannedAlias[] {
  const count = random.chance(SHARES.alias) ? (random.chance(SHARES.secondAlias) ? 2 : 1) : 0;
  return Array.from({ length: count }, () => {
    const createdOn = random.between(youth.createdOn, horizon);
    return {
      key: keys.next(createdOn), createdOn, firstName: inventedFirstName(random),
      lastName: random.chance(0.5) ? youth.lastName : inventedLastName(random),
    };
  });
}

/** Ids in other systems: letter and nine digits. */
export function planOtherIds({ random, keys, horizon }: PlanContext, youth: PlannedPerson): YouthPlan['otherIds'] {
  return OTHER_SYSTEMS.flatMap(([system, share, prefix]) => (random.chance(share)
    ? [{ key: keys.next(random.between(youth.createdOn, horizon)), system, value: `${prefix}${`${random.between(0, 999_999_999)}`.padStart(9, '0')}` }]
    : []));
}

/** One to three addresses, each beginning as the one before ends; the last is current. */
export function planAddresses(context: PlanContext, from: DayNumber): PlannedAddress[] {
  const { random, horizon } = context;
  const moves = Array.from({ length: random.between(0, 2) }, () => random.between(from + 1, horizon))
    .filter((day) => day > from).sort((left, right) => left - right);
  const starts = [from, ...new Set(moves)];
  return starts.map((startedOn, at) => planAddress(context, startedOn, starts[at + 1] ?? null));
}

function planAddress({ random, keys }: PlanContext, startedOn: DayNumber, endedOn: DayNumber | null): PlannedAddress {
  const homeless = random.chance(SHARES.homeless);
  const state = random.weighted(STATES);
  return {
    linkKey: keys.next(startedOn), addressKey: keys.next(startedOn), kind: homeless ? HOMELESS : RESIDENCE, homeless,
    streetNumber: random.between(1, 9999), street: inventedStreet(random), streetKind: random.pick(STREET_KINDS),
    unit: random.chance(0.35) ? random.between(1, 240) : null, city: inventedTown(random), state,
    zip: state === MASSACHUSETTS ? random.between(1001, 2791) : random.between(90_001, 96_162),
    phone: random.chance(0.7) ? inventedPhone(random) : 0, startedOn, endedOn,
  };
}
