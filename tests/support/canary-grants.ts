import { demoPersona } from '../../src/auth/demo-identities.js';
import { CATEGORY_REGIMES } from '../../src/law/category-regimes.js';
import type { Category } from '../../src/law/category.js';
import type { Extent } from '../../src/law/extent.js';
import type { Purpose } from '../../src/law/purpose.js';
import type { Regime } from '../../src/law/regime.js';
import type { TestCaller } from './gateway.js';
import type { ScenarioCaller } from './scenario-people.js';

/** How far one category is released. */
export interface Granted {
  readonly extent: Extent;
  readonly regimes: readonly Regime[];
  /** The texts of documents too, where they are not released as narratives. */
  readonly texts?: true;
  /** Only the rows of the days and the source that the release names. */
  readonly within?: true;
  /** The team whose talk is heard. */
  readonly talk?: string;
}

/** What one caller is released of one youth, as a person wrote it down from the law; `decide` has no part in it. */
export interface Grants {
  readonly categories: Readonly<Partial<Record<Category, Granted>>>;
  /** The referrals whose reporter he may learn. */
  readonly reporters?: readonly string[];
  /** Rows of care that the minor consented to are left out. */
  readonly notMinors?: true;
  /** The homes of others are left out: an adult reads his own file. */
  readonly noHomes?: true;
  /** The compelled report on which all of it rests. */
  readonly report?: 'EXPLOITATION' | 'MISSING';
  /** Referrals and cases of limited access too. */
  readonly apart?: true;
  /** Fields that a consent names beyond the extent. */
  readonly fields?: readonly string[];
}

/** One caller with one purpose, and what he is released of whom. A youth who is not listed does not exist for him. */
export interface Asker {
  readonly name: string;
  readonly caller: TestCaller | ScenarioCaller;
  readonly purpose: Purpose;
  /** The county whose reports and accesses the caller lists; absent: of none. */
  readonly lists?: string;
  readonly sees: Readonly<Record<number, Grants>>;
}

/** The role that an asker's token names. */
export function roleOf({ caller }: Asker): string {
  if (typeof caller === 'string') return demoPersona(caller).role;
  return 'as' in caller ? demoPersona(caller.as).role : caller.role;
}

/** Says whether the asker is a worker of a county. */
export const isWorker = (asker: Asker): boolean => roleOf(asker) === 'COUNTY_WORKER';

export const CW: readonly Regime[] = ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'];
export const ANY: readonly Regime[] = ['CHILD_WELFARE', 'COURT', 'LPS', 'CMIA'];

export type Entry = Grants['categories'];

/** Categories to one extent, from these sources. */
export const all = (extent: Extent, regimes: readonly Regime[], ...categories: Category[]): Entry =>
  Object.fromEntries(categories.map((category) => [category, { extent, regimes }]));

/** Categories to one extent, whatever their source. */
export const whole = (extent: Extent, ...categories: Category[]): Entry =>
  Object.fromEntries(categories.map((category) => [category, { extent, regimes: CATEGORY_REGIMES[category] }]));

const withEach = (entry: Entry, more: Partial<Granted>): Entry =>
  Object.fromEntries(Object.entries(entry).map(([category, granted]) => [category, { ...granted, ...more }]));

/** With the texts of documents, which are for the county's own workers, orders of a court, and the youth. */
export const texts = (entry: Entry): Entry => withEach(entry, { texts: true });

/** Only rows of the days and the source that a limited release names. */
export const within = (entry: Entry): Entry => withEach(entry, { within: true });

/** With the talk of a team. */
export const hearing = (talk: string, entry: Entry): Entry => withEach(entry, { talk });
