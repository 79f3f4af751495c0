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
 * not stand, a team's among them. What another basis opens by itself uses none up. Each is used once a request,
 * whatever number of fields rests on it.
 * Authority: HSC_120975 (rule R-44), check K17.
 */
export function consentsToConsume(used: readonly CellDecision[], consents: readonly Consent[]): readonly ConsentUse[] {
  return restedOn(used, consents, ({ maxUses }) => maxUses !== null);
}

/** The consents that must still stand when the release does and that no count of uses guards. */
export function consentsToHold(used: readonly CellDecision[], consents: readonly Consent[]): readonly ConsentUse[] {
  return restedOn(used, consents, ({ maxUses }) => maxUses === null);
}

function restedOn(used: readonly CellDecision[], consents: readonly Consent[], sort: (consent: Consent) => boolean): readonly ConsentUse[] {
  const named = new Set(used.flatMap((cell) => cell.consentsUsed));
  if (named.size === 0) return [];
  return consents.filter((consent) => sort(consent) && named.has(`${consent.id}@${consent.version}`)).map(({ id, version }) => ({ id, version }));
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
