import type { LocalDate } from '../../kernel/dates.js';
import type { Involvement } from '../../model/agency.js';
import type { Queryable, Statement } from '../request-session.js';
import { columnsOf } from './columns.js';

const PUT: Statement = { name: 'put-involvement', text: 'select csec.put_involvement($1::jsonb)' };
const END: Statement = { name: 'end-involvement', text: 'select csec.end_involvement($1::uuid, $2::uuid, $3, $4, $5::date)' };

/** Keeps a relation of an agency, or one person of it, to an open subject. Errors: CONFLICT when there is such a relation live. */
export async function recordInvolvement(session: Queryable, involvement: Involvement & { readonly recordKey: string }): Promise<void> {
  await session.query(PUT, [JSON.stringify(columnsOf({ ...involvement, personId: involvement.personId ?? null, conditions: involvement.conditions ?? [] }))]);
}

/** Ends a relation on a day, on which it is live no more. Errors: CONFLICT when there is none live, or it began later. */
export async function endInvolvement(
  session: Queryable, change: Pick<Involvement, 'subjectId' | 'agencyId' | 'kind'> & { readonly personId: string | null; readonly endedOn: LocalDate },
): Promise<void> {
  await session.query(END, [change.subjectId, change.agencyId, change.personId, change.kind, change.endedOn]);
}
