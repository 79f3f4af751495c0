import type { Instant } from '../../kernel/dates.js';
import type { Consent } from '../../model/consent.js';
import type { Situation } from '../situation.js';
import { TEAM_CHECKS } from '../relations/team-checks.js';
import { allOf, anyOf } from '../evaluation/finding.js';

/** How a consent names the caller. `NO_PARTICIPANT`: it names an intermediary whose list lacks the caller (K12). */
export interface Recipient {
  readonly by: 'AGENCY' | 'PERSON' | 'CLASS' | 'TEAM' | 'INTERMEDIARY' | 'NO_PARTICIPANT';
  readonly until: Instant | null;
}

// That the team has closed is no matter of membership: check K19 says it, by name.
const MEMBERSHIP = ['R-61.COUNTY', 'R-62.AGENCY', 'R-62.MEMBER', 'R-62.ASSIGNED'];
const MEMBERSHIP_CHECKS = TEAM_CHECKS.filter((check) => MEMBERSHIP.includes(check.id));

const named = (by: Recipient['by']): Recipient => ({ by, until: null });

/**
 * How this consent names the caller, or null when it does not.
 * Shape: a team or an intermediary is the list written into the document: who joined later is not covered, and who
 * has left the team is a recipient no more. Authority: CFR_42_2_31 (rule R-45), WIC_832.
 */
export function recipientOf(consent: Consent, situation: Situation): Recipient | null {
  const { personId, agency } = situation.context.caller;
  if (consent.recipientPersonIds.includes(personId)) return named('PERSON');
  if (consent.recipientAgencyIds.includes(agency.id)) return named('AGENCY');
  if (consent.recipientClasses.includes(agency.kind)) return named('CLASS');
  const team = consent.recipientTeam;
  if (team !== null && team.members.includes(personId)) {
    const seat = anyOf(situation.facts.seats
      .filter((one) => one.teamId === team.teamId)
      .map((one) => allOf(MEMBERSHIP_CHECKS.map((check) => check.find(one, situation)))));
    if (seat.truth === 'TRUE') return { by: 'TEAM', until: seat.until };
  }
  if (consent.intermediary === null) return null;
  const { participants } = consent.intermediary;
  return named(participants.includes(agency.id) || participants.includes(personId) ? 'INTERMEDIARY' : 'NO_PARTICIPANT');
}
