import type { Instant } from '../../kernel/dates.js';
import type { Queryable, Statement } from '../request-session.js';

const RECORD: Statement = {
  name: 'record-identifier-systems', text: 'select csec.record_identifier_systems($1::uuid, $2, $3::text[], $4::uuid, $5, $6::timestamptz) as recorded',
};
const OWNED: Statement = {
  name: 'identifier-systems-owned', text: 'select w.system from csec.identifier_owner w where w.agency_id = $1 and w.county = $2 order by w.system',
};

/** The systems of identifiers that an agency gives out itself, as a county knows it. */
export interface IdentifierSystems {
  readonly agencyId: string;
  readonly county: string;
  readonly systems: readonly string[];
}

/** Keeps which systems an agency owns, in place of those before; false, with nothing kept, where another agency owns one. Errors: CONFLICT. */
export async function recordIdentifierSystems(
  session: Queryable, { agencyId, county, systems }: IdentifierSystems, by: { readonly agencyId: string; readonly personId: string; readonly at: Instant },
): Promise<boolean> {
  const [found] = await session.query<{ recorded: boolean }>(RECORD, [agencyId, county, systems, by.agencyId, by.personId, by.at]);
  return found?.recorded === true;
}

/** The systems that an agency owns by one county's register, in the order of their names. */
export async function identifierSystemsOf(session: Queryable, { agencyId, county }: Omit<IdentifierSystems, 'systems'>): Promise<readonly string[]> {
  return (await session.query<{ system: string }>(OWNED, [agencyId, county])).map(({ system }) => system);
}
