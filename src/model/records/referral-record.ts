import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** A referral. Source: REFERL_T. */
export interface ReferralRecord {
  readonly referralKey: string;
  readonly receivedOn: LocalDate;
  /** `HH:mm:ss` on California's clock. */
  readonly receivedTime: string | null;
  readonly closedOn: LocalDate | null;
  readonly response: CodedValue | null;
  /** CMM_MTHC: how the report came in. */
  readonly method: CodedValue | null;
  readonly approval: CodedValue | null;
  readonly county: string | null;
  /** LMT_ACSSCD; blank is N, a letter that is not understood is R and flagged. */
  readonly limitedAccess: 'N' | 'S' | 'R';
  readonly responsibleAgency: string | null;
  readonly staffKey: string | null;
}

/** A client who takes part in a referral. Source: REFR_CLT. Parent: the referral. */
export interface ReferralClientRecord {
  readonly referralKey: string;
  readonly clientKey: string;
  /** DISPSTN_CD: A assessment, I in-person investigation, S in-person and services, X; null none. */
  readonly disposition: string | null;
  readonly dispositionOn: LocalDate | null;
}

/** Who made a referral. Source: REPTR_T. Parent: the referral. */
export interface ReporterRecord {
  readonly referralKey: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly employer: string | null;
  readonly phone: string | null;
  readonly mandated: boolean | null;
  /** CNFWVR_IND: the reporter waived confidentiality; only a plain Y is true. */
  readonly confidentialityWaived: boolean;
}
