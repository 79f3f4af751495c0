import type { LocalDate } from '../kernel/dates.js';
import type { Flag } from './flag.js';

/** A referral or case of the youth taking part in a special project. Source: SPRJ_RFT or SPRJ_CST with SPC_PRJT. */
export interface SpecialProjectParticipation {
  readonly subjectId: string;
  /** PROJECT_NM as written, right-trimmed. */
  readonly projectName: string;
  /** `CSEC_REFERRAL` (ACL 16-74), `CSEC_HISTORICAL` (ACL 15-49, by configuration) or `OTHER`. */
  readonly programme: 'CSEC_REFERRAL' | 'CSEC_HISTORICAL' | 'OTHER';
  /** The grid type that a historical code maps to, where the configuration names one. */
  readonly impliedGridType: number | null;
  readonly through: 'REFERRAL' | 'CASE';
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
  readonly flags: readonly Flag[];
  /** Limited access of the referral or case that takes part: where it is closed, so is this. */
  readonly limitedAccess: 'N' | 'S' | 'R';
  /** County of that referral or case. */
  readonly county: string | null;
}
