import type { Role } from '../../law/role.js';
import type { AccessContext } from '../access-context.js';
import { dayOf } from './county-calendar.js';
import type { SubjectFacts } from '../facts.js';
import { subjectStatusOn } from './subject-status.js';

/** The county number of the State of California, whose staff belong to no county. */
export const STATE_COUNTY = '99';

/**
 * The caller's role towards one subject: a county worker is another county's worker towards a client of another county,
 * and a youth who asks as an adult with no open case is a former youth towards his own file.
 * A team member's role is chosen with the session, never derived: an investigator who sits in a team has two sessions
 * (rule R-31).
 */
export function roleTowards(context: AccessContext, subject: SubjectFacts): Role {
  const { role, county } = context.caller;
  if (role === 'YOUTH') return subjectStatusOn(subject, dayOf(context.asOf)) === 'ADULT_FORMER' ? 'FORMER_YOUTH' : role;
  if (role !== 'COUNTY_WORKER' || county === STATE_COUNTY) return role;
  return subject.county !== null && subject.county !== county ? 'OTHER_COUNTY_WORKER' : role;
}
