import type { LocalDate } from '../../kernel/dates.js';
import type { SpecialProjectParticipation } from '../special-project-participation.js';

/** A county's definition of a special project. Source: SPC_PRJT, one row per county and project. */
export interface SpecialProjectRecord {
  readonly projectKey: string;
  /** PROJECT_NM, right-trimmed. */
  readonly name: string;
  readonly programme: SpecialProjectParticipation['programme'];
  /** The grid type that a historical project maps to by configuration. */
  readonly impliedGridType: number | null;
  readonly county: string | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}

/** A referral that takes part in a special project. Source: SPRJ_RFT. Parent: the referral. */
export interface SpecialProjectReferralRecord {
  readonly projectKey: string;
  readonly referralKey: string;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}

/** A case that takes part in a special project. Source: SPRJ_CST. Parent: the case. */
export interface SpecialProjectCaseRecord {
  readonly projectKey: string;
  readonly caseKey: string;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}
