import { dayNumber, twoDigits, type DayNumber } from './calendar.js';
import { HOME_KINDS } from './distributions.js';
import { DEFAULT_AS_OF, type SyntheticOptions } from './extract-options.js';
import { inventedEmail, inventedFirstName, inventedHome, inventedLastName, inventedPhone, inventedStreet, inventedTown } from './invented-names.js';
import { RandomStream } from './random.js';
import { STAFF_PER_COUNTY, keysOfCounty, staffKeyOf, type KeyRange } from './row-keys.js';
import { projectsOf, type SyntheticProject } from './special-projects.js';

/** A worker of the county or of a neighbour. */
export interface SyntheticStaff {
  /** Three base-62 characters, case-sensitive. */
  readonly staffKey: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly phone: number;
  readonly email: string;
  /** Two digits. */
  readonly county: string;
  readonly startedOn: DayNumber;
  /** FKCASE_LDT of the caseload that the worker holds now. */
  readonly caseloadKey: string;
  readonly caseloadRowKey: string;
}

/** A home or facility where youths are placed. */
export interface SyntheticHome {
  readonly key: string;
  readonly name: string;
  readonly kind: number;
  readonly streetNumber: number;
  readonly street: string;
  readonly city: string;
  readonly zip: number;
  readonly phone: number;
  readonly confidential: boolean;
  readonly openedOn: DayNumber;
}

/** All that the youths of a county share. */
export interface SyntheticCounty {
  /** Two digits. */
  readonly code: string;
  readonly number: number;
  readonly seed: number;
  readonly asOf: DayNumber;
  /** Another county, which a few referrals and cases belong to. */
  readonly neighbour: string;
  readonly staff: readonly SyntheticStaff[];
  readonly neighbourStaff: readonly SyntheticStaff[];
  readonly homes: readonly SyntheticHome[];
  readonly projects: readonly SyntheticProject[];
  /** Ids of service providers; their own table is no part of the extract. */
  readonly providerKeys: readonly string[];
  readonly officeKey: string;
}

const HOMES = 60;
const PROVIDERS = 25;
const NEIGHBOUR_STAFF = 3;
const OLDEST_DAY: DayNumber = 14_610; // 2010-01-01
/** Counties lie far enough apart in the list that a neighbour is never the county itself. */
const NEIGHBOUR_STEP = 17;

let remembered: { readonly of: string; readonly county: SyntheticCounty } | undefined;

/** The shared part of the county that the options decide; the same for any number of youths. */
export function syntheticCounty(options: SyntheticOptions): SyntheticCounty {
  const asOf = options.asOf ?? DEFAULT_AS_OF;
  const of = `${options.county}:${options.seed}:${asOf}`;
  if (remembered?.of !== of) remembered = { of, county: build(Number(options.county), options.seed, dayNumber(asOf)) };
  return remembered.county;
}

/** The county's workers in a fixed order. */
export function staffOf(options: SyntheticOptions): readonly SyntheticStaff[] {
  return syntheticCounty(options).staff;
}

/** GVR_ENTC of a county given as two digits. */
export function governmentEntityOf(county: string): number {
  return 1067 + Number(county);
}

function build(number: number, seed: number, asOf: DayNumber): SyntheticCounty {
  const neighbour = ((number - 1 + NEIGHBOUR_STEP) % 58) + 1;
  return {
    code: twoDigits(number), number, seed, asOf, neighbour: twoDigits(neighbour),
    staff: staff(seed, number, STAFF_PER_COUNTY),
    neighbourStaff: staff(seed, neighbour, NEIGHBOUR_STAFF),
    ...sharedPlaces({ seed, number, asOf, neighbour }),
  };
}

function sharedPlaces({ seed, number, asOf, neighbour }: Record<'seed' | 'number' | 'asOf' | 'neighbour', number>) {
  const keys = keysOfCounty(seed, number);
  // The workers' caseloads took the first keys of the county.
  for (let taken = 0; taken < 2 * STAFF_PER_COUNTY; taken += 1) keys.next(OLDEST_DAY);
  return {
    officeKey: keys.next(OLDEST_DAY),
    homes: Array.from({ length: HOMES }, (_, index) => home(new RandomStream(seed, 'home', index), keys, asOf)),
    providerKeys: Array.from({ length: PROVIDERS }, (_, index) => keys.next(OLDEST_DAY + index)),
    projects: projectsOf([twoDigits(number), twoDigits(neighbour)], keys),
  };
}

/** A county's workers come out the same in every extract that names them, so that neighbours agree. */
function staff(seed: number, county: number, count: number): SyntheticStaff[] {
  const keys = keysOfCounty(seed, county);
  return Array.from({ length: count }, (_, index) => {
    const random = new RandomStream(seed, 'staff', county * STAFF_PER_COUNTY + index);
    const [firstName, lastName] = [inventedFirstName(random), inventedLastName(random)];
    const startedOn = OLDEST_DAY + random.between(0, 2500);
    return {
      staffKey: staffKeyOf(county, index), firstName, lastName, phone: inventedPhone(random),
      email: inventedEmail(firstName, lastName, index), county: twoDigits(county), startedOn,
      caseloadKey: keys.next(startedOn), caseloadRowKey: keys.next(startedOn),
    };
  });
}

function home(random: RandomStream, keys: KeyRange, asOf: DayNumber): SyntheticHome {
  const openedOn = random.between(OLDEST_DAY, asOf - 1500);
  return {
    key: keys.next(openedOn), name: inventedHome(random), kind: random.weighted(HOME_KINDS), openedOn,
    streetNumber: random.between(1, 9999), street: inventedStreet(random), city: inventedTown(random),
    zip: random.between(90_001, 96_162), phone: inventedPhone(random), confidential: random.chance(0.05),
  };
}
