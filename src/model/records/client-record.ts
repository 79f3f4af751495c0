import type { LocalDate } from '../../kernel/dates.js';
import type { CodedValue } from '../coded-value.js';
import type { Sensitivity } from '../youth.js';

/**
 * A person known to a county: child, parent or other. Source: CLIENT_T.
 * The social security number, alien registration number and e-mail address are never read.
 */
export interface ClientRecord {
  readonly clientKey: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly nameSuffix: string | null;
  readonly nameKind: CodedValue | null;
  readonly bornOn: LocalDate | null;
  /** EST_DOB_CD: Y estimated, N actual; null not provided. */
  readonly birthDateEstimated: boolean | null;
  readonly diedOn: LocalDate | null;
  readonly sex: 'F' | 'M' | 'I' | 'U' | null;
  readonly ethnicity: CodedValue | null;
  readonly primaryLanguage: CodedValue | null;
  readonly secondaryLanguage: CodedValue | null;
  readonly sexualOrientation: CodedValue | null;
  readonly genderIdentity: CodedValue | null;
  readonly genderExpression: CodedValue | null;
  /** SENSTV_IND; blank is N, a letter that is not understood is R (sealed) and flagged. */
  readonly sensitivity: Sensitivity;
  /** SNTV_HLIND: sensitive health matters are on file. */
  readonly healthSensitive: boolean;
  /** CONF_EFIND: Safe at Home; a letter that is not understood counts as yes and is flagged. */
  readonly addressConfidential: boolean;
  readonly addressConfidentialOn: LocalDate | null;
  /** CHLD_CLT_B = Y: this client is a child, with or without a CHLD_CLT row. */
  readonly isChild: boolean;
  readonly createdOn: LocalDate | null;
}
