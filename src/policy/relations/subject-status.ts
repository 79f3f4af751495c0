import { ageOn, type LocalDate } from '../../kernel/dates.js';
import type { SubjectFacts } from '../facts.js';

/**
 * The standing of a youth before the law on one day. `NON_MINOR_DEPENDENT`: 18 to 20 with an open case.
 * `UNKNOWN`: no birth date, so nothing may rest on age.
 */
export const SUBJECT_STATUSES = ['MINOR', 'NON_MINOR_DEPENDENT', 'ADULT_FORMER', 'DECEASED', 'UNKNOWN'] as const;
export type SubjectStatus = (typeof SUBJECT_STATUSES)[number];

/** The standing of the subject on that day of the county's calendar. */
export function subjectStatusOn(subject: SubjectFacts, day: LocalDate): SubjectStatus {
  if (subject.diedOn !== null && subject.diedOn <= day) return 'DECEASED';
  if (subject.bornOn === null) return 'UNKNOWN';
  const age = ageOn(subject.bornOn, day);
  if (age < 18) return 'MINOR';
  return age < 21 && subject.hasOpenCase ? 'NON_MINOR_DEPENDENT' : 'ADULT_FORMER';
}
