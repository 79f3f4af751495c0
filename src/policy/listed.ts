import type { Category } from '../law/category.js';
import { closedCell } from './closed-cell.js';
import type { CellDecision, Decision } from './decision.js';
import { releaseMask, type ReleaseMask } from './evaluation/release-mask.js';

/**
 * What is told of a youth who is asked about, and never of one who is merely in a list: each authorization of an HIV
 * result is for one disclosure, which a list would make unasked (rule R-44). Authority: HSC_120975.
 */
const NEVER_LISTED: readonly Category[] = ['HIV'];

const reduced = new WeakMap<Decision['cells'], ReleaseMask | null>();

/** The decision as far as it reaches a youth in a list; the same one where that is all of it. */
export function asListed(decision: Decision): Decision {
  let mask = reduced.get(decision.cells);
  if (mask === undefined) {
    mask = decision.cells.some(reaches) ? releaseMask(decision.cells.map((cell) => (reaches(cell) ? withheld(cell) : cell))) : null;
    reduced.set(decision.cells, mask);
  }
  if (mask === null) return decision;
  const { decisionId, subjectId, policyVersion, asOf, role, carries, inOwnCounty, investigatedReferrals } = decision;
  const { permits, rowsReleased, permitsRow, releasesMinorConsented, admits, cells, validUntil } = mask;
  return Object.freeze({
    decisionId, subjectId, policyVersion, asOf, role, carries, inOwnCounty, investigatedReferrals,
    permits, rowsReleased, permitsRow, releasesMinorConsented, admits, cells, validUntil,
  });
}

const reaches = ({ category, outcome }: CellDecision): boolean => outcome === 'P' && NEVER_LISTED.includes(category);

function withheld(cell: CellDecision): CellDecision {
  return closedCell(cell, 'CATEGORY_LAW', { rules: ['R-44.C15.CONSENT'], authorities: ['HSC_120975'], failedChecks: cell.failedChecks });
}
