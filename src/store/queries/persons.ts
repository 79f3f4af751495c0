import type { Queryable, Statement } from '../request-session.js';

/** Somebody who works for an agency: a user of the gateway or a member of a team. */
export interface Person {
  readonly id: string;
  readonly agencyId: string;
  readonly name: string;
  /** CWS/CMS staff id, for county workers. */
  readonly staffKey: string | null;
}

const PERSONS: Statement = {
  name: 'persons-by-id',
  text: 'select id, agency_id, name, staff_key from csec.person where id = any ($1) order by id',
};

interface PersonRow {
  readonly id: string; readonly agency_id: string; readonly name: string; readonly staff_key: string | null;
}

/** Persons in the order of the ids asked; null where there is none. */
export async function personsById(session: Queryable, ids: readonly string[]): Promise<readonly (Person | null)[]> {
  const rows = await session.query<PersonRow>(PERSONS, [ids]);
  const found = new Map(rows.map((row) => [row.id, row]));
  return ids.map((id) => {
    const row = found.get(id);
    return row ? { id: row.id, agencyId: row.agency_id, name: row.name, staffKey: row.staff_key } : null;
  });
}
