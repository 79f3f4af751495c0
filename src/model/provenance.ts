import type { Instant } from '../kernel/dates.js';
import type { Regime } from '../law/regime.js';

/** Where a record came from, and the law that came with it. */
export interface Provenance {
  /** `CWS/CMS` or the partner's system. */
  readonly system: string;
  readonly regime: Regime;
  readonly sourceAgencyId: string | null;
  /** Who consented to the care that the record tells of; decides who controls its release. */
  readonly consentedBy: 'MINOR' | 'PARENT' | 'COURT' | 'NOT_APPLICABLE';
  readonly updatedAt: Instant | null;
}
