import type { MandatedReportStatute } from '../model/mandated-report.js';
import { anyOf, NO, yesUntil, type Finding } from './finding.js';
import type { Situation } from './situation.js';

/**
 * Says whether a compelled report of this youth to the caller's agency is live under that statute: the county learned of
 * what must be reported, and the matter has not ended. The report may be due or made: a missed day lifts no duty.
 * Authority: PC_11166_J, USC_42_671_A_35 (rules ).
 */
export function reportLive(situation: Situation, statute: MandatedReportStatute): Finding {
  const { facts, context } = situation;
  return anyOf((facts.mandates ?? [])
    .filter((one) => one.subjectId === facts.subject.subjectId && one.statute === statute)
    .filter((one) => one.recipientAgencyId === context.caller.agency.id && one.learnedAt <= context.asOf)
    .map(({ endedAt }) => (endedAt !== null && endedAt <= context.asOf ? NO : yesUntil(endedAt))));
}
