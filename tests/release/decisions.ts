import { CELLS } from '../../src/law/category-regimes.js';
import type { Category } from '../../src/law/category.js';
import { EXTENTS, type Extent } from '../../src/law/extent.js';
import type { Regime } from '../../src/law/regime.js';
import type { CellDecision, Decision } from '../../src/policy/decision.js';
import { reachesRow } from '../../src/policy/evaluation/row-limit.js';
import { NOON, SUBJECT } from '../policy/people.js';

/** One permitted cell, in full unless told. */
export interface Permit extends Partial<CellDecision> {
  readonly category: Category;
  readonly regime?: Regime;
  readonly extent?: Extent;
}

export function cell(parts: Partial<CellDecision> & Pick<CellDecision, 'category'>): CellDecision {
  return {
    regime: 'CHILD_WELFARE', outcome: 'P', extent: 'FULL', rows: null, everyRow: parts.outcome === 'D' ? null : parts.extent ?? 'FULL', basis: 'AGENCY', reason: null, rules: [`R.${parts.category}`], authorities: ['WIC_10850'],
    obligations: [], consents: [], consentsUsed: [], teams: [], orders: [], reports: [], emergencies: [], approvals: [], orderedRows: parts.basis === 'COURT_ORDER' ? null : [], minorConsented: parts.outcome !== 'D', fields: [], failedChecks: [], validUntil: null, ...parts,
  };
}

/** A decision that permits these cells and no other. */
export function decisionThat(permitted: readonly Permit[], changes: Partial<Decision> = {}): Decision {
  const cells = CELLS.map(({ category, regime }) => {
    const found = permitted.find((one) => one.category === category && (one.regime ?? 'CHILD_WELFARE') === regime);
    return found ? cell({ ...found, regime }) : cell({ category, regime, outcome: 'D', extent: null, basis: null, reason: 'NO_BASIS', rules: [], authorities: [] });
  });
  const permits: Decision['permits'] = (category, extent, regime, field) => cells.some((one) => one.category === category && one.regime === regime && one.everyRow !== null
    && (EXTENTS.indexOf(one.everyRow) >= EXTENTS.indexOf(extent) || (field !== undefined && one.fields.includes(field))));
  const rowsReleased: Decision['rowsReleased'] = (category, extent, regime) => {
    const found = cells.find((one) => one.category === category && one.regime === regime);
    if (permits(category, extent, regime)) return null;
    return found?.extent && EXTENTS.indexOf(found.extent) >= EXTENTS.indexOf(extent) ? found.rows : [];
  };
  return {
    decisionId: 'decision-1', subjectId: SUBJECT, policyVersion: 'policy-1', asOf: NOON, role: 'PROVIDER',
    permits, rowsReleased, permitsRow: (category, extent, regime, row) => reachesRow(rowsReleased(category, extent, regime), row),
    releasesMinorConsented: (category, regime) => cells.some((one) => one.category === category && one.regime === regime && one.minorConsented),
    carries: false, inOwnCounty: false, admits: permitted.length > 0, cells, investigatedReferrals: [], validUntil: null, ...changes,
  };
}
