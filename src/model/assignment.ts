import type { LocalDate } from '../kernel/dates.js';

/** A county worker who carries a case or referral of the youth. Source: ASGNM_T, CASE_T, REFERL_T, STFPERST. */
export interface Assignment {
  readonly subjectId: string;
  readonly staffKey: string;
  readonly through: 'CASE' | 'REFERRAL';
  /** The referral or case id; never leaves the gateway. */
  readonly throughKey: string;
  readonly kind: 'PRIMARY' | 'SECONDARY' | 'READ_ONLY';
  readonly workerName: string | null;
  readonly workerPhone: string | null;
  readonly workerEmail: string | null;
  readonly county: string | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}
