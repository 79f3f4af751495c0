import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** A case with one focus child. Source: CASE_T. Open while it has no end. */
export interface ChildWelfareCaseRecord {
  readonly caseKey: string;
  readonly clientKey: string;
  /** The referral from which the case was opened. */
  readonly referralKey: string | null;
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly closeReason: CodedValue | null;
  readonly serviceComponent: CodedValue | null;
  readonly county: string | null;
  /** RSP_AGY_CD: C county welfare, P probation, and others. */
  readonly responsibleAgency: string | null;
  /** LMT_ACSSCD; blank is N, a letter that is not understood is R and flagged. */
  readonly limitedAccess: 'N' | 'S' | 'R';
  readonly staffKey: string | null;
}
