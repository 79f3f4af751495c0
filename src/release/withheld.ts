import type { AuthorityId } from '../law/authority-ids.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import type { Classification } from '../law/classification.js';
import type { CellDecision, Decision } from '../policy/decision.js';
import { lawsOf, opensRow, outcomeOf } from './document-laws.js';
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
  const laws = lawsOf(fields);
  const seen = new Set<string>();
  const asked = new Set<Decision['cells']>();
  for (const decision of decisions) {
    if (asked.has(decision.cells)) continue;
    asked.add(decision.cells);
    const outcome = outcomeOf(laws, decision);
    // The same outcome for another subject names the same coordinates.
    if (seen.has(outcome)) continue;
    seen.add(outcome);
    const silent = new Set<string>();
    const refused = refusals(decision);
    for (const field of named) {
      if (silent.size > 0 && field.within.some((outer) => silent.has(outer))) continue;
      for (const category of refused(field)) {
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

/** What one decision does with the fields of a document. */
export interface Disclosed {
  readonly released: readonly Category[];
  readonly withheld: readonly Category[];
  /** The permitted cells that the released fields rest on. */
  readonly used: readonly CellDecision[];
}

/** The categories that the selected fields release under this decision, those they would have, and what the release rests on. */
export function disclosedBy(fields: readonly SelectedField[], decision: Decision): Disclosed {
  const laws = lawsOf(fields);
  const { released, withheld } = laws.known(outcomeOf(laws, decision), () => categoriesBy(fields, decision));
  return { released, withheld, used: decision.cells.filter((cell) => cell.outcome === 'P' && released.includes(cell.category)) };
}

function categoriesBy(fields: readonly SelectedField[], decision: Decision): Omit<Disclosed, 'used'> {
  const released = new Set<Category>();
  const withheld = new Set<Category>();
  const refused = refusals(decision);
  for (const field of fields) {
    const { classification } = field;
    if (classification.kind === 'category') {
      const closed = refused(field);
      for (const category of closed) withheld.add(category);
      if (closed.length > 0) continue;
      released.add(classification.category);
      for (const { category, extent } of classification.also ?? []) if (decision.permits(category, extent, 'CHILD_WELFARE')) released.add(category);
    } else if (classification.kind === 'row') {
      const closed = refused(field);
      for (const category of classification.categories) (closed.includes(category) ? withheld : released).add(category);
    }
  }
  for (const category of released) withheld.delete(category);
  return Object.freeze({ released: Object.freeze([...released].sort()), withheld: Object.freeze([...withheld].sort()) });
}

const NONE: readonly never[] = Object.freeze([]);

/** Tells which categories of a field one decision withholds. The fields of a row share one law, which is asked once. */
function refusals(decision: Decision): (field: SelectedField) => readonly Category[] {
  const ofRow = new Map<Classification, readonly Category[]>();
  return ({ classification, coordinate }) => {
    if (classification.kind === 'category') {
      if (mayRelease(classification, decision, 'CHILD_WELFARE', coordinate)) return NONE;
      const { category, extent, also = [] } = classification;
      const needed = also.filter((one) => one.needed && !decision.permits(one.category, one.extent, 'CHILD_WELFARE')).map((one) => one.category);
      return decision.permits(category, extent, 'CHILD_WELFARE', coordinate) ? needed : [category, ...needed];
    }
    if (classification.kind !== 'row') return NONE;
    const known = ofRow.get(classification);
    if (known !== undefined) return known;
    const found = classification.categories.filter((category) => !opensRow(category, decision));
    ofRow.set(classification, found);
    return found;
  };
}

function authoritiesOf(classification: Classification): readonly AuthorityId[] {
  return classification.kind === 'category' || classification.kind === 'row' ? classification.authorities : [];
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
