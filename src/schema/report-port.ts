import type { Instant } from '../kernel/dates.js';
import type { ProgramRelease, ReportScope, Signature } from '../model/program-report.js';

/** Which releases: those signed by all three, or those that wait for a signature. */
export type ReleaseStanding = 'RELEASED' | 'AWAITING';

/**
 * The programme report within one request's transaction. Names tables, places, periods and hashes; there is no way from
 * here to a youth. Errors: CONFLICT when a table is frozen already, was overtaken by another, or a signature is not the
 * next one.
 */
export interface ProgramReports {
  /** Absent: null when no such table is released, whether or not one was ever frozen. */
  releaseOf(scope: ReportScope): Promise<ProgramRelease | null>;
  releases(standing: ReleaseStanding, page: { first: number; after: { at: Instant; hash: string } | null }): Promise<readonly ProgramRelease[]>;
  freeze(scope: ReportScope, signer: { agencyId: string; personId: string; at: Instant }): Promise<ProgramRelease>;
  /** Absent: null when nothing was frozen under this hash. */
  sign(hash: string, signature: Signature): Promise<ProgramRelease | null>;
}
