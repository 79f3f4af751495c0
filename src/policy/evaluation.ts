import type { Cell } from '../law/category-regimes.js';
import type { Basis } from '../law/basis.js';
import type { Instant, LocalDate } from '../kernel/dates.js';
import { dayBegins } from './county-calendar.js';
import type { BoundRule, CompiledPolicy } from './compile.js';
import type { ConsentReview } from './consent-review.js';
import type { Outcome } from './decision.js';
import { NO, YES, allOf, anyOf, earlier, yesUntil, type Finding } from './finding.js';
import { CELL_PREDICATES, type PredicateName } from './predicate-names.js';
import type { Conditions } from './rule.js';
import type { Situation } from './situation.js';

/** What one layer says of one cell. */
export interface LayerFinding {
  readonly outcome: Outcome;
  /** A rule of the layer threw. */
  readonly failed: boolean;
  /** The rules that spoke and brought the outcome about. */
  readonly spoke: readonly BoundRule[];
  readonly until: Instant | null;
}

const SILENT: LayerFinding = Object.freeze({ outcome: 'N', failed: false, spoke: [], until: null });
const OF_CELL: ReadonlySet<PredicateName> = new Set(CELL_PREDICATES);

/** Evaluates rules for one situation; what depends on the subject alone is found once. */
export class Evaluation {
  readonly #found = new Map<PredicateName, Finding>();

  constructor(readonly policy: CompiledPolicy, readonly situation: Situation, readonly review: ConsentReview) {}

  #find(name: PredicateName, cell: Cell): Finding {
    const known = this.#found.get(name);
    if (known !== undefined) return known;
    const finding = this.policy.predicates[name](this.situation, cell, this.review);
    if (!OF_CELL.has(name)) this.#found.set(name, finding);
    return finding;
  }

  /** Any of these sets, all of whose members hold. Errors: whatever a predicate throws. */
  holds(conditions: Conditions, cell: Cell): Finding {
    return anyOf(conditions.map((set) => allOf(set.map((name) => this.#find(name, cell)))));
  }

  /** What a layer says. Deny overrides; else what is not known; else a permission. Errors: none; a rule that throws is told. */
  layer(rules: readonly BoundRule[], cell: Cell, basis: Basis | null = null): LayerFinding {
    if (rules.length === 0) return SILENT;
    const spoke: Record<Outcome, BoundRule[]> = { P: [], D: [], N: [], I: [] };
    let failed = false;
    let until: Instant | null = null;
    for (const bound of rules) {
      if (bound.bases !== null && (basis === null || !bound.bases.has(basis))) continue;
      try {
        const { outcome, ends } = this.#outcome(bound, cell);
        spoke[outcome].push(bound);
        if (outcome === 'P') until = bound.rule.effect === 'PERMIT' ? until : earlier(until, ends);
      } catch {
        failed = true;
      }
    }
    const outcome = (['D', 'I', 'P'] as const).find((one) => spoke[one].length > 0) ?? 'N';
    return { outcome, failed, spoke: spoke[outcome === 'N' ? 'P' : outcome], until };
  }

  /** How one permitting rule holds, with its end. */
  permission(bound: BoundRule, cell: Cell): Finding {
    return this.#applies(bound, cell);
  }

  #applies(bound: BoundRule, cell: Cell): Finding {
    const { context, day } = this.situation;
    if (bound.agencyKinds !== null && !bound.agencyKinds.has(context.caller.agency.kind)) return NO;
    const term = bound.dated ? inForceOn(bound, day) : YES;
    if (term.truth !== 'TRUE' || bound.facts === null) return term;
    const finding = this.holds(bound.facts, cell);
    return finding.truth === 'TRUE' ? yesUntil(earlier(term.until, finding.until)) : finding;
  }

  #outcome(bound: BoundRule, cell: Cell): { readonly outcome: Outcome; readonly ends: Instant | null } {
    const applies = this.#applies(bound, cell);
    const { effect, requires } = bound.rule;
    if (applies.truth === 'FALSE') return { outcome: 'N', ends: null };
    switch (effect) {
      case 'PERMIT': return { outcome: applies.truth === 'TRUE' ? 'P' : 'I', ends: applies.until };
      case 'DENY': return { outcome: applies.truth === 'TRUE' ? 'D' : 'I', ends: null };
      case 'LIMIT': case 'OBLIGE': return { outcome: 'P', ends: null };
      case 'REQUIRE': {
        const required = this.holds(requires ?? [], cell);
        if (required.truth === 'TRUE') return { outcome: 'P', ends: required.until };
        return { outcome: required.truth === 'FALSE' && applies.truth === 'TRUE' ? 'D' : 'I', ends: null };
      }
    }
  }
}

function inForceOn({ rule }: BoundRule, day: LocalDate): Finding {
  const { from, to } = rule.effective;
  if ((from !== null && day < from) || (to !== null && day >= to)) return NO;
  return yesUntil(to === null ? null : dayBegins(to));
}
