import type { Cell } from '../../law/category-regimes.js';
import type { ReleaseApproval } from '../../model/release-approval.js';
import { anyOf, NO, yesUntil, type Finding } from '../evaluation/finding.js';
import type { Situation } from '../situation.js';

/** The approvals, in force, of a release of the category to this caller in this role for this purpose, and of no other. */
function covering({ facts, context, role }: Situation, { category }: Cell): readonly ReleaseApproval[] {
  const { caller, purpose, asOf } = context;
  return (facts.approvals ?? []).filter((one) => one.subjectId === facts.subject.subjectId
    && one.agencyId === caller.agency.id && one.personId === caller.personId && one.role === role && one.purpose === purpose
    && one.categories.includes(category) && one.decision === 'APPROVED'
    && one.decidedAt !== null && one.decidedAt <= asOf && one.endsAt !== null && asOf < one.endsAt
    && (one.withdrawnAt === null || asOf < one.withdrawnAt));
}

/** Says whether a person approved the release of the category to this caller, for this purpose, and until when. */
export function approved(situation: Situation, cell: Cell): Finding {
  const found = covering(situation, cell);
  return found.length === 0 ? NO : anyOf(found.map(({ endsAt }) => yesUntil(endsAt)));
}

/** The ids of the approvals on which a release of the cell rests, sorted. */
export function approvalsCovering(situation: Situation, cell: Cell): readonly string[] {
  return covering(situation, cell).map(({ id }) => id).sort();
}
