import type { AuthorityId } from '../law/authority-ids.js';
import { OBLIGATIONS, type ObligationId } from '../law/obligation.js';
import type { BoundRule } from './compile.js';

/** What the rules that spoke on a cell amount to; each list has no duplicates and one order. */
export interface Digest {
  readonly rules: readonly string[];
  readonly authorities: readonly AuthorityId[];
  readonly obligations: readonly ObligationId[];
}

const OBLIGATION_ORDER = Object.keys(OBLIGATIONS) as ObligationId[];
const LIMIT = 10_000;

/** Sums up rules by their places in the policy; the same rules are summed up once. */
export function digests(): (spoke: readonly BoundRule[]) => Digest {
  const known = new Map<string, Digest>();
  return (spoke) => {
    let key = '';
    for (const bound of spoke) key += `${bound.place},`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = digestOf(spoke);
    if (known.size < LIMIT) known.set(key, made);
    return made;
  };
}

function digestOf(spoke: readonly BoundRule[]): Digest {
  const rules = [...new Set([...spoke].sort((a, b) => a.place - b.place).map(({ rule }) => rule))];
  const owed = new Set(rules.flatMap((rule) => rule.obligations ?? []));
  return Object.freeze({
    rules: Object.freeze(rules.map((rule) => rule.id)),
    authorities: Object.freeze([...new Set(rules.flatMap((rule) => rule.authorities))].sort()),
    obligations: Object.freeze(OBLIGATION_ORDER.filter((id) => owed.has(id))),
  });
}
