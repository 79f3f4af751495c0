import type { HistoryTerms } from '../model/received-service.js';
import type { Decision } from './decision.js';

/**
 * Says whether the caller may know that a source of service records serves the youth, so that it may be asked for him and
 * named where it does not answer. That an agency serves her is itself a fact under the law of its records (42 CFR 2.13(c)),
 * and whether it answers, how late and how much hangs on all of them. So everything that its agreement has it hold must be
 * released to him: every category, whatever the day, and the care that she consented to herself. To everybody else the
 * source is not there, and he waits for nothing.
 */
export function mayKnowSource(decision: Decision, { agencyId, cells, minorsOwnCare }: HistoryTerms): boolean {
  return cells.every(({ category, regime }) => decision.permitsRow(category, 'FULL', regime, { on: null, sourceAgencyId: agencyId })
    && (!minorsOwnCare || decision.releasesMinorConsented(category, regime)));
}
