import type { Alias } from '../../model/alias.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject, coded } from './by-subject.js';

const ALIASES: Statement = {
  name: 'aliases-by-subject',
  text: `select subject_id, first_name, middle_name, last_name, kind_code, kind_display
  from csec.alias where subject_id = any ($1) order by subject_id, record_key`,
};

interface AliasRow {
  readonly subject_id: string; readonly first_name: string | null; readonly middle_name: string | null;
  readonly last_name: string | null; readonly kind_code: number | null; readonly kind_display: string | null;
}

/** Other names of each subject. In the order of the subjects asked. */
export async function aliasesBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Alias[])[]> {
  const rows = await session.query<AliasRow>(ALIASES, [subjectIds]);
  return bySubject(subjectIds, rows, toAlias);
}

function toAlias(row: AliasRow): Alias {
  return {
    subjectId: row.subject_id, firstName: row.first_name, middleName: row.middle_name, lastName: row.last_name,
    kind: coded(row.kind_code, row.kind_display),
  };
}
