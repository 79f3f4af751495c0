import type { Instant } from '../kernel/dates.js';
import type { AuthorityId } from '../law/authority-ids.js';
import type { Basis } from '../law/basis.js';
import { CATEGORY_FACTS, type Category } from '../law/category.js';
import type { Extent } from '../law/extent.js';
import type { ObligationId } from '../law/obligation.js';
import { PURPOSES, type Purpose } from '../law/purpose.js';
import type { Regime } from '../law/regime.js';
import type { Role } from '../law/role.js';
import type { AccessContext } from './access-context.js';
import { closedCell } from './closed-cell.js';
import type { CompiledPolicy } from './evaluation/compile.js';
import { checkInWords } from './consents/checks/checks.js';
import { consentCovers } from './consents/consent-review.js';
import type { CellDecision, Decision } from './decision.js';
import type { Facts } from './facts.js';
import { earlier } from './evaluation/finding.js';
import { residualOf, type ResidualStep } from './residual.js';
import { remedyFor, statedAuthorities, statedReason } from './remedies.js';
import { situationOf } from './situation.js';

/** One category from one source, explained. */
export interface ExplainedCell {
  readonly category: Category;
  readonly categoryId: string;
  readonly title: string;
  readonly regime: Regime;
  readonly released: boolean;
  readonly extent: Extent | null;
  readonly basis: Basis | null;
  /** For the caller what he may know; for counsel what decided. */
  readonly reason: string | null;
  readonly remedy: string | null;
  readonly rules: readonly string[];
  readonly plain: readonly string[];
  readonly authorities: readonly AuthorityId[];
  readonly obligations: readonly ObligationId[];
  readonly validUntil: Instant | null;
  /** Law conceals that there could be such a record; shown to counsel only. */
  readonly concealed: boolean;
}

/** One consent that names the caller, and what it fails; for counsel only. */
export interface ExplainedConsent {
  readonly consent: string;
  readonly status: string;
  readonly failed: readonly { readonly check: string; readonly plain: string }[];
}

export interface Explanation {
  readonly decisionId: string;
  readonly policyVersion: string;
  readonly asOf: Instant;
  readonly role: Role;
  readonly purpose: Purpose;
  readonly audience: 'CALLER' | 'COUNSEL';
  readonly categories: readonly ExplainedCell[];
  readonly consents: readonly ExplainedConsent[];
  readonly validUntil: Instant | null;
  /** What a point of enforcement behind this one may let through; never of a category that law conceals. */
  readonly residual: readonly ResidualStep[];
  /** The whole in one paragraph. */
  readonly text: string;
}

/** Who reads the explanation: the caller himself, or counsel who simulates one. */
export type Audience = Explanation['audience'];

/** Over which policy, to whom; the asker's own decision bounds what counsel is told of another caller. */
export interface ExplainedTo {
  readonly policy: CompiledPolicy;
  readonly audience: Audience;
  readonly asker?: Decision;
}

/**
 * Explains a decision, category by category.
 *
 * Shape: for the caller it is a function of caller, purpose and decision: concealed categories stand in it only when
 * they are released, and the reason and remedy of what is withheld depend on role and category alone. Counsel is shown
 * what decided, concealed categories, and with the facts the consents that fail; of what the asker himself is not
 * released, as little as a caller would be, and nothing where law conceals it: whether it is released to another can
 * tell that there is such a record.
 */
export function explain(
  context: AccessContext, facts: Facts | null, decision: Decision, { policy, audience, asker }: ExplainedTo,
): Explanation {
  const told = (cell: CellDecision): boolean => asker === undefined || asker.permits(cell.category, 'MINIMUM', cell.regime);
  const shown = decision.cells
    .filter((cell) => (audience === 'COUNSEL' && told(cell)) || (asker === undefined && cell.outcome === 'P') || !isConcealed(cell.category))
    .map((cell) => (told(cell) ? cell : unsaid(cell)));
  const validUntil = asker === undefined ? decision.validUntil : shown.reduce<Instant | null>((until, cell) => earlier(until, cell.validUntil), null);
  return {
    decisionId: decision.decisionId, policyVersion: decision.policyVersion, asOf: decision.asOf, role: decision.role,
    purpose: context.purpose, audience,
    categories: shown.map((cell) => explainCell(cell, decision.role, policy, told(cell) ? audience : 'CALLER')),
    consents: audience === 'COUNSEL' && facts !== null ? explainConsents(context, facts, policy) : [],
    validUntil, residual: residualOf({ cells: shown, role: decision.role }),
    text: summary(context, validUntil, shown),
  };
}

/** The cell as if it were withheld for no reason at all. */
const unsaid = (cell: CellDecision): CellDecision => closedCell(cell, 'NO_BASIS');

const isConcealed = (category: Category): boolean => CATEGORY_FACTS[category].whenWithheld === 'conceal';

function explainCell(cell: CellDecision, role: Role, policy: CompiledPolicy, audience: Audience): ExplainedCell {
  const { category, regime } = cell;
  const released = cell.outcome === 'P';
  const told = released || audience === 'COUNSEL';
  const rules = told ? cell.rules : [];
  return {
    category, categoryId: CATEGORY_FACTS[category].id, title: CATEGORY_FACTS[category].title, regime, released,
    extent: cell.extent, basis: cell.basis,
    reason: released ? null : audience === 'COUNSEL' ? cell.reason : statedReason(policy, role, category),
    remedy: released ? null : remedyFor(policy, role, category),
    rules, plain: rules.flatMap((id) => policy.ruleById(id)?.plain ?? []),
    authorities: told && cell.authorities.length > 0 ? cell.authorities : statedAuthorities(policy, role, category),
    obligations: cell.obligations, validUntil: cell.validUntil,
    concealed: isConcealed(category) && !released,
  };
}

function explainConsents(context: AccessContext, facts: Facts, policy: CompiledPolicy): readonly ExplainedConsent[] {
  const situation = situationOf(context, facts, policy.settings);
  const cells = policy.program(situation.role, context.purpose).map((program) => program.cell);
  return facts.consents.flatMap((consent) => {
    const coverages = cells.flatMap((cell) => consentCovers(consent, cell, situation) ?? []);
    if (coverages.length === 0) return [];
    const failed = coverages.some((one) => one.covers) ? [] : [...new Set(coverages.flatMap((one) => one.failed))].sort();
    return [{
      consent: `${consent.id}@${consent.version}`, status: consent.status,
      failed: failed.map((id) => ({ check: id, plain: checkInWords(id) })),
    }];
  });
}

function summary(context: AccessContext, validUntil: Instant | null, shown: readonly CellDecision[]): string {
  const titles = (outcome: 'P' | 'D') => [...new Set(shown.filter((cell) => cell.outcome === outcome).map((cell) => cell.category))]
    .filter((category) => outcome === 'P' || !shown.some((cell) => cell.category === category && cell.outcome === 'P'))
    .map((category) => CATEGORY_FACTS[category].title);
  const released = titles('P');
  const withheld = titles('D');
  const purpose = PURPOSES[context.purpose].title.toLowerCase();
  const first = released.length === 0 ? `Nothing is released for: ${purpose}.` : `Released for: ${purpose}. ${released.join('; ')}.`;
  const until = validUntil === null ? '' : ` Stands until ${validUntil}, unless revoked before.`;
  return `${first}${withheld.length === 0 ? '' : ` Withheld: ${withheld.join('; ')}.`}${until}`;
}
