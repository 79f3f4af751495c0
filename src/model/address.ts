import type { LocalDate } from '../kernel/dates.js';
import type { CodedValue } from './coded-value.js';

/** An address of a youth over a span of days. Source: CL_ADDRT joined with ADDRS_T. */
export interface Address {
  readonly subjectId: string;
  readonly kind: CodedValue | null;
  readonly startedOn: LocalDate | null;
  /** Null: current. */
  readonly endedOn: LocalDate | null;
  readonly street: string | null;
  readonly unit: string | null;
  readonly city: string | null;
  /** Two letters where the code table names the state, else null. */
  readonly state: string | null;
  /** Five digits, leading zero restored. */
  readonly zip: string | null;
  readonly county: string | null;
  readonly phone: string | null;
  readonly homeless: boolean | null;
}
