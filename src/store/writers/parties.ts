import type { Instant } from '../../kernel/dates.js';
import type { ObligationId } from '../../law/obligation.js';
import type { Agreement, Team, TeamMember } from '../../model/agency.js';
import type { Person } from '../queries/persons.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const put = (noun: string): Statement => ({ name: `put-${noun}`, text: `select csec.put_${noun}($1::jsonb)` });

const PUT_PERSON = put('person');
const PUT_AGREEMENT = put('agreement');
const PUT_TEAM = put('team');
const PUT_TEAM_MEMBER = put('team_member');
const DECLARE_DUTIES: Statement = { name: 'declare-duties', text: 'select csec.declare_duties_to_county($1::jsonb)' };
const END_MEMBERSHIP: Statement = { name: 'end-membership', text: 'select csec.end_membership($1::uuid, $2, $3::timestamptz)' };

/** Keeps a person of an agency, or a new name. A person never changes agency: that is another person. */
export async function recordPerson(session: Queryable, person: Person): Promise<void> {
  await session.query(PUT_PERSON, [JSON.stringify(columnsOf(person))]);
}

/** Keeps an agreement; of one that is there only its termination changes. */
export async function recordAgreement(session: Queryable, agreement: Agreement): Promise<void> {
  await session.query(PUT_AGREEMENT, [JSON.stringify(columnsOf(agreement))]);
}

/** The duties that an agency declared to a county that it can honour, all of them, and who of the county recorded it when. */
export interface DutyDeclaration {
  readonly agencyId: string;
  readonly county: string;
  readonly duties: readonly ObligationId[];
  readonly declaredByAgencyId: string;
  readonly declaredByPersonId: string;
  readonly declaredAt: Instant;
}

/**
 * Keeps the declaration beside all before it. The agency is taken to honour what every county with an agreement recorded
 * last, so that none opens what another's declaration withholds. Errors: CONFLICT when there is no such agency.
 */
export async function declareDuties(session: Queryable, declared: DutyDeclaration): Promise<void> {
  await session.query(DECLARE_DUTIES, [JSON.stringify(columnsOf(declared))]);
}

/** Keeps a team, or a new name and protocol of it; county and statute never change. */
export async function recordTeam(session: Queryable, team: Team): Promise<void> {
  await session.query(PUT_TEAM, [JSON.stringify(columnsOf(team))]);
}

/** Seats a person in a team. Errors: CONFLICT when the person sits there already. */
export async function recordMember(session: Queryable, member: TeamMember): Promise<void> {
  await session.query(PUT_TEAM_MEMBER, [JSON.stringify(columnsOf(member))]);
}

/** Ends a person's seat in a team. Errors: CONFLICT when the person has none, or it began later. */
export async function endMembership(
  session: Queryable, seat: { readonly teamId: string; readonly personId: string; readonly leftAt: Instant },
): Promise<void> {
  await session.query(END_MEMBERSHIP, [seat.teamId, seat.personId, seat.leftAt]);
}
