import type { Basis } from '../law/basis.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import type { Extent } from '../law/extent.js';
import { PURPOSES, type Purpose } from '../law/purpose.js';
import { ROLE_ABBREVIATION, type Role } from '../law/role.js';
import { PREDICATES_IN_WORDS } from './evaluation/predicate-names.js';
import type { Conditions, Effect, Layer } from './rule.js';

/** The roles as a reader of the law names them. */
export const ROLE_TITLES: Readonly<Record<Role, string>> = {
  COUNTY_WORKER: 'Social worker of the youth\'s county',
  OTHER_COUNTY_WORKER: 'Social worker of another county',
  PROBATION: 'Probation officer',
  PUBLIC_HEALTH_NURSE: 'Foster-care public-health nurse',
  MENTAL_HEALTH: 'Mental-health agency',
  SUBSTANCE_USE_PROGRAM: 'Substance-use programme',
  PROVIDER: 'Community service provider',
  TRAFFICKING_CASEWORKER: 'Human-trafficking caseworker',
  CHILD_ADVOCACY_CENTER: 'Child advocacy center',
  MDT_MEMBER: 'Member of a standing multidisciplinary team',
  MDT30_MEMBER: 'Member of a 30-day child abuse team',
  CFT_MEMBER: 'Member of a child and family team',
  LAW_ENFORCEMENT: 'Law-enforcement investigator',
  DISTRICT_ATTORNEY: 'District attorney',
  EDUCATION: 'School',
  COURT: 'Juvenile court',
  MINORS_COUNSEL: 'Minor\'s counsel or CASA',
  PARENT: 'Parent or guardian',
  CAREGIVER: 'Caregiver',
  YOUTH: 'The youth',
  NCMEC: 'National clearinghouse for missing children',
  FEDERAL: 'Federal official',
  STATE: 'State or legislative body',
  FORMER_YOUTH: 'The youth, grown up',
  COUNTY_IT: 'Operator of the gateway',
};

export const LAYER_TITLES: Readonly<Record<Layer, { readonly title: string; readonly says: string }>> = {
  FLOOR: { title: 'Floor', says: 'What stays closed whatever anyone consents to or asks for.' },
  MANDATE: { title: 'Mandatory disclosures', says: 'What a statute compels: the statutory minimum set, and no refusal stands against it.' },
  CATEGORY_LAW: { title: 'Special law of a category', says: 'What must hold besides a basis, because the category has a law of its own.' },
  BASIS: { title: 'Bases', says: 'What can open a category; each basis must cover it by itself.' },
  NARROWING: { title: 'Narrowing', says: 'Refusals of the person who controls the record, and what the county withholds by its own policy.' },
  MINIMUM_NECESSARY: { title: 'Minimum necessary', says: 'How far a release reaches at most.' },
  OBLIGATION: { title: 'Obligations', says: 'Duties that travel with a release.' },
};

export const EFFECT_WORDS: Readonly<Record<Effect, string>> = {
  PERMIT: 'permits', DENY: 'denies', REQUIRE: 'requires', LIMIT: 'limits', OBLIGE: 'obliges',
};

export const BASIS_TITLES: Readonly<Record<Basis, string>> = {
  MANDATE: 'mandatory report', COURT_ORDER: 'court order', SELF: 'the youth\'s own access', AGENCY: 'agency or listed party',
  TEAM: 'team', CONSENT: 'consent', CARE_COORDINATION: 'care coordination', INDEX: 'county index', EMERGENCY: 'emergency',
};

export const EXTENT_WORDS: Readonly<Record<Extent, string>> = {
  MINIMUM: 'in outline', FULL: 'in full, without free text', NARRATIVE: 'in full, free text included',
};

/** `C09 Mental health`. */
export const categoryInWords = (category: Category): string => `${CATEGORY_FACTS[category].id} ${CATEGORY_FACTS[category].title}`;

/** `CW Social worker of the youth's county`. */
export const roleInWords = (role: Role): string => `${ROLE_ABBREVIATION[role]} ${ROLE_TITLES[role]}`;

export const purposeInWords = (purpose: Purpose): string => PURPOSES[purpose].title;

/** A name of a closed list as words: `CHILD_WELFARE` becomes `child welfare`. */
export const nameInWords = (name: string): string => name.toLowerCase().replaceAll('_', ' ');

/** One set of conditions, all of which hold; no condition at all is told too. */
export function setInWords(set: readonly string[]): string {
  const words: Readonly<Record<string, string>> = PREDICATES_IN_WORDS;
  return set.length === 0 ? 'whatever the facts' : set.map((name) => words[name] ?? name).join(', and ');
}

/** Conditions, one text for each set of which one must hold. */
export const conditionsInWords = (conditions: Conditions): readonly string[] => conditions.map(setInWords);
