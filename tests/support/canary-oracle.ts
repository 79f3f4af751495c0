import type { Cell } from '../../src/law/category-regimes.js';
import type { Category } from '../../src/law/category.js';
import { EXTENTS, type Extent } from '../../src/law/extent.js';
import type { Regime } from '../../src/law/regime.js';
import { COLUMNS } from './canary-columns.js';
import { SERVICE_KINDS } from './canary-county.js';
import type { Asker, Grants } from './canary-grants.js';
import { isToldNotice } from './canary-notices.js';
import { dangerLaw, decides, documentLaw } from './canary-special.js';
import { AGENCY, STAFF_KEY, youth } from './canary-youths.js';

const reaches = (grants: Grants, category: Category, extent: Extent): boolean => {
  const granted = grants.categories[category];
  return granted !== undefined && granted.within === undefined && EXTENTS.indexOf(granted.extent) >= EXTENTS.indexOf(extent);
};

/** A row of a category of its own, under the law of its source; a word that is no category is nobody's. */
function reachesRow(grants: Grants, category: string, regime: Regime, isWithin = false): boolean {
  const granted = grants.categories[category as Category];
  return granted !== undefined && granted.extent !== 'MINIMUM' && granted.regimes.includes(regime) && (granted.within === undefined || isWithin);
}

/** The relation that a table's rows are reached through, and how far its category must be released. */
const RELATION: Readonly<Record<string, readonly [Category, Extent]>> = {
  alias: ['IDENTITY_CORE', 'FULL'], address: ['LOCATION', 'MINIMUM'], csec_grid_entry: ['CSEC_STATUS', 'FULL'], screening_finding: ['CSEC_STATUS', 'FULL'],
  special_project_participation: ['CSEC_STATUS', 'FULL'], referral: ['CASE_FACTS', 'FULL'], reporter: ['CASE_FACTS', 'FULL'], allegation: ['CASE_FACTS', 'FULL'],
  child_welfare_case: ['CASE_FACTS', 'MINIMUM'], placement: ['CASE_FACTS', 'FULL'], absence: ['CASE_FACTS', 'FULL'], assignment: ['WORKER_CONTACT', 'MINIMUM'],
};

/** Rows of limited access and what hangs off them; the keys say which. */
const LIMITED: Readonly<Record<string, readonly string[]>> = {
  referral: ['R'], reporter: ['R'], allegation: ['R'], child_welfare_case: ['L'], assignment: ['of L', 'of R'],
  special_project_participation: ['limited'],
};

/** Whether the asker is the worker of the youth's county who carries her case or referral to act on it. */
function carries({ caller, sees }: Asker, n: number): boolean {
  const worker = n in sees && typeof caller === 'object' && 'as' in caller && caller.as === 'county-worker' && caller.staffKey === STAFF_KEY;
  return worker && youth(n).county === '19' && youth(n).carries.some((way) => way !== 'CASE_ENDED');
}

/** Whether the asker lists what the county keeps of all its youths whom he may know of. */
const lists = (asker: Asker, n: number): boolean => n in asker.sees && asker.lists !== undefined && asker.lists === youth(n).county;

/** The programme is told of the emergency that opened what came from it. */
const isToldSource = ({ caller }: Asker, n: number, key: string): boolean =>
  n === 13 && decides('emergency_access', key) && typeof caller === 'object' && caller.agencyId === AGENCY.programme;

/** Whoever carries the case reads who names her; that a programme does only where he is released what it tells. */
const readsLink = (asker: Asker, n: number, key: string): boolean =>
  carries(asker, n) && (!key.startsWith('11a40003') || reachesRow(asker.sees[n]!, 'SUBSTANCE_USE_PART2', 'PART2'));

/** Who carries the case reads the naming system and since when; the county's officer, of what was undone, since when and why. */
const linkColumn = (asker: Asker, n: number, key: string, column: string): boolean =>
  (readsLink(asker, n, key) && ['system', 'linked_at'].includes(column))
  || (key.startsWith('11a40002') && lists(asker, n) && ['linked_at', 'undone_because'].includes(column));

/** What a county keeps beside the record, and who is told of a row of it. */
const KEPT: Readonly<Record<string, (asker: Asker, n: number, key: string) => boolean>> = {
  consent: carries, court_order: carries, mandated_report: (asker, n) => carries(asker, n) || lists(asker, n),
  emergency_access: (asker, n, key) => (decides('emergency_access', key) && lists(asker, n)) || isToldSource(asker, n, key),
  emergency_alert: (asker, _, key) => key.startsWith('a1e27001') && typeof asker.caller === 'object' && asker.caller.agencyId === AGENCY.programme,
  // What waits is in the queue of the county's officer; what was decided is in none.
  release_approval: (asker, n, key) => key.startsWith('a9900001') && lists(asker, n),
  partner_link: (asker, n, key) => readsLink(asker, n, key) || (key.startsWith('11a40002') && lists(asker, n)),
  consent_release: isToldNotice, consent_withdrawal: isToldNotice,
  // For the agency that was sent of her before, whatever it is sent now.
  seal_notice: ({ caller }, n) => n === 13 && typeof caller === 'object' && caller.agencyId === AGENCY.programme,
};

/** Says whether what the report of a missing child has of a category is told: in full on any basis, and because that report is compelled. */
function tellsMissing(grants: Grants, category: Category, regime: Regime): boolean {
  const granted = grants.categories[category];
  if (granted === undefined || granted.within !== undefined || !granted.regimes.includes(regime)) return false;
  return grants.report === undefined ? granted.extent !== 'MINIMUM' : grants.report === 'MISSING';
}

/** A fact that endangers her, as far as it is told in words or by being there. */
function tellsDanger(grants: Grants, key: string): boolean {
  const { category, regime, byMinor, freely } = dangerLaw(key);
  return !freely && tellsMissing(grants, category, regime) && !(byMinor && grants.notMinors);
}

/**
 * Whether the asker is told that she elected: with who she is and that she is a victim, whatever his office. The row itself is
 * for whoever carries the case.
 */
function toldOfElection(asker: Asker, n: number): boolean {
  const grants = asker.sees[n];
  return grants !== undefined && reaches(grants, 'IDENTITY_CORE', 'FULL') && reaches(grants, 'CSEC_STATUS', 'MINIMUM');
}

/** Says whether a row of this youth is there at all for the asker. */
export function rowVisible(asker: Asker, n: number, table: string, key: string): boolean {
  const grants = asker.sees[n];
  const kept = KEPT[table]?.(asker, n, key);
  if (kept !== undefined) return kept;
  if (!grants || (grants.apart === undefined && LIMITED[table]?.includes(key))) return false;
  if (table === 'youth') return true;
  if (table === 'victim_election') return toldOfElection(asker, n);
  if (table === 'reporter') return reaches(grants, 'CASE_FACTS', 'FULL') && (grants.reporters?.includes(key) ?? false);
  // An id identifies, and tells what its system tells: who has a pupil's id is a pupil.
  if (table === 'identifier') return reaches(grants, 'IDENTITY_CORE', 'FULL') && reachesRow(grants, key, 'CHILD_WELFARE');
  if (table === 'service_record') {
    const [category, regime, mark] = key.split(' ') as [Category, Regime, string?];
    if (!SERVICE_KINDS.includes(category) || (grants.notMinors && mark !== 'parent')) return false;
    return reachesRow(grants, category, regime, mark === 'within');
  }
  if (table === 'endangerment') return tellsDanger(grants, key);
  if (table === 'missing_child_description') return (['IDENTITY_CORE', 'LOCATION'] as const).some((category) => tellsMissing(grants, category, 'CHILD_WELFARE'));
  if (table === 'case_document') {
    const { category, regime, talk, within, also = [] } = documentLaw(key);
    // Who consented to the care of which it tells beside is not known: it is hers.
    if (!also.every((told) => reachesRow(grants, told.category, told.regime) && !grants.notMinors)) return false;
    // Where a participant in Safe at Home lives stands in her documents as well.
    if (category === 'LOCATION' && youth(n).addressConfidential && !reaches(grants, 'SAFE_AT_HOME_ADDRESS', 'FULL')) return false;
    return reachesRow(grants, category, regime, within) && (talk === undefined || grants.categories[category]?.talk === talk);
  }
  // The name of any other project is free text.
  if (table === 'special_project_participation' && key === 'other' && !reaches(grants, 'CASE_FACTS', 'NARRATIVE')) return false;
  if (table === 'address' && youth(n).addressConfidential) return reaches(grants, 'SAFE_AT_HOME_ADDRESS', 'FULL');
  const relation = RELATION[table];
  return relation !== undefined && reaches(grants, ...relation);
}

/** Which agency holds records of a youth, of what law, and whether of care that she consented to herself. */
export interface HeldBy {
  readonly agencyId: string;
  readonly cells: readonly Cell[];
  readonly minorsOwnCare: boolean;
}

/**
 * Says whether the asker may know that an agency serves the youth: where all that it may hold of her is released to him, whatever
 * the day of it. To whoever is not, it is not there: that an agency serves her tells what she needs.
 */
export function knowsSource(asker: Asker, n: number, { cells, minorsOwnCare }: HeldBy): boolean {
  const grants = asker.sees[n];
  return grants !== undefined && !(minorsOwnCare && grants.notMinors) && cells.every(({ category, regime }) => reachesRow(grants, category, regime));
}

/** A text can hold anything: it takes a release of narratives, or of the whole record; one of abuse can name its reporter. */
const opensText = (grants: Grants, category: Category): boolean =>
  reaches(grants, category, 'NARRATIVE') || (category !== 'ABUSE_REPORT' && grants.categories[category]?.texts === true);

const ACTUAL = ['started_on', 'ended_on', 'street', 'unit', 'city', 'zip', 'phone'];

/** Says whether the asker may learn the value in one column of one row. Independent of the policy's code. */
export function columnVisible(asker: Asker, n: number, { table, key, column }: { readonly table: string; readonly key: string; readonly column: string }): boolean {
  const grants = asker.sees[n];
  const { law } = COLUMNS[table]![column]!;
  if (table === 'emergency_access' && isToldSource(asker, n, key)) return column === 'recipient_name' || column === 'recipient_affiliation';
  if (table === 'victim_election') return (column === 'elected' && rowVisible(asker, n, table, key)) || (law.kind === 'kept' && carries(asker, n));
  if (table === 'partner_link') return linkColumn(asker, n, key, column);
  if (law.kind === 'kept') return KEPT[table]!(asker, n, key);
  if (!grants || !rowVisible(asker, n, table, key)) return false;
  if (table === 'address' && youth(n).addressConfidential) return ACTUAL.includes(column);
  if (table === 'placement' && (youth(n).addressConfidential || grants.noHomes) && law.kind === 'category' && law.category === 'LOCATION') return false;
  if (table === 'endangerment') return law.kind === 'row' && dangerLaw(key).inWords === true;
  if (table === 'missing_child_description') {
    if (column === 'last_seen_place' && (youth(n).addressConfidential || grants.noHomes)) return false;
    return law.kind === 'category' && tellsMissing(grants, law.category, 'CHILD_WELFARE');
  }
  switch (law.kind) {
    case 'category':
      if (law.also !== undefined && !reaches(grants, law.also, 'FULL')) return false;
      return reaches(grants, law.category, law.extent) || (law.coordinate !== undefined && (grants.fields?.includes(law.coordinate) ?? false));
    case 'row': case 'reporter': return true;
    case 'matter': return documentLaw(key).category === 'JUVENILE_JUSTICE' || reaches(grants, 'JUVENILE_JUSTICE', 'FULL');
    case 'text': {
      const { category, talk, also = [] } = documentLaw(key);
      return talk !== undefined || [category, ...also.map((told) => told.category)].every((one) => opensText(grants, one));
    }
    case 'never': case 'fact': return false;
  }
}
