import type { AgencyKind } from './agreement.js';
import { CATEGORIES, type Category } from './category.js';
import { AS_WRITTEN, PHRASES_BY_CATEGORY, STEMS_BY_CATEGORY, WORDS_BY_CATEGORY } from './implied-words.js';

/**
 * What the words of a document tell of beside its own category (rule G7): the name of a medicine, of a clinic, of a kind
 * of clinic. Wider than the names of medicines alone, and narrower in words that also mean something plain.
 * A table of words finds what it knows; whoever files a document says what else it tells.
 */

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
  const written = unspelled(text);
  for (const [word] of written.matchAll(/[a-z][a-z-]*/gi)) {
    for (const part of new Set([word, ...word.split('-')])) {
      const category = toldByWord(part);
      if (category !== null) told.add(category);
    }
  }
  const plain = ` ${written.toLowerCase().replace(/[^a-z0-9]+/g, ' ').trim()} `;
  for (const [category, phrases] of Object.entries(PHRASES_BY_CATEGORY)) {
    if (phrases.some((phrase) => plain.includes(` ${phrase} `) || plain.includes(` ${phrase}s `))) told.add(category as Category);
  }
  return CATEGORIES.filter((category) => told.has(category));
}

/** Letters of other forms as plain ones, and an abbreviation that is spelled with dots or spaces as one word. */
function unspelled(text: string): string {
  return text.normalize('NFKC').replaceAll(/\p{Cf}/gu, '').replaceAll(/\p{Pd}/gu, '-')
    .replaceAll(/(?<![A-Za-z])(?:[A-Za-z]\.\s?){2,}(?:[A-Za-z](?![A-Za-z]))?/g, (letters) => `${letters.replaceAll(/[.\s]/g, '')} `)
    .replaceAll(/(?<![A-Za-z])(?:[A-Z] ){2,}[A-Z](?![A-Za-z])/g, (letters) => letters.replaceAll(' ', ''));
}

function toldByWord(written: string): Category | null {
  const word = written.toLowerCase();
  if (AS_WRITTEN.get(word)?.includes(written) === false) return null;
  return CATEGORY_OF_WORD.get(word) ?? categoryOfPlural(word) ?? categoryOfStem(word) ?? (MEDICINES.has(word) || STEMS.test(word) ? 'GENERAL_MEDICAL' : null);
}

/** Of words that are plain as well the plural is plain: "arts" are no therapy. */
function categoryOfPlural(word: string): Category | null {
  const one = word.endsWith('s') ? word.slice(0, -1) : null;
  return one !== null && !AS_WRITTEN.has(one) ? CATEGORY_OF_WORD.get(one) ?? null : null;
}

function categoryOfStem(word: string): Category | null {
  return (Object.keys(STEMS_BY_CATEGORY) as Category[]).find((category) => STEMS_BY_CATEGORY[category]!.test(word)) ?? null;
}
