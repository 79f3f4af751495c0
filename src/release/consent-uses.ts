import type { Category } from '../law/category.js';
import type { Regime } from '../law/regime.js';
import type { Consent } from '../model/consent.js';
import type { CellDecision } from '../policy/decision.js';
import { limitOf, reachesRow, type RowMarks } from '../policy/evaluation/row-limit.js';

/** A consent as it stood when it was decided on. */
export interface ConsentUse {
  readonly id: string;
  readonly version: number;
}

/** A row that entered the answer, by what opened it. */
export interface RowRead extends RowMarks {
  readonly category: Category;
  readonly regime: Regime;
}

/** What of a youth entered the answer: categories whose fields the document names, and the rows of its mixed lists. */
export interface Entered {
  readonly byName: readonly Category[];
  readonly rows: readonly RowRead[];
}

/**
 * The consents for a number of uses that a release uses once: those without which the basis of a released cell would
 * not stand, a team's among them, and of which something entered the answer. A list that may hold rows of a category
 * and holds none uses none up, nor does what another basis opens by itself. Each is used once a request, whatever
 * number of fields rests on it.
 * Authority: HSC_120975 (rule R-44), check K17.
 */
export function consentsToConsume(used: readonly CellDecision[], consents: readonly Consent[], entered: () => Entered): readonly ConsentUse[] {
  const counted = restedOn(used, consents, ({ maxUses }) => maxUses !== null);
  if (counted.length === 0) return [];
  const { byName, rows } = entered();
  return counted.filter((consent) => {
    const cells = used.filter(({ consentsUsed }) => consentsUsed.includes(nameOf(consent)));
    const limits = limitOf({ from: consent.dataFrom, to: consent.dataTo }, consent.sourceAgencyIds);
    return cells.some((cell) => byName.includes(cell.category)
      || rows.some((row) => row.category === cell.category && row.regime === cell.regime && reachesRow(limits, row)));
  }).map(useOf);
}

/** The consents that must still stand when the release does and that no count of uses guards. */
export function consentsToHold(used: readonly CellDecision[], consents: readonly Consent[]): readonly ConsentUse[] {
  return restedOn(used, consents, ({ maxUses }) => maxUses === null).map(useOf);
}

const useOf = ({ id, version }: Consent): ConsentUse => ({ id, version });
const nameOf = ({ id, version }: Consent): string => `${id}@${version}`;

function restedOn(used: readonly CellDecision[], consents: readonly Consent[], sort: (consent: Consent) => boolean): readonly Consent[] {
  const named = new Set(used.flatMap((cell) => cell.consentsUsed));
  if (named.size === 0) return [];
  return consents.filter((consent) => sort(consent) && named.has(nameOf(consent)));
}

/** What a release discloses under each consent that it rests on, by the consent's id. */
export function releasedUnder(used: readonly CellDecision[]): ReadonlyMap<string, readonly Category[]> {
  const found = new Map<string, Set<Category>>();
  for (const { category, consents } of used) {
    for (const named of consents) {
      const id = named.slice(0, named.lastIndexOf('@'));
      found.set(id, (found.get(id) ?? new Set()).add(category));
    }
  }
  return new Map([...found].map(([id, categories]) => [id, [...categories].sort()]));
}
