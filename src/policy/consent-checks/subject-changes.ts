import { ageOn, plusYears } from '../../kernel/dates.js';
import type { Consent } from '../../model/consent.js';
import { NOT_KNOWN, YES, certain, yesUntil, type Finding } from '../finding.js';
import { ageEnds } from '../situation.js';
import type { ConsentCheck, ConsentMoment } from './check.js';
import { ageAtSigning } from './signer.js';

const BY_ANOTHER = ['PARENT', 'LEGAL_GUARDIAN', 'COURT', 'TRIBAL_COURT', 'SOCIAL_WORKER_BY_ORDER', 'MINORS_COUNSEL', 'ED_RIGHTS_HOLDER'];

function notOutgrown(consent: Consent, { subject, asOf, day, birthDateOpen }: ConsentMoment): Finding {
  const { signature } = consent;
  if (signature === null || !BY_ANOTHER.includes(signature.role)) return YES;
  if (subject === null || subject.bornOn === null) return NOT_KNOWN;
  const eighteenth = plusYears(subject.bornOn, 18);
  if ((ageAtSigning(signature, subject, asOf) ?? 18) >= 18) return certain(false);
  return ageOn(subject.bornOn, day) >= 18 ? certain(false) : yesUntil(ageEnds(eighteenth, day, birthDateOpen));
}

export const K23: ConsentCheck = {
  id: 'K23', of: 'RECORD', whenRecorded: false, authorities: ['CIV_56_11'],
  plain: 'What another signed for a minor ends at the eighteenth birthday; the young adult is asked again.',
  find: notOutgrown,
};

export const K29: ConsentCheck = {
  id: 'K29', of: 'RECORD', whenRecorded: false, authorities: ['CFR_45_164_502'],
  plain: 'After a youth\'s death only the personal representative consents.',
  find: (consent, { subject, day }) => {
    if (subject === null) return NOT_KNOWN;
    const dead = subject.diedOn !== null && subject.diedOn <= day;
    return certain(dead === (consent.signature?.role === 'PERSONAL_REP_DECEASED'));
  },
};
