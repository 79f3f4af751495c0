import type { LocalDate } from '../../kernel/dates.js';
import type { Referral } from '../../model/referral.js';
import type { Queryable, Statement } from '../request-session.js';
import { bySubject, coded } from './by-subject.js';

const REFERRALS: Statement = {
  name: 'referrals-by-subject',
  text: `select subject_id, referral_key, received_on, closed_on, response_code, response_display, disposition, county,
    limited_access, responsible_agency
  from csec.referral where subject_id = any ($1) order by subject_id, received_on desc nulls last, referral_key`,
};

interface ReferralRow {
  readonly subject_id: string; readonly referral_key: string; readonly received_on: LocalDate | null;
  readonly closed_on: LocalDate | null; readonly response_code: number | null;
  readonly response_display: string | null; readonly disposition: string | null; readonly county: string | null;
  readonly limited_access: 'N' | 'S' | 'R'; readonly responsible_agency: string | null;
}

/** Referrals in which each subject takes part, newest first. In the order of the subjects asked. */
export async function referralsBySubject(session: Queryable, subjectIds: readonly string[]): Promise<readonly (readonly Referral[])[]> {
  const rows = await session.query<ReferralRow>(REFERRALS, [subjectIds]);
  return bySubject(subjectIds, rows, toReferral);
}

function toReferral(row: ReferralRow): Referral {
  return {
    subjectId: row.subject_id, referralKey: row.referral_key, receivedOn: row.received_on, closedOn: row.closed_on,
    response: coded(row.response_code, row.response_display), disposition: row.disposition, county: row.county,
    limitedAccess: row.limited_access, responsibleAgency: row.responsible_agency,
  };
}
