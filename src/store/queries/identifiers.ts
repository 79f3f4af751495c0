import type { Category } from '../../law/category.js';
import type { Identifier } from '../../model/identifier.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

/** One subject and the categories of identifiers to read of him. */
export interface IdentifiersWanted {
  readonly subjectId: string;
  readonly allowed: readonly Category[];
}

const IDENTIFIERS: Statement = {
  name: 'identifiers-by-subject',
  text: `select i.subject_id, i.system_code, i.system_display, i.value, i.category
  from unnest($1::uuid[], $2::text[]) as wanted (subject_id, allowed)
  join csec.identifier i on i.subject_id = wanted.subject_id and i.category = any (string_to_array(wanted.allowed, ' '))
  order by i.subject_id, i.system_code, i.value, i.record_key`,
};

interface IdentifierRow {
  readonly subject_id: string; readonly system_code: number; readonly system_display: string | null;
  readonly value: string; readonly category: Category;
}

/**
 * Ids of each subject in other systems, of the allowed categories only: any other, and one of no category, is not
 * fetched. In the order of the subjects asked.
 */
export async function identifiersBySubject(session: Queryable, wanted: readonly IdentifiersWanted[]): Promise<readonly (readonly Identifier[])[]> {
  const subjectIds = wanted.map(({ subjectId }) => subjectId);
  const asked = wanted.filter(({ allowed }) => allowed.length > 0);
  if (asked.length === 0) return subjectIds.map(() => []);
  const rows = await session.query<IdentifierRow>(IDENTIFIERS, [
    asked.map(({ subjectId }) => subjectId), asked.map(({ allowed }) => allowed.join(' ')),
  ]);
  return bySubject(subjectIds, rows, toIdentifier);
}

function toIdentifier(row: IdentifierRow): Identifier {
  return {
    subjectId: row.subject_id, system: { code: row.system_code, display: row.system_display }, value: row.value, category: row.category,
  };
}
