import type { AuthorityId } from '../../law/authority-ids.js';
import { OBLIGATIONS, type ObligationId } from '../../law/obligation.js';
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
  const known = new Map<number, Known[]>();
  return (spoke) => {
    let hash = spoke.length;
    for (const bound of spoke) hash = (hash * 31 + bound.place) | 0;
    const alike = known.get(hash);
    const found = alike?.find((one) => sameRules(one.spoke, spoke));
    if (found !== undefined) return found.digest;
    const digest = digestOf(spoke);
    const one = { spoke: [...spoke], digest };
    if (alike !== undefined) alike.push(one);
    else if (known.size < LIMIT) known.set(hash, [one]);
    return digest;
  };
}

interface Known {
  readonly spoke: readonly BoundRule[];
  readonly digest: Digest;
}

function sameRules(one: readonly BoundRule[], other: readonly BoundRule[]): boolean {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at += 1) if (one[at] !== other[at]) return false;
  return true;
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
