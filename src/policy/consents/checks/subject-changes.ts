import { ageOn, plusYears } from '../../../kernel/dates.js';
import type { Category } from '../../../law/category.js';
import type { Consent } from '../../../model/consent.js';
import { liveBetween } from '../../relations/county-calendar.js';
import { NO, NOT_KNOWN, YES, anyOf, certain, yesUntil, type Finding } from '../../evaluation/finding.js';
import { ageEnds } from '../../situation.js';
import type { ConsentCheck, ConsentMoment } from './check.js';
import { ageAtSigning, ordered, removedAfter } from './signer.js';

const PARENTS = ['PARENT', 'LEGAL_GUARDIAN'];
const AFTER_REMOVAL: readonly Category[] = ['MENTAL_HEALTH', 'PSYCHOTHERAPY_NOTES'];

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

/** A parent's signature that was good when it was made; one made after the removal is K08's. */
function notRemovedSince(consent: Consent, moment: ConsentMoment, category: Category): Finding {
  const { signature } = consent;
  if (signature === null || !PARENTS.includes(signature.role) || !AFTER_REMOVAL.includes(category)) return YES;
  const { subject } = moment;
  if (subject === null) return NOT_KNOWN;
  return subject.removedFromParent && removedAfter(signature, subject) ? ordered(signature, moment) : YES;
}

export const K24: ConsentCheck = {
  id: 'K24', of: 'CATEGORY', whenRecorded: true, authorities: ['CIV_56_106', 'WIC_5328_03'],
  plain: 'What a parent signed for mental-health records is suspended when the youth is removed, until a court authorizes the parent.',
  find: notRemovedSince,
};

/** Which parent signed is told by the county's id of the person; where it is not told, no parent's rights may have ended. */
function rightsLast(consent: Consent, { parentage, subject, day }: ConsentMoment): Finding {
  const { signature } = consent;
  if (signature === null || !PARENTS.includes(signature.role)) return YES;
  const ofYouth = parentage.filter((one) => one.subjectId === subject?.subjectId);
  const terminated = ofYouth.filter((one) => one.conditions?.includes('RIGHTS_TERMINATED'));
  const own = ofYouth.filter((one) => signature.signerId !== null && one.personId === signature.signerId);
  if (own.length === 0) return terminated.length === 0 ? YES : NOT_KNOWN;
  return own.some((one) => terminated.includes(one)) ? NO : anyOf(own.map((one) => liveBetween(one.startedOn, one.endedOn, day)));
}

export const K25: ConsentCheck = {
  id: 'K25', of: 'RECORD', whenRecorded: false, authorities: ['CIV_56_11', 'CIV_56_106'],
  plain: 'The parent or guardian who signed is one still: parental rights have not been terminated and the guardianship has not ended.',
  find: rightsLast,
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
