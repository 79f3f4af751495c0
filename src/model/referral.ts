import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';

/** A referral in which the youth takes part. Source: REFERL_T through REFR_CLT. */
export interface Referral {
  readonly subjectId: string;
  /** The CWS/CMS referral id: identifying, joins allegations and the reporter; never leaves the gateway. */
  readonly referralKey: string;
  readonly receivedOn: LocalDate | null;
  readonly closedOn: LocalDate | null;
  readonly response: CodedValue | null;
  /** REFR_CLT.DISPSTN_CD: A assessment, I in-person investigation, S in-person and services, X; null none. */
  readonly disposition: string | null;
  readonly county: string | null;
  /** REFERL_T.LMT_ACSSCD: limited access N, S or R. */
  readonly limitedAccess: 'N' | 'S' | 'R';
  readonly responsibleAgency: string | null;
}

/** Who reported. Source: REPTR_T. Released only to the enumerated investigators of that referral (PC 11167(d)). */
export interface Reporter {
  readonly subjectId: string;
  readonly referralKey: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly employer: string | null;
  readonly phone: string | null;
  readonly mandated: boolean | null;
}
