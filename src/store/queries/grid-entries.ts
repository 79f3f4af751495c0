import type { LocalDate } from '../../kernel/dates.js';
import type { CsecGridEntry } from '../../model/csec-grid-entry.js';
import type { Flag } from '../../model/flag.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject } from './by-subject.js';

const CSEC_GRID_ENTRIES: Statement = {
  name: 'grid-entries-by-subject',
  text: `select subject_id, type_code, type_display, is_victim, started_on, ended_on, flags
  from csec.csec_grid_entry where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key`,
};

interface CsecGridEntryRow {
  readonly subject_id: string; readonly type_code: number; readonly type_display: string | null;
  readonly is_victim: boolean | null; readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null;
  readonly flags: readonly Flag[];
}

/** CSEC grid rows of each subject, newest first. In the order of the subjects asked. */
export async function gridEntriesBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly CsecGridEntry[])[]> {
  const rows = await session.query<CsecGridEntryRow>(CSEC_GRID_ENTRIES, [subjectIds]);
  return bySubject(subjectIds, rows, toCsecGridEntry);
}

function toCsecGridEntry(row: CsecGridEntryRow): CsecGridEntry {
  return {
    subjectId: row.subject_id, type: { code: row.type_code, display: row.type_display }, isVictim: row.is_victim,
    startedOn: row.started_on, endedOn: row.ended_on, flags: row.flags,
  };
}
