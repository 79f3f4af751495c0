import type { CodedValue } from '../coded-value.js';

/** Another name of a client. Source: OCL_NM_T. */
export interface OtherNameRecord {
  readonly clientKey: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly kind: CodedValue | null;
}
