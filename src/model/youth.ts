import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';

/** CLIENT_T.SENSTV_IND: N no restriction, S sensitive, R sealed; priority R > S > N; null is N. */
export const SENSITIVITIES = ['N', 'S', 'R'] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** At risk or victim, derived from the code table's R/V split of the grid rows, never from words. */
export type CsecStatus = 'AT_RISK' | 'VICTIM_CURRENT' | 'VICTIM_PAST';

/** A child client of a county. Source: CLIENT_T, CHLD_CLT. */
export interface Youth {
  readonly subjectId: string;
  /** Two digits, `01` to `58`; null when no case or referral of unrestricted access decides it. */
  readonly county: string | null;
  readonly sensitivity: Sensitivity;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly nameSuffix: string | null;
  readonly bornOn: LocalDate | null;
  readonly birthDateEstimated: boolean | null;
  readonly diedOn: LocalDate | null;
  /** CLIENT_T.GENDER_CD: F, M, I (intersex) or U (unknown). */
  readonly sex: 'F' | 'M' | 'I' | 'U' | null;
  readonly ethnicity: CodedValue | null;
  readonly primaryLanguage: CodedValue | null;
  readonly secondaryLanguage: CodedValue | null;
  readonly sexualOrientation: CodedValue | null;
  readonly genderIdentity: CodedValue | null;
  /** CLIENT_T.CONF_EFIND = Y: every address is withheld and substituted (Gov. Code 6205 et seq.). */
  readonly addressConfidential: boolean;
  /** CHLD_CLT.MNRMOM_IND: a minor or non-minor-dependent parent. Implies reproductive health (rule G7). */
  readonly minorParent: boolean | null;
  /** An open removal episode (PLC_EPST without an end): removed from the parent. */
  readonly inCare: boolean;
  /** A case of unrestricted access is open. */
  readonly hasOpenCase: boolean;
  /** Start of the newest open case of unrestricted access. */
  readonly openedOn: LocalDate | null;
  readonly csecStatus: CsecStatus | null;
  /** WIC 300(b)(2): exploitation (substantiated or open) and inadequate protection (not unfounded). Null: no exploitation alleged.
   * Allegations of referrals of limited access count for nothing. */
  readonly sb855Eligible: boolean | null;
  /** The CWS/CMS client id; it tells its worker and the second of its creation, so it is identifying. */
  readonly clientKey: string;
}
