import type { TestCaller } from './gateway.js';
import type { Category } from '../../src/law/category.js';
import { EXTENTS, type Extent } from '../../src/law/extent.js';
import type { Purpose } from '../../src/law/purpose.js';
import type { Regime } from '../../src/law/regime.js';
import { COLUMNS } from './canary-columns.js';
import { documentLaw } from './canary-special.js';
import { AGENCY, STAFF_KEY, youth } from './canary-youths.js';

/** How far one category is released. */
export interface Granted {
  readonly extent: Extent;
  readonly regimes: readonly Regime[];
  /** The texts of documents too, where they are not released as narratives. */
  readonly texts?: true;
}

/** What one caller is released of one youth, as a person wrote it down from the law; `decide` has no part in it. */
export interface Grants {
  readonly categories: Readonly<Partial<Record<Category, Granted>>>;
  /** The referrals whose reporter he may learn. */
  readonly reporters?: readonly string[];
  /** Fields that a consent names beyond the extent. */
  readonly fields?: readonly string[];
}

/** One caller with one purpose, and what he is released of whom. A youth who is not listed does not exist for him. */
export interface Asker {
  readonly name: string;
  readonly caller: TestCaller;
  readonly purpose: Purpose;
  /** The county whose reports and accesses the caller lists; absent: of none. */
  readonly lists?: string;
  readonly sees: Readonly<Record<number, Grants>>;
}

const CW: readonly Regime[] = ['CHILD_WELFARE', 'COURT', 'LAW_ENFORCEMENT'];
const ANY: readonly Regime[] = ['CHILD_WELFARE', 'COURT', 'LPS', 'CMIA'];

type Entry = Grants['categories'];
const all = (extent: Extent, regimes: readonly Regime[], ...categories: Category[]): Entry =>
  Object.fromEntries(categories.map((category) => [category, { extent, regimes }]));
/** With the texts of documents, which are for the county's own workers, orders of a court, and the youth. */
const texts = (entry: Entry): Entry => Object.fromEntries(Object.entries(entry).map(([category, granted]) => [category, { ...granted, texts: true as const }]));

/** A county's own worker over the agency's own record. */
const RECORD = all('NARRATIVE', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT');
const HEALTH = all('FULL', ANY, 'MENTAL_HEALTH', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY');
/** What the work on a case opens beside the record, to whoever carries or supervises it. */
const WORK = { ...all('FULL', CW, 'ABUSE_REPORT', 'JUVENILE_JUSTICE', 'THIRD_PARTY'), ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL') };
const IMMIGRATION = all('FULL', CW, 'IMMIGRATION');
const SCHOOL = all('FULL', ['CHILD_WELFARE', 'FERPA'], 'EDUCATION');
const VAULT = all('FULL', CW, 'SAFE_AT_HOME_ADDRESS');
/** Another county's worker over a youth whom his county supervises. */
const SUPERVISED = { ...all('FULL', CW, 'IDENTITY_CORE', 'LOCATION', 'CASE_FACTS', 'CSEC_STATUS', 'SUBSTANCE_USE_OTHER'), ...all('MINIMUM', CW, 'EXPLOITATION_DETAIL'), ...WORK };
/** A clinic that treats the youth. */
const TREATING = {
  ...all('FULL', ANY, 'IDENTITY_CORE', 'CSEC_STATUS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_OTHER', 'GENERAL_MEDICAL', 'DEVELOPMENTAL_DISABILITY'),
  ...all('MINIMUM', CW, 'LOCATION', 'CASE_FACTS'),
};
const PART2 = all('FULL', ['PART2'], 'SUBSTANCE_USE_PART2');
const INVESTIGATING = {
  ...all('FULL', ['CHILD_WELFARE', 'LAW_ENFORCEMENT'], 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'JUVENILE_JUSTICE', 'THIRD_PARTY'),
  ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL'),
};
const REPORTS = all('FULL', CW, 'ABUSE_REPORT');
const TEAM = {
  ...all('FULL', CW, 'IDENTITY_CORE', 'CASE_FACTS', 'CSEC_STATUS', 'EXPLOITATION_DETAIL', 'SUBSTANCE_USE_OTHER', 'WORKER_CONTACT'),
  ...all('FULL', CW, 'ABUSE_REPORT', 'JUVENILE_JUSTICE'), ...all('FULL', ['CHILD_WELFARE'], 'ASSAULT_MEDICAL'),
  ...all('MINIMUM', CW, 'LOCATION', 'THIRD_PARTY'), ...all('FULL', ['LPS'], 'MENTAL_HEALTH'),
};
const less = (entry: Entry, category: Category): Entry => Object.fromEntries(Object.entries(entry).filter(([name]) => name !== category));

const countywide = (n: number): Readonly<Record<number, Grants>> => ({ [n]: { categories: RECORD } });
const OPEN_IN_19 = [1, 2, 3, 7, 8, 11, 12].map(countywide).reduce((one, other) => ({ ...one, ...other }));
const AT_WORK = { ...RECORD, ...texts({ ...WORK, ...IMMIGRATION, ...VAULT }) };
const CARRIED = [1, 2, 8].map((n) => ({ [n]: { categories: AT_WORK } })).reduce((one, other) => ({ ...one, ...other }));
const SUPERVISES = { 10: { categories: { ...SUPERVISED, ...IMMIGRATION } } };
/** For the management of a case: what its carrier reads of school and immigration, and of health while she is a minor. */
const MANAGED = { ...RECORD, ...texts({ ...WORK, ...IMMIGRATION, ...SCHOOL }) };
const CARRIER: TestCaller = { as: 'county-worker', staffKey: STAFF_KEY, privileges: [] };
const CLINIC = {
  1: { categories: TREATING }, 2: { categories: TREATING }, 7: { categories: less(TREATING, 'CSEC_STATUS') }, 8: { categories: TREATING },
};

/** Callers and purposes of the proof; those who are released nothing stand here too. */
export const ASKERS: readonly Asker[] = [
  { name: 'county worker, countywide', caller: 'county-worker', purpose: 'CHILD_WELFARE', lists: '19', sees: { ...OPEN_IN_19, ...SUPERVISES } },
  {
    name: 'county worker, countywide, coordinating care', caller: 'county-worker', purpose: 'CARE_COORDINATION', lists: '19',
    sees: { ...OPEN_IN_19, 10: { categories: { ...SUPERVISED, ...HEALTH } } },
  },
  {
    name: 'county worker who carries the case', caller: CARRIER, purpose: 'CHILD_WELFARE',
    sees: { ...CARRIED, 1: { categories: AT_WORK, reporters: ['A'] }, 9: { categories: RECORD }, ...SUPERVISES },
  },
  {
    name: 'county worker who carries the case, managing it', caller: CARRIER, purpose: 'CASE_MANAGEMENT',
    sees: {
      8: { categories: MANAGED }, 1: { categories: { ...MANAGED, ...HEALTH } }, 2: { categories: { ...MANAGED, ...HEALTH } }, 9: { categories: RECORD },
      10: { categories: { ...SUPERVISED, ...IMMIGRATION, ...HEALTH } },
    },
  },
  {
    name: 'worker of the neighbouring county', caller: { as: 'county-worker', county: '33' }, purpose: 'CHILD_WELFARE', lists: '33',
    sees: { ...countywide(5), ...countywide(10) },
  },
  { name: 'clinician', caller: 'mental-health', purpose: 'TREATMENT', sees: { ...CLINIC, 1: { categories: { ...TREATING, ...PART2 } } } },
  { name: 'clinician, coordinating care', caller: 'mental-health', purpose: 'CARE_COORDINATION', sees: CLINIC },
  {
    name: 'detective', caller: 'law-enforcement', purpose: 'INVESTIGATION',
    sees: { 1: { categories: { ...INVESTIGATING, ...REPORTS }, reporters: ['A'] }, 2: { categories: INVESTIGATING } },
  },
  { name: 'detective, for a missing child', caller: 'law-enforcement', purpose: 'MISSING_CHILD', sees: {} },
  {
    name: 'provider', caller: 'provider', purpose: 'SERVICES',
    sees: {
      1: { categories: { ...all('MINIMUM', CW, 'IDENTITY_CORE', 'CSEC_STATUS'), ...all('FULL', CW, 'CASE_FACTS') } },
      6: { categories: all('FULL', ['LPS', 'CMIA'], 'MENTAL_HEALTH') },
      7: { categories: all('MINIMUM', CW, 'IDENTITY_CORE', 'LOCATION'), fields: ['Youth.lastName'] },
      8: { categories: all('MINIMUM', CW, 'CSEC_STATUS') },
      12: { categories: PART2 },
    },
  },
  { name: 'provider, coordinating care', caller: 'provider', purpose: 'CARE_COORDINATION', sees: {} },
  {
    name: 'team member', caller: 'mdt-member', purpose: 'MDT',
    sees: { 1: { categories: TEAM }, 2: { categories: TEAM }, 7: { categories: less(TEAM, 'CSEC_STATUS') } },
  },
  { name: 'county IT', caller: 'county-it', purpose: 'OPERATIONS', sees: {} },
  { name: 'clinic whose agreement lapsed', caller: { as: 'mental-health', agencyId: AGENCY.lapsed }, purpose: 'TREATMENT', sees: {} },
];

const reaches = (grants: Grants, category: Category, extent: Extent): boolean => {
  const granted = grants.categories[category];
  return granted !== undefined && EXTENTS.indexOf(granted.extent) >= EXTENTS.indexOf(extent);
};

/** A row of a category of its own, under the law of its source; a word that is no category is nobody's. */
function reachesRow(grants: Grants, category: string, regime: Regime): boolean {
  const granted = grants.categories[category as Category];
  return granted !== undefined && reaches(grants, category as Category, 'FULL') && granted.regimes.includes(regime);
}

/** The relation that a table's rows are reached through, and how far its category must be released. */
const RELATION: Readonly<Record<string, readonly [Category, Extent]>> = {
  alias: ['IDENTITY_CORE', 'FULL'], address: ['LOCATION', 'MINIMUM'], csec_grid_entry: ['CSEC_STATUS', 'FULL'],
  special_project_participation: ['CSEC_STATUS', 'FULL'], referral: ['CASE_FACTS', 'FULL'], reporter: ['CASE_FACTS', 'FULL'], allegation: ['CASE_FACTS', 'FULL'],
  child_welfare_case: ['CASE_FACTS', 'MINIMUM'], placement: ['CASE_FACTS', 'FULL'], absence: ['CASE_FACTS', 'FULL'], assignment: ['WORKER_CONTACT', 'MINIMUM'],
};

/** Rows of limited access and what hangs off them; the keys say which. */
const LIMITED: Readonly<Record<string, readonly string[]>> = {
  referral: ['R'], reporter: ['R'], allegation: ['R'], child_welfare_case: ['L'], assignment: ['of L', 'of R'],
  special_project_participation: ['limited'],
};

/** Says whether a row of this youth is there at all for the asker. */
export function rowVisible(asker: Asker, n: number, table: string, key: string): boolean {
  const grants = asker.sees[n];
  if (!grants || LIMITED[table]?.includes(key)) return false;
  if (table === 'youth') return true;
  if (table === 'reporter') return reaches(grants, 'CASE_FACTS', 'FULL') && (grants.reporters?.includes(key) ?? false);
  // An id identifies, and tells what its system tells: who has a pupil's id is a pupil.
  if (table === 'identifier') return reaches(grants, 'IDENTITY_CORE', 'FULL') && reachesRow(grants, key, 'CHILD_WELFARE');
  if (table === 'service_record') {
    const [category, regime] = key.split(' ') as [string, Regime];
    return reachesRow(grants, category, regime);
  }
  if (table === 'case_document') {
    const { category, regime, talk } = documentLaw(key);
    // Where a participant in Safe at Home lives stands in her documents as well.
    if (category === 'LOCATION' && youth(n).addressConfidential && !reaches(grants, 'SAFE_AT_HOME_ADDRESS', 'FULL')) return false;
    return !talk && reachesRow(grants, category, regime);
  }
  // The name of any other project is free text.
  if (table === 'special_project_participation' && key === 'other' && !reaches(grants, 'CASE_FACTS', 'NARRATIVE')) return false;
  if (table === 'address' && youth(n).addressConfidential) return reaches(grants, 'SAFE_AT_HOME_ADDRESS', 'FULL');
  const relation = RELATION[table];
  return relation !== undefined && reaches(grants, ...relation);
}

/** A text can hold anything: it takes a release of narratives, or of the whole record; one of abuse can name its reporter. */
const opensText = (grants: Grants, category: Category): boolean =>
  reaches(grants, category, 'NARRATIVE') || (category !== 'ABUSE_REPORT' && grants.categories[category]?.texts === true);

const ACTUAL = ['started_on', 'ended_on', 'street', 'unit', 'city', 'zip', 'phone'];

/** Whether the asker is the worker of the youth's county who carries her case or referral to act on it. */
function carries({ caller }: Asker, n: number): boolean {
  const worker = typeof caller === 'object' && caller.as === 'county-worker' && caller.staffKey === STAFF_KEY;
  return worker && youth(n).county === '19' && youth(n).carries.some((way) => way !== 'CASE_ENDED');
}

/** Says whether the asker may learn the value in one column of one row. Independent of the policy's code. */
export function columnVisible(asker: Asker, n: number, { table, key, column }: { readonly table: string; readonly key: string; readonly column: string }): boolean {
  const grants = asker.sees[n];
  const { law } = COLUMNS[table]![column]!;
  if (law.kind === 'administered') return grants !== undefined && carries(asker, n);
  if (law.kind === 'reported') return grants !== undefined && (carries(asker, n) || (asker.lists !== undefined && asker.lists === youth(n).county));
  if (law.kind === 'noticed') return false;
  if (!grants || !rowVisible(asker, n, table, key)) return false;
  if (table === 'address' && youth(n).addressConfidential) return ACTUAL.includes(column);
  if (table === 'placement' && youth(n).addressConfidential && law.kind === 'category' && law.category === 'LOCATION') return false;
  switch (law.kind) {
    case 'category':
      if (law.also !== undefined && !reaches(grants, law.also, 'FULL')) return false;
      return reaches(grants, law.category, law.extent) || (law.coordinate !== undefined && (grants.fields?.includes(law.coordinate) ?? false));
    case 'row': case 'reporter': return true;
    case 'matter': return documentLaw(key).category === 'JUVENILE_JUSTICE' || reaches(grants, 'JUVENILE_JUSTICE', 'FULL');
    case 'text': return opensText(grants, documentLaw(key).category);
    case 'never': case 'fact': return false;
  }
}
