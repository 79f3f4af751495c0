import type { Instant, LocalDate } from '../kernel/dates.js';
import type { Purpose } from '../law/purpose.js';
import type { Role } from '../law/role.js';
import type { AccessContext } from './access-context.js';
import { dayBegins, dayEnds, dayOf } from './relations/county-calendar.js';
import type { Facts } from './facts.js';
import { roleTowards } from './relations/role-towards.js';
import type { Settings } from './settings.js';
import { subjectStatusOn, type SubjectStatus } from './relations/subject-status.js';

/** The purposes for which a county worker opens the agency's own records, the birth date among them. */
export const AGENCY_PURPOSES: readonly Purpose[] = [
  'CHILD_WELFARE', 'CASE_MANAGEMENT', 'CARE_COORDINATION', 'INVESTIGATION', 'MDT', 'MISSING_CHILD',
];

/** Everything that one decision may look at: who asks, of whom, when, under which reading of the law. */
export interface Situation {
  readonly context: AccessContext;
  readonly facts: Facts;
  readonly settings: Settings;
  /** The county's day at `asOf`. */
  readonly day: LocalDate;
  /** The caller's role towards this subject. */
  readonly role: Role;
  readonly status: SubjectStatus;
  /** Whether whoever is released anything here is released the birth date too. */
  readonly birthDateOpen: boolean;
}

/**
 * Until when a permission that rests on age stands: the birthday for a caller who may know it, and for every other the
 * end of the day, whatever the birthday, because an end that is told would tell it.
 */
export function ageEnds(birthday: LocalDate, day: LocalDate, birthDateOpen: boolean): Instant {
  return birthDateOpen ? dayBegins(birthday) : dayEnds(day);
}

export function situationOf(context: AccessContext, facts: Facts, settings: Settings): Situation {
  const day = dayOf(context.asOf);
  const role = roleTowards(context, facts.subject);
  return {
    context, facts, settings, day, role,
    birthDateOpen: (role === 'COUNTY_WORKER' || role === 'OTHER_COUNTY_WORKER') && AGENCY_PURPOSES.includes(context.purpose),
    status: subjectStatusOn(facts.subject, day),
  };
}
