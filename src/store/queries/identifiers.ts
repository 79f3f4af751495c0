import type { Identifier } from '../../model/identifier.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const IDENTIFIERS: Statement = {
  name: 'identifiers-by-subject',
  text: `select subject_id, system_code, system_display, value
  from csec.identifier where subject_id = any ($1) order by subject_id, system_code, value, record_key`,
};

interface IdentifierRow {
  readonly subject_id: string; readonly system_code: number; readonly system_display: string | null;
  readonly value: string;
}

/** Ids of each subject in other systems. In the order of the subjects asked. */
export async function identifiersBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Identifier[])[]> {
  const rows = await session.query<IdentifierRow>(IDENTIFIERS, [subjectIds]);
  return bySubject(subjectIds, rows, toIdentifier);
}

function toIdentifier(row: IdentifierRow): Identifier {
  return {
    subjectId: row.subject_id, system: { code: row.system_code, display: row.system_display }, value: row.value,
  };
}
