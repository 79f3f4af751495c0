import type { AuthorityId } from '../law/authority-ids.js';
import type { Cell } from '../law/category-regimes.js';
import type { CellDecision, WithholdReason } from './decision.js';

/** The rules that close a cell, and the checks that consents for it fail. */
interface Closing {
  readonly rules?: readonly string[];
  readonly authorities?: readonly AuthorityId[];
  readonly failedChecks?: readonly string[];
}

const NOTHING: readonly never[] = Object.freeze([]);

/** A cell of which nothing is released, for that reason and by those rules. */
export function closedCell({ category, regime }: Cell, reason: WithholdReason, closing: Closing = {}): CellDecision {
  const { rules = NOTHING, authorities = NOTHING, failedChecks = NOTHING } = closing;
  return Object.freeze({
    category, regime, outcome: 'D', extent: null, rows: null, everyRow: null, orderedRows: NOTHING, basis: null, reason, rules, authorities, obligations: NOTHING,
    consents: NOTHING, consentsUsed: NOTHING, teams: NOTHING, orders: NOTHING, reports: NOTHING, emergencies: NOTHING, approvals: NOTHING,
    minorConsented: false, fields: NOTHING, failedChecks, validUntil: null,
  });
}
