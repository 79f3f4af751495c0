import type { AuthorityId } from '../law/authority-ids.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import type { Classification } from '../law/classification.js';
import { REGIMES } from '../law/regime.js';
import type { CellDecision, Decision } from '../policy/decision.js';
import { mayRelease } from './projection.js';

/** One field that a document selects, with its law: `Youth.bornOn`. */
export interface SelectedField {
  readonly coordinate: string;
  readonly classification: Classification;
  /** The coordinates around it, outermost first. */
  readonly within: readonly string[];
}

/** What a caller is told of one withheld coordinate: once per coordinate, never per row. */
export interface WithheldNotice {
  readonly coordinate: string;
  readonly category: Category;
  readonly reason: string;
  readonly authorities: readonly AuthorityId[];
  readonly remedy: string;
}

/** Names the reason and the remedy of a withheld category to a caller; a function of caller, purpose and decision only. */
export type Remedy = (category: Category, decision: Decision) => { readonly reason: string; readonly remedy: string };

/**
 * The notices of a response: every selected coordinate that the decision on at least one subject withholds and whose
 * category may be spoken of. Concealed categories are never listed (rules G1, G9). Depends on the document and the
 * decisions only, never on a row.
 */
export function withheldNotices(
  fields: readonly SelectedField[], decisions: Iterable<Decision>, remedy: Remedy,
): readonly WithheldNotice[] {
  const notices = new Map<string, WithheldNotice>();
  // The fields of a row share the law of the list that fetched it: the list alone is named.
  const lists = new Set(fields.filter(({ classification }) => classification.kind === 'row').map(({ coordinate }) => coordinate));
  const named = fields.filter(({ classification, within }) => classification.kind !== 'row' || !within.some((outer) => lists.has(outer)));
  for (const decision of decisions) {
    const silent = new Set<string>();
    for (const field of named) {
      if (field.within.some((outer) => silent.has(outer))) continue;
      for (const category of withheldCategories(field, decision)) {
        if (field.classification.kind === 'category') silent.add(field.coordinate);
        if (CATEGORY_FACTS[category].whenWithheld === 'conceal') continue;
        const key = `${field.coordinate} ${category}`;
        if (notices.has(key)) continue;
        notices.set(key, {
          coordinate: field.coordinate, category, authorities: authoritiesOf(field.classification), ...remedy(category, decision),
        });
      }
    }
  }
  return [...notices.values()].sort((a, b) => compare(a.coordinate, b.coordinate) || compare(a.category, b.category));
}

/** The categories a selected field would release under this decision, and those it would not. */
export function categoriesOf(fields: readonly SelectedField[], decision: Decision): { released: Category[]; withheld: Category[] } {
  const released = new Set<Category>();
  const withheld = new Set<Category>();
  for (const field of fields) {
    const { classification } = field;
    if (classification.kind !== 'category' && classification.kind !== 'row') continue;
    const refused = withheldCategories(field, decision);
    const asked = classification.kind === 'category' ? [classification.category] : classification.categories;
    for (const category of asked) (refused.includes(category) ? withheld : released).add(category);
  }
  for (const category of released) withheld.delete(category);
  return { released: [...released].sort(), withheld: [...withheld].sort() };
}

/** The permitted cells that the released fields of a document rest on. */
export function cellsUsed(fields: readonly SelectedField[], decision: Decision): readonly CellDecision[] {
  const released = new Set(categoriesOf(fields, decision).released);
  return decision.cells.filter((cell) => cell.outcome === 'P' && released.has(cell.category));
}

function withheldCategories({ classification, coordinate }: SelectedField, decision: Decision): readonly Category[] {
  if (classification.kind === 'category') return mayRelease(classification, decision, 'CHILD_WELFARE', coordinate) ? [] : [classification.category];
  if (classification.kind !== 'row') return [];
  return classification.categories.filter(
    (category) => !REGIMES.some((regime) => decision.permits(category, 'FULL', regime)),
  );
}

function authoritiesOf(classification: Classification): readonly AuthorityId[] {
  return classification.kind === 'category' || classification.kind === 'row' ? classification.authorities : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
