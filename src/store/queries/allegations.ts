import type { LocalDate } from '../../kernel/dates.js';
import type { Allegation } from '../../model/allegation.js';
import type { CodedValue } from '../../model/coded-value.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject, coded } from './by-subject.js';

const ALLEGATIONS: Statement = {
  name: 'allegations-by-subject',
  text: `select subject_id, referral_key, type_code, type_display, subtypes, disposition_code, disposition_display,
    disposition_on, abuse_started_on, abuse_ended_on, location_narrative, disposition_narrative
  from csec.allegation where subject_id = any ($1) order by subject_id, abuse_started_on desc nulls last, record_key`,
};

interface AllegationRow {
  readonly subject_id: string; readonly referral_key: string | null; readonly type_code: number | null;
  readonly type_display: string | null; readonly subtypes: readonly CodedValue[];
  readonly disposition_code: number | null; readonly disposition_display: string | null;
  readonly disposition_on: LocalDate | null; readonly abuse_started_on: LocalDate | null;
  readonly abuse_ended_on: LocalDate | null; readonly location_narrative: string | null;
  readonly disposition_narrative: string | null;
}

/** Allegations whose victim is the subject, newest abuse first. In the order of the subjects asked. */
export async function allegationsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Allegation[])[]> {
  const rows = await session.query<AllegationRow>(ALLEGATIONS, [subjectIds]);
  return bySubject(subjectIds, rows, toAllegation);
}

function toAllegation(row: AllegationRow): Allegation {
  return {
    subjectId: row.subject_id, referralKey: row.referral_key, type: coded(row.type_code, row.type_display),
    subtypes: row.subtypes, disposition: coded(row.disposition_code, row.disposition_display),
    dispositionOn: row.disposition_on, abuseStartedOn: row.abuse_started_on, abuseEndedOn: row.abuse_ended_on,
    locationNarrative: row.location_narrative, dispositionNarrative: row.disposition_narrative,
  };
}
