import type { Consent } from '../../model/consent.js';

const YOUTHS_OWN = ['MINOR', 'NMD', 'ADULT_SUBJECT'];
const OPEN = ['ACTIVE', 'SUSPENDED'];

/** The youth stays the same person whatever his standing; another is told by capacity and by the county's id of him. */
function samePerson(former: Consent, next: Consent): boolean {
  const [before, now] = [former.signature, next.signature];
  if (now === null) return false;
  // A refusal binds without signature: it is the youth's own word.
  if (before === null || YOUTHS_OWN.includes(before.role)) return YOUTHS_OWN.includes(now.role);
  return before.role === now.role && before.signerId !== null && before.signerId === now.signerId;
}

const madeAt = ({ signature, recordedAt }: Consent): string => signature?.signedAt ?? recordedAt;

/**
 * Says whether a new document puts an earlier one out of force: it names it, stands itself, and was signed later by the
 * same person. An older refusal ends in no other way than this, a written revocation, or its own date.
 */
export function supersedes(next: Consent, former: Consent): boolean {
  return next.supersedes === former.id && next.subjectId === former.subjectId && next.id !== former.id
    && next.status === 'ACTIVE' && OPEN.includes(former.status) && samePerson(former, next) && madeAt(next) > madeAt(former);
}
