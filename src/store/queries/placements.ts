import type { LocalDate } from '../../kernel/dates.js';
import type { Placement } from '../../model/placement.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject, coded } from './by-subject.js';

const PLACEMENTS: Statement = {
  name: 'placements-by-subject',
  text: `select subject_id, facility_type_code, facility_type_display, facility_name, facility_street, facility_city,
    facility_phone, facility_county, started_on, ended_on, end_reason_code, end_reason_display, removed_on,
    removal_reason_code, removal_reason_display, episode_ended_on
  from csec.placement where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key`,
};

interface PlacementRow {
  readonly subject_id: string; readonly facility_type_code: number | null;
  readonly facility_type_display: string | null; readonly facility_name: string | null;
  readonly facility_street: string | null; readonly facility_city: string | null;
  readonly facility_phone: string | null; readonly facility_county: string | null;
  readonly started_on: LocalDate | null; readonly ended_on: LocalDate | null;
  readonly end_reason_code: number | null; readonly end_reason_display: string | null;
  readonly removed_on: LocalDate | null; readonly removal_reason_code: number | null;
  readonly removal_reason_display: string | null; readonly episode_ended_on: LocalDate | null;
}

/** Placements of each subject, newest first. In the order of the subjects asked. */
export async function placementsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Placement[])[]> {
  const rows = await session.query<PlacementRow>(PLACEMENTS, [subjectIds]);
  return bySubject(subjectIds, rows, toPlacement);
}

function toPlacement(row: PlacementRow): Placement {
  return {
    subjectId: row.subject_id, facilityType: coded(row.facility_type_code, row.facility_type_display),
    facilityName: row.facility_name, facilityStreet: row.facility_street, facilityCity: row.facility_city,
    facilityPhone: row.facility_phone, facilityCounty: row.facility_county, startedOn: row.started_on,
    endedOn: row.ended_on, endReason: coded(row.end_reason_code, row.end_reason_display), removedOn: row.removed_on,
    removalReason: coded(row.removal_reason_code, row.removal_reason_display), episodeEndedOn: row.episode_ended_on,
  };
}
