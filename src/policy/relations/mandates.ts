import { MANDATED_REPORT_STATUTES, type MandatedReport, type MandatedReportStatute } from '../../model/mandated-report.js';
import { anyOf, NO, yesUntil, type Finding } from '../evaluation/finding.js';
import type { PredicateName } from '../evaluation/predicate-names.js';
import type { Situation } from '../situation.js';

/**
 * Says whether a compelled report of this youth to the caller's agency is live under that statute: the county learned of
 * what must be reported, and the matter has not ended. The report may be due or made: a missed day lifts no duty.
 * Authority: PC_11166_J, USC_42_671_A_35 (rules ).
 */
export function reportLive(situation: Situation, statute: MandatedReportStatute): Finding {
  return anyOf(reportsTo(situation, statute).map((one) => live(one, situation)));
}

function reportsTo({ facts, context }: Situation, statute: MandatedReportStatute): readonly MandatedReport[] {
  return (facts.mandates ?? [])
    .filter((one) => one.subjectId === facts.subject.subjectId && one.statute === statute)
    .filter((one) => one.recipientAgencyId === context.caller.agency.id && one.learnedAt <= context.asOf);
}

const live = ({ endedAt }: MandatedReport, { context }: Situation): Finding => (endedAt !== null && endedAt <= context.asOf ? NO : yesUntil(endedAt));

const ASKED_BY: Readonly<Record<MandatedReportStatute, PredicateName>> = { PC_11166_J: 'REPORT_OF_EXPLOITATION', USC_42_671_A_35: 'REPORT_OF_MISSING' };

/** The ids of the reports that are live now, sorted, of the statutes that were asked for. */
export function reportsLive(situation: Situation, asked: (name: PredicateName) => boolean): readonly string[] {
  return MANDATED_REPORT_STATUTES.filter((statute) => asked(ASKED_BY[statute]))
    .flatMap((statute) => reportsTo(situation, statute))
    .filter((one) => live(one, situation).truth === 'TRUE').map(({ id }) => id).sort();
}
