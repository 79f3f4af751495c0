import { CATEGORY_REGIMES } from '../law/category-regimes.js';
import type { Category } from '../law/category.js';
import type { Extent } from '../law/extent.js';
import type { Decision } from '../policy/decision.js';
import type { SelectedField } from './withheld.js';

interface FieldsOfLaw {
  readonly category: Category;
  readonly extent: Extent;
  readonly coordinates: string[];
}

interface Categories {
  readonly released: readonly Category[];
  readonly withheld: readonly Category[];
}

/** The laws that the fields of a document stand under, each once. A decision answers some laws and not every field. */
export interface DocumentLaws {
  readonly fields: readonly FieldsOfLaw[];
  /** Categories of the lists whose rows are each of a category of their own. */
  readonly rows: readonly Category[];
  /** The categories of an outcome, found once. */
  known(outcome: string, find: () => Categories): Categories;
}

const MOST_OUTCOMES = 1000;
const compiled = new WeakMap<readonly SelectedField[], DocumentLaws>();

/** The laws of these fields, sorted out once for as long as the list of fields lives. */
export function lawsOf(fields: readonly SelectedField[]): DocumentLaws {
  const found = compiled.get(fields);
  if (found !== undefined) return found;
  const byLaw = new Map<string, FieldsOfLaw>();
  const rows = new Set<Category>();
  for (const { classification, coordinate } of fields) {
    if (classification.kind === 'row') for (const category of classification.categories) rows.add(category);
    if (classification.kind !== 'category') continue;
    for (const { category, extent } of [classification, ...(classification.also ?? [])]) {
      const law = byLaw.get(`${category} ${extent}`) ?? { category, extent, coordinates: [] };
      byLaw.set(`${category} ${extent}`, law);
      law.coordinates.push(coordinate);
    }
  }
  const laws = { fields: [...byLaw.values()], rows: [...rows], known: remembering() };
  compiled.set(fields, laws);
  return laws;
}

function remembering(): DocumentLaws['known'] {
  const outcomes = new Map<string, Categories>();
  return (outcome, find) => {
    const found = outcomes.get(outcome);
    if (found !== undefined) return found;
    if (outcomes.size >= MOST_OUTCOMES) outcomes.clear();
    const made = find();
    outcomes.set(outcome, made);
    return made;
  };
}

/**
 * What a decision permits of the laws, as a text of ones and zeros: two decisions with one text release and withhold
 * the same of the document. A field beyond the extent may still be named by a consent, so it is asked by name.
 */
export function outcomeOf({ fields, rows }: DocumentLaws, decision: Decision): string {
  let outcome = '';
  for (const { category, extent, coordinates } of fields) {
    if (decision.permits(category, extent, 'CHILD_WELFARE')) outcome += '1';
    else for (const coordinate of coordinates) outcome += decision.permits(category, extent, 'CHILD_WELFARE', coordinate) ? '+' : '0';
  }
  for (const category of rows) outcome += opensRow(category, decision) ? '1' : '0';
  return outcome;
}

/** Says whether rows of a category, or some of them, are released under any of the regimes they can come under. */
export function opensRow(category: Category, decision: Decision): boolean {
  return CATEGORY_REGIMES[category].some((regime) => decision.rowsReleased(category, 'FULL', regime)?.length !== 0);
}
