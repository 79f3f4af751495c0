import { CATEGORIES, CATEGORY_FACTS, type Category } from '../../src/law/category.js';
import type { Provenance } from '../../src/model/provenance.js';
import { listOf, membersOf, type Unread } from './fhir-fields.js';
import { inOrder, type StatedLaw } from './law-of-record.js';
import { FieldRefused } from './services-read.js';

const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
const LOCAL = 'urn:ca:csec:sensitivity';
const CATEGORY = 'urn:ca:csec:category';
/** Who consented to the care that a resource tells of: MINOR, PARENT, COURT or NOT_APPLICABLE. */
export const CONSENTED_BY = 'urn:ca:csec:extension:consented-by';

/** Categories that are named by a sensitivity of theirs alone; what is common to several names none. */
const BY_SENSITIVITY: ReadonlyMap<string, Category> = new Map<string, Category>([
  ['MH', 'MENTAL_HEALTH'], ['PSY', 'MENTAL_HEALTH'], ['EMOTDIS', 'MENTAL_HEALTH'], ['PSYTHPN', 'PSYCHOTHERAPY_NOTES'], ['42CFRPart2', 'SUBSTANCE_USE_PART2'],
  ['ETHUD', 'SUBSTANCE_USE_PART2'], ['OPIOIDUD', 'SUBSTANCE_USE_PART2'], ['SEX', 'REPRODUCTIVE_HEALTH'], ['PREGNANT', 'REPRODUCTIVE_HEALTH'],
  ['STD', 'COMMUNICABLE_DISEASE'],
  ['HIV', 'HIV'], ['SDV', 'ASSAULT_MEDICAL'], ['DVD', 'DEVELOPMENTAL_DISABILITY'], ['COGN', 'DEVELOPMENTAL_DISABILITY'],
]);
const BY_LOCAL: ReadonlyMap<string, Category> = new Map(CATEGORIES.flatMap((category) =>
  CATEGORY_FACTS[category].sensitivity.filter((code) => code.startsWith('csec:')).map((code): [string, Category] => [code.slice('csec:'.length), category])));
/** Of substances in general: under Part 2 where another label says so, else not. */
const SUBSTANCES = 'SUD';
const CONSENTERS: readonly Provenance['consentedBy'][] = ['MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE'];

/** What a resource says of its law: by labels of HL7, by ours, and who consented. Errors: FieldRefused CODE_INVALID. */
export function lawStated(resource: Unread): StatedLaw {
  const labels = listOf(membersOf(resource['meta'])['security']).map(membersOf);
  const named = labels.flatMap(({ system, code }) => categoryOf(system, String(code)));
  const substances = labels.some(({ system, code }) => system === ACT_CODE && code === SUBSTANCES) && !named.includes('SUBSTANCE_USE_PART2');
  return { categories: inOrder(substances ? [...named, 'SUBSTANCE_USE_OTHER'] : named), consentedBy: consenterOf(resource) };
}

function categoryOf(system: unknown, code: string): readonly Category[] {
  if (system === CATEGORY) {
    const category = CATEGORIES.find((each) => each === code);
    if (category === undefined) throw new FieldRefused('meta.security', 'CODE_INVALID');
    return [category];
  }
  const category = system === ACT_CODE ? BY_SENSITIVITY.get(code) : system === LOCAL ? BY_LOCAL.get(code) : undefined;
  return category === undefined ? [] : [category];
}

function consenterOf(resource: Unread): Provenance['consentedBy'] | null {
  const stated = listOf(resource['extension']).map(membersOf).find(({ url }) => url === CONSENTED_BY);
  if (stated === undefined) return null;
  const by = CONSENTERS.find((each) => each === stated['valueCode']);
  if (by === undefined) throw new FieldRefused('extension', 'CODE_INVALID');
  return by;
}
