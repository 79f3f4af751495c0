import type { Reporter } from '../../model/referral.js';
import type { Queryable, Statement } from '../request-session.js';

/** One referral of one youth whose reporter the caller may learn: of `Decision.investigatedReferrals`. */
export interface InvestigatedReferral {
  readonly subjectId: string;
  readonly referralKey: string;
}

const REPORTERS: Statement = {
  name: 'reporters-by-referral',
  text: `select r.subject_id, r.referral_key, r.first_name, r.last_name, r.employer, r.phone, r.mandated
  from unnest($1::uuid[], $2::text[]) as wanted (subject_id, referral_key)
  join csec.reporter r on r.subject_id = wanted.subject_id and r.referral_key = wanted.referral_key
  order by r.subject_id, r.referral_key`,
};

interface ReporterRow {
  readonly subject_id: string; readonly referral_key: string; readonly first_name: string | null;
  readonly last_name: string | null; readonly employer: string | null; readonly phone: string | null;
  readonly mandated: boolean | null;
}

/** The reporters of the referrals named and of no other (PC 11167(d)), in the order asked; null where none is known. */
export async function reportersByReferral(
  session: Queryable, referrals: readonly InvestigatedReferral[],
): Promise<readonly (Reporter | null)[]> {
  const rows = await session.query<ReporterRow>(REPORTERS, [
    referrals.map(({ subjectId }) => subjectId), referrals.map(({ referralKey }) => referralKey),
  ]);
  const found = new Map(rows.map((row) => [`${row.subject_id} ${row.referral_key}`, toReporter(row)]));
  return referrals.map(({ subjectId, referralKey }) => found.get(`${subjectId} ${referralKey}`) ?? null);
}

function toReporter(row: ReporterRow): Reporter {
  return {
    subjectId: row.subject_id, referralKey: row.referral_key, firstName: row.first_name, lastName: row.last_name,
    employer: row.employer, phone: row.phone, mandated: row.mandated,
  };
}
