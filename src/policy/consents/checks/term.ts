import { plusYears, type Instant } from '../../../kernel/dates.js';
import type { Consent } from '../../../model/consent.js';
import { dayEnds, dayOf } from '../../relations/county-calendar.js';
import { NO, YES, certain, yesUntil, type Finding } from '../../evaluation/finding.js';
import { ageEnds } from '../../situation.js';
import type { ConsentCheck, ConsentMoment } from './check.js';

/** Events whose coming the gateway can see for itself; an end that hangs on any other, unrecorded event has passed. */
export const RESOLVABLE_EVENTS = ['CASE_CLOSED', 'EIGHTEENTH_BIRTHDAY'] as const;

/** When an event of the document comes: an instant, never yet (`null`), or not to be known (`undefined`). */
function eventEnd(event: string, moment: ConsentMoment): Instant | null | undefined {
  const { subject, asOf, day } = moment;
  if (subject === null) return undefined;
  if (event === 'CASE_CLOSED') return subject.hasOpenCase ? null : asOf;
  if (event !== 'EIGHTEENTH_BIRTHDAY' || subject.bornOn === null) return undefined;
  const birthday = plusYears(subject.bornOn, 18);
  return birthday <= day ? asOf : ageEnds(birthday, day, moment.birthDateOpen);
}

/** The moment a consent ends by its own terms: null without end, undefined when that cannot be known. */
export function consentEnd(consent: Consent, moment: ConsentMoment): Instant | null | undefined {
  const { expiry } = consent;
  switch (expiry.kind) {
    case 'DATE': return dayEnds(expiry.on);
    case 'EVENT': return expiry.occurredAt ?? eventEnd(expiry.event, moment);
    case 'NONE_TPO': return consent.regimes.length > 0 && consent.regimes.every((regime) => regime === 'PART2_TPO') ? null : undefined;
    default: return undefined;
  }
}

function live(consent: Consent, moment: ConsentMoment): Finding {
  if (moment.asOf < consent.effectiveFrom) return NO;
  const ends = consentEnd(consent, moment);
  if (ends === undefined) return NO;
  return ends !== null && ends <= moment.asOf ? NO : yesUntil(ends);
}

/** Whether it ends by the last moment of the year that CMIA allows without the signer's request for longer. */
export function withinOneYear(consent: Consent, asOf: Instant): Finding {
  if (consent.longerThanYearRequestedBySigner) return YES;
  if (consent.signature === null || consent.expiry.kind === 'NONE_TPO') return NO;
  const lastDay = plusYears(dayOf(consent.signature.signedAt), 1);
  if (consent.expiry.kind === 'DATE' && consent.expiry.on > lastDay) return NO;
  const ends = dayEnds(lastDay);
  return ends <= asOf ? NO : yesUntil(ends);
}

export const K02: ConsentCheck = {
  id: 'K02', of: 'RECORD', whenRecorded: false, authorities: ['CFR_42_2_31', 'CIV_56_11', 'CFR_45_164_508'],
  plain: 'The consent has begun and its date or event of expiry has not come, by the county\'s calendar.',
  find: live,
};

/** Signed by now, and in force no sooner than it was signed: nobody consents tomorrow, or for yesterday. */
function signedBefore(consent: Consent, { asOf }: ConsentMoment): boolean {
  const signedAt = consent.signature?.signedAt;
  return signedAt !== undefined && signedAt <= asOf && consent.effectiveFrom >= signedAt;
}

export const K02_SIGNED: ConsentCheck = {
  id: 'K02', of: 'RECORD', whenRecorded: true, authorities: ['CFR_42_2_31', 'CIV_56_11', 'CFR_45_164_508'],
  plain: 'The consent was signed, not later than now, and begins no sooner than it was signed.',
  find: (consent, moment) => certain(signedBefore(consent, moment)),
};

export const K03: ConsentCheck = {
  id: 'K03', of: 'RECORD', whenRecorded: true, authorities: ['CIV_56_11'],
  plain: 'A CMIA authorization ends within a year of its signing, unless the signer asked for longer.',
  find: (consent, { asOf }) => (consent.regimes.includes('HIPAA_CMIA') ? withinOneYear(consent, asOf) : YES),
};
