import { CELLS } from '../../src/law/category-regimes.js';
import type { Category } from '../../src/law/category.js';
import { EXTENTS, type Extent } from '../../src/law/extent.js';
import type { Regime } from '../../src/law/regime.js';
import type { CellDecision, Decision } from '../../src/policy/decision.js';
import { NOON, SUBJECT } from '../policy/people.js';

/** One permitted cell, in full unless told. */
export interface Permit extends Partial<CellDecision> {
  readonly category: Category;
  readonly regime?: Regime;
  readonly extent?: Extent;
}

export function cell(parts: Partial<CellDecision> & Pick<CellDecision, 'category'>): CellDecision {
  return {
    regime: 'CHILD_WELFARE', outcome: 'P', extent: 'FULL', basis: 'AGENCY', reason: null, rules: [`R.${parts.category}`], authorities: ['WIC_10850'],
    obligations: [], consents: [], teams: [], minorConsented: parts.outcome !== 'D', fields: [], failedChecks: [], validUntil: null, ...parts,
  };
}

/** A decision that permits these cells and no other. */
export function decisionThat(permits: readonly Permit[], changes: Partial<Decision> = {}): Decision {
  const cells = CELLS.map(({ category, regime }) => {
    const found = permits.find((one) => one.category === category && (one.regime ?? 'CHILD_WELFARE') === regime);
    return found ? cell({ ...found, regime }) : cell({ category, regime, outcome: 'D', extent: null, basis: null, reason: 'NO_BASIS', rules: [], authorities: [] });
  });
  return {
    decisionId: 'decision-1', subjectId: SUBJECT, policyVersion: 'policy-1', asOf: NOON, role: 'PROVIDER',
    permits: (category, extent, regime, field) => cells.some((one) => one.category === category && one.regime === regime && one.extent !== null
      && (EXTENTS.indexOf(one.extent) >= EXTENTS.indexOf(extent) || (field !== undefined && one.fields.includes(field)))),
    releasesMinorConsented: (category, regime) => cells.some((one) => one.category === category && one.regime === regime && one.minorConsented),
    carries: false, inOwnCounty: false, admits: permits.length > 0, cells, investigatedReferrals: [], validUntil: null, ...changes,
  };
}
