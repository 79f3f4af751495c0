import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';

/** An allegation of a referral. Source: ALLGTN_T. Parent: the referral. */
export interface AllegationRecord {
  readonly allegationKey: string;
  readonly referralKey: string;
  /** FKCLIENT_T: the victim. */
  readonly clientKey: string;
  /** FKCLIENT_0: the alleged perpetrator. */
  readonly perpetratorKey: string | null;
  readonly type: CodedValue;
  /** Null: no disposition yet. */
  readonly disposition: CodedValue | null;
  readonly dispositionOn: LocalDate | null;
  readonly abuseStartedOn: LocalDate | null;
  readonly abuseEndedOn: LocalDate | null;
  readonly locationNarrative: string | null;
  readonly dispositionNarrative: string | null;
}

/** A sub-type of an allegation. Source: IJHM_DET. Parent: the allegation. */
export interface AllegationDetailRecord {
  readonly allegationKey: string;
  /** INJR_HMC: 6873 commercial sexual exploitation, 6874 failure to protect from it, and others. */
  readonly subtype: CodedValue;
}
