import type { Consent, PsychotherapyRequest } from '../../../model/consent.js';
import type { AccessContext } from '../../access-context.js';
import { dayEnds } from '../../relations/county-calendar.js';
import { NO, YES, yesUntil, type Finding } from '../../evaluation/finding.js';
import { isClinical, isPsychotherapy } from '../../psychotherapy.js';
import type { Situation } from '../../situation.js';
import type { ConsentCheck } from './check.js';

/** Says whose request it is: an agency's serves its people, and the portal's none, which is of private persons each for himself. */
function isOf({ requesterId }: PsychotherapyRequest, { caller }: AccessContext): boolean {
  return requesterId === caller.personId || (caller.agency.kind !== 'PERSON_PORTAL' && requesterId === caller.agency.id);
}

const whole = ({ use, noOtherUse, destroyPledge, patientCopiedAt }: PsychotherapyRequest, asOf: string): boolean =>
  use.trim() !== '' && noOtherUse && destroyPledge && patientCopiedAt !== null && patientCopiedAt <= asOf;

/** The caller's own whole requests that have days left; one that ended lets nothing more go out. */
export function requestsStanding({ psychotherapyRequests }: Consent, context: AccessContext): readonly PsychotherapyRequest[] {
  const { asOf } = context;
  return (psychotherapyRequests ?? []).filter((request) => isOf(request, context) && whole(request, asOf) && dayEnds(request.keepUntil) > asOf);
}

function asked(consent: Consent, situation: Situation): Finding {
  const lasts = requestsStanding(consent, situation.context).map(({ keepUntil }) => keepUntil).sort().at(-1);
  return lasts === undefined ? NO : yesUntil(dayEnds(lasts));
}

/** The rule is recalled, and whether it binds beside the patient's own consent is counsel's to say: a setting, strict. */
export const K01_REQUEST: ConsentCheck = {
  id: 'K01', of: 'CELL', authorities: ['CIV_56_104'],
  plain: 'Whoever receives outpatient psychotherapy information and is no clinician asked for it in writing: for what use and no other, until when it is kept, '
    + 'with the pledge to return or destroy it and a copy to the patient.',
  find: (consent, situation, cell) => (situation.settings.psychotherapyWithoutWrittenRequest || !isPsychotherapy(cell) || isClinical(situation.role)
    ? YES : asked(consent, situation)),
};
