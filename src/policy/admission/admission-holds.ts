import type { AccessContext } from '../access-context.js';
import type { Admission, AdmissionNode, Limited } from './admission.js';
import type { Facts, SubjectFacts } from '../facts.js';

/** Says whether the admission reaches the subject of these facts: the meaning that the store's SQL must have at least. */
export function admissionHolds(admission: Admission, facts: Facts, context: AccessContext): boolean {
  if (admission.kind === 'nobody') return false;
  return admission.nodes.some((node) => nodeHolds(node, facts, context));
}

function nodeHolds(node: AdmissionNode, facts: Facts, context: AccessContext): boolean {
  switch (node.kind) {
    case 'county': return facts.subject.county === node.county && within(node, facts.subject);
    case 'everywhere': return within(node, facts.subject);
    case 'assigned': return facts.assignments.length > 0 && context.caller.staffKey === node.staffKey && within(node, facts.subject);
    case 'involved': return facts.involvements.some((one) => one.agencyId === node.agencyId && one.kind === node.as
      && (node.personId === undefined || one.personId === node.personId));
    case 'seated': return facts.seats.some((seat) => seat.agencyId === node.agencyId);
    case 'consented': return facts.consents.some((consent) => consent.effect === 'PERMIT' && consent.status === 'ACTIVE' && (
      consent.recipientAgencyIds.includes(node.agencyId) || consent.recipientPersonIds.includes(node.personId)
      || consent.recipientClasses.includes(node.agencyKind)
      || (consent.intermediary?.participants ?? []).some((one) => one === node.agencyId || one === node.personId)));
    case 'ordered': return (facts.orders ?? []).some((order) => order.kind !== 'PARENT_MAY_SIGN'
      && (order.recipientAgencyIds.includes(node.agencyId) || order.recipientPersonIds.includes(node.personId)));
    case 'reported': return (facts.mandates ?? []).some((one) => one.recipientAgencyId === node.agencyId && !(one.endedAt !== null && one.endedAt <= context.asOf));
    case 'emergency': return (facts.emergencies ?? []).some((one) => one.agencyId === node.agencyId && one.personId === node.personId
      && one.endsAt > context.asOf && !(one.closedAt !== null && one.closedAt <= context.asOf));
    case 'indexed': return facts.subject.county === node.county && facts.subject.hasOpenCase;
  }
}

function within({ home, limits }: Limited, subject: SubjectFacts): boolean {
  const relation = subject.county === null ? 'NONE' : subject.county === home ? 'SAME' : 'OTHER';
  return limits.includes(`${subject.sensitivity}:${relation}`);
}
