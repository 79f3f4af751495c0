import type { Purpose } from '../law/purpose.js';
import type { Decision } from '../policy/decision.js';

/** What is asked for these is kept with papers that become public. A search and an emergency need her name. */
const KEPT_WITH_PAPERS: readonly Purpose[] = ['INVESTIGATION', 'COURT_PROCEEDING'];

const FLAG = 'Youth.victimConfidentialityElected';

/**
 * Says whether a message that is kept with a case names a Doe. Who is released that she elected, or that she did not, is sent
 * what she elected. To everybody else it is a Doe whatever she elected: so her election stands, and nobody who may not know
 * that there is a victim to elect can tell by the message, its labels or its duties.
 *
 * Authority: PC_293 (rules R-25, G7).
 */
export function namesDoe(decision: Decision, { purpose, elected }: { readonly purpose: Purpose; readonly elected: boolean }): boolean {
  if (!KEPT_WITH_PAPERS.includes(purpose)) return false;
  const told = decision.permits('IDENTITY_CORE', 'FULL', 'CHILD_WELFARE', FLAG) && decision.permits('CSEC_STATUS', 'MINIMUM', 'CHILD_WELFARE');
  return !told || elected;
}
