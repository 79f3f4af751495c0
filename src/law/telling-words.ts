import type { AgencyKind } from './agreement.js';
import { CATEGORIES, type Category } from './category.js';
import { WORDS_BY_CATEGORY } from './implied-words.js';

/**
 * What the words of a document tell of beside its own category (rule G7): the name of a medicine, of a clinic, of a kind
 * of clinic. Wider than the names of medicines alone, and narrower in words that also mean something plain.
 * A table of words finds what it knows; whoever files a document says what else it tells.
 */

/** Plain words that are a medical one only as it is written there. */
const AS_WRITTEN: ReadonlyMap<string, readonly string[]> = new Map([
  ['art', ['ART']], ['prep', ['PrEP', 'PREP']], ['mat', ['MAT']], ['aids', ['AIDS']], ['termination', []], ['gender', []],
]);

/** Phrases, in small letters and single spaces. */
const PHRASES: Partial<Readonly<Record<Category, readonly string[]>>> = {
  MENTAL_HEALTH: [
    'psychiatric hospital', 'psychiatric ward', 'state hospital', 'mental health clinic', 'behavioral health clinic', 'behavioural health clinic',
    'crisis stabilization unit', '5150 hold', '5585 hold', 'psychiatrist',
  ],
  SUBSTANCE_USE_PART2: [
    'narcotic treatment program', 'opioid treatment program', 'substance use treatment', 'substance abuse treatment', 'drug treatment program',
    'drug rehab', 'alcohol rehab', 'sober living',
  ],
  REPRODUCTIVE_HEALTH: [
    'planned parenthood', 'family planning clinic', 'reproductive health clinic', 'birth control', 'morning-after pill', 'termination of pregnancy',
    'terminated the pregnancy',
  ],
  ASSAULT_MEDICAL: ['sexual assault response team', 'sart exam', 'sart examination', 'evidence kit', 'rape kit'],
  GENERAL_MEDICAL: ['psychotropic medication', 'jv-220'],
  DEVELOPMENTAL_DISABILITY: ['regional center'],
  SOGIE: ['gender-affirming', 'gender affirming', 'gender dysphoria', 'gender clinic'],
  IMMIGRATION: ['special immigrant juvenile', 't visa', 'u visa', 'green card', 'undocumented'],
  JUVENILE_JUSTICE: ['juvenile hall', '602 petition', 'delinquency petition'],
};

/**
 * Psychotropic and everyday medicines, by stem and by name; a court authorizes the former within general medical care
 * (category C17). Source of the stems: the international nonproprietary names of the World Health Organization.
 */
const STEMS = /^[a-z]{2,}(?:oxetine|talopram|azepam|zolam|piprazole|peridone|triptyline|barbital|phenidate)$/;
const MEDICINES: ReadonlySet<string> = new Set([
  'sertraline', 'zoloft', 'prozac', 'lexapro', 'celexa', 'abilify', 'risperdal', 'seroquel', 'quetiapine', 'olanzapine', 'zyprexa', 'clozapine', 'lithium',
  'bupropion', 'wellbutrin', 'venlafaxine', 'effexor', 'mirtazapine', 'trazodone', 'hydroxyzine', 'lamotrigine', 'lamictal', 'depakote', 'divalproex',
  'valproate', 'carbamazepine', 'ritalin', 'concerta', 'adderall', 'vyvanse', 'lisdexamfetamine',
  'dextroamphetamine', 'ziprasidone', 'lurasidone', 'strattera', 'guanfacine', 'intuniv', 'clonidine', 'prazosin', 'latuda',
  'haloperidol', 'geodon', 'invega', 'insulin', 'albuterol', 'levothyroxine', 'metformin',
]);

/** What the name of an agency of that class tells of a youth in whose papers it stands; a class that is not here tells nothing more. */
const CATEGORY_OF_KIND: Readonly<Partial<Record<AgencyKind, Category>>> = {
  SUBSTANCE_USE_PROGRAM: 'SUBSTANCE_USE_PART2', MENTAL_HEALTH: 'MENTAL_HEALTH', TRAFFICKING_SERVICES: 'CSEC_STATUS',
};

/** The classes of agencies whose names tell of a category. */
export const TELLING_KINDS = Object.keys(CATEGORY_OF_KIND) as readonly AgencyKind[];

const CATEGORY_OF_WORD: ReadonlyMap<string, Category> = new Map(
  Object.entries(WORDS_BY_CATEGORY).flatMap(([category, words]) => words.map((word): [string, Category] => [word, category as Category])),
);

/** The categories that the words of a text, and the agencies named in it, tell of; each once, in the order of the law. */
export function categoriesToldBy(text: string, named: readonly AgencyKind[] = []): readonly Category[] {
  const told = new Set<Category>(named.flatMap((kind) => CATEGORY_OF_KIND[kind] ?? []));
  for (const [word] of text.matchAll(/[a-z][a-z-]*/gi)) {
    for (const part of new Set([word, ...word.split('-')])) {
      const category = toldByWord(part);
      if (category !== null) told.add(category);
    }
  }
  const plain = ` ${text.toLowerCase().replace(/[^a-z0-9-]+/g, ' ').trim()} `;
  for (const [category, phrases] of Object.entries(PHRASES)) {
    if (phrases.some((phrase) => plain.includes(` ${phrase} `))) told.add(category as Category);
  }
  return CATEGORIES.filter((category) => told.has(category));
}

function toldByWord(written: string): Category | null {
  const word = written.toLowerCase();
  if (AS_WRITTEN.get(word)?.includes(written) === false) return null;
  return CATEGORY_OF_WORD.get(word) ?? (MEDICINES.has(word) || STEMS.test(word) ? 'GENERAL_MEDICAL' : null);
}
