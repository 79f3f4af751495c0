import { isDeepStrictEqual } from 'node:util';
import type { Category } from '../law/category.js';
import type { Consent } from '../model/consent.js';
import type { CellDecision } from '../policy/decision.js';

/** A consent as it stood when it was decided on. */
export interface ConsentUse {
  readonly id: string;
  readonly version: number;
}

/**
 * The consents for a number of uses that a release uses once: those without which the basis of a released cell would
 * not stand, a team's among them. A function of the document and the decision alone: being answered under a consent uses
 * it, whatever rows there are, since that there is none is told too. Of several that open the same no more are used than
 * are needed, and none where one without end of uses opens it: those that open most, then those that end first, then by
 * id. Each is used once a request, whatever number of fields rests on it.
 * Authority: HSC_120975 (rule R-44), check K17.
 */
export function consentsToConsume(used: readonly CellDecision[], consents: readonly Consent[]): readonly ConsentUse[] {
  const counted = namedOf(used, consents, isCounted);
  if (counted.length === 0) return [];
  const needs = needsOf(used, namedOf(used, consents, () => true));
  const serves = (consent: Consent): number => needs.filter((need) => need.includes(consent)).length;
  const preferred = [...counted].sort((a, b) => serves(b) - serves(a) || compare(endOf(a), endOf(b)) || compare(a.id, b.id));
  const kept = preferred.reduceRight<readonly Consent[]>((left, consent) => {
    const rest = left.filter((one) => one !== consent);
    return needs.every((need) => need.some((one) => rest.includes(one))) ? rest : left;
  }, preferred);
  return counted.filter((consent) => kept.includes(consent)).map(useOf);
}

/**
 * The consents for a number of uses, `id@3`, that would have opened some of what is released and are not used by it, because
 * something else opens it: the release does not rest on them.
 */
export function consentsSpared(used: readonly CellDecision[], consents: readonly Consent[]): readonly string[] {
  const counted = consents.filter((consent) => isCounted(consent) && used.some((cell) => cell.consents.includes(nameOf(consent)))).map(nameOf);
  if (counted.length === 0) return [];
  const consumed = consentsToConsume(used, consents).map(nameOf);
  return counted.filter((name) => !consumed.includes(name)).sort();
}

/** What is left of consents, `id@3`, without those that were spared. */
export const restedOn = (consents: readonly string[], spared: readonly string[]): readonly string[] =>
  (spared.length === 0 ? consents : consents.filter((name) => !spared.includes(name)));

/** For each cell and counted consent that it rests on: the consents of which one must be used for it. */
function needsOf(used: readonly CellDecision[], consents: readonly Consent[]): readonly (readonly Consent[])[] {
  return used.flatMap((cell) => {
    const opening = consents.filter((consent) => cell.consentsUsed.includes(nameOf(consent)));
    return opening.filter(isCounted)
      // What a team hears it hears by all of them.
      .map((consent) => (cell.basis === 'TEAM' ? [consent] : opening.filter((other) => other === consent || standsFor(other, consent, cell.category))))
      .filter((need) => need.every(isCounted));
  });
}

/** Says whether one consent opens of a category all that another does; where that cannot be told, it does not. */
function standsFor(other: Consent, consent: Consent, category: Category): boolean {
  return other.signature?.role === consent.signature?.role
    && (!other.provision || isDeepStrictEqual(other.provision, consent.provision))
    && (other.dataFrom === null || (consent.dataFrom !== null && other.dataFrom <= consent.dataFrom))
    && (other.dataTo === null || (consent.dataTo !== null && other.dataTo >= consent.dataTo))
    && (other.sourceAgencyIds.length === 0 || (consent.sourceAgencyIds.length > 0 && consent.sourceAgencyIds.every((id) => other.sourceAgencyIds.includes(id))))
    && (other.fields.includes(category) || consent.fields.every((field) => other.fields.includes(field)));
}

const isCounted = ({ maxUses }: Consent): boolean => maxUses !== null;
/** The last day, as text that sorts; one that ends by event or not at all stands after every day. */
const endOf = ({ expiry }: Consent): string => (expiry.kind === 'DATE' ? expiry.on : '~');
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The consents that must still stand when the release does and that no count of uses guards. */
export function consentsToHold(used: readonly CellDecision[], consents: readonly Consent[]): readonly ConsentUse[] {
  return namedOf(used, consents, ({ maxUses }) => maxUses === null).map(useOf);
}

const useOf = ({ id, version }: Consent): ConsentUse => ({ id, version });
const nameOf = ({ id, version }: ConsentUse): string => `${id}@${version}`;

function namedOf(used: readonly CellDecision[], consents: readonly Consent[], sort: (consent: Consent) => boolean): readonly Consent[] {
  const named = new Set(used.flatMap((cell) => cell.consentsUsed));
  if (named.size === 0) return [];
  return consents.filter((consent) => sort(consent) && named.has(nameOf(consent)));
}

/** What a release discloses under each of these consents, `id@3`, by the consent's id. */
export function releasedUnder(used: readonly CellDecision[], restedOn: readonly string[]): ReadonlyMap<string, readonly Category[]> {
  const found = new Map<string, Set<Category>>();
  for (const { category, consents } of used) {
    for (const named of consents) {
      if (!restedOn.includes(named)) continue;
      const id = named.slice(0, named.lastIndexOf('@'));
      found.set(id, (found.get(id) ?? new Set()).add(category));
    }
  }
  return new Map([...found].map(([id, categories]) => [id, [...categories].sort()]));
}
