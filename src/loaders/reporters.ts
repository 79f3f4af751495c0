import DataLoader from 'dataloader';
import type { Reporter } from '../model/referral.js';
import { reportersByReferral } from '../store/queries/reporters.js';
import type { Queryable } from '../store/request-session.js';

/** The reporter of one referral of one youth. */
export interface ReporterKey {
  readonly subjectId: string;
  readonly referralKey: string;
}

/** Loads reporters of the referrals named and of no others. */
export function reporterLoader(session: Queryable): DataLoader<ReporterKey, Reporter | null, string> {
  return new DataLoader<ReporterKey, Reporter | null, string>(
    (keys) => reportersByReferral(session, keys),
    { cacheKeyFn: ({ subjectId, referralKey }) => `${subjectId} ${referralKey}` },
  );
}
