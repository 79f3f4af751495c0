import type { CodedValue } from './coded-value.js';

/** Another name of a youth. Source: OCL_NM_T. */
export interface Alias {
  readonly subjectId: string;
  readonly firstName: string | null;
  readonly middleName: string | null;
  readonly lastName: string | null;
  readonly kind: CodedValue | null;
}
