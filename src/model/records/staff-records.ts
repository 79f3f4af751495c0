import type { LocalDate } from '../../kernel/dates.js';

/** Who carries a case or referral, through a caseload. Source: ASGNM_T. Parent: the case or referral. */
export interface AssignmentRecord {
  readonly through: 'CASE' | 'REFERRAL';
  readonly throughKey: string;
  readonly kind: 'PRIMARY' | 'SECONDARY' | 'READ_ONLY';
  readonly caseloadKey: string | null;
  readonly county: string | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}

/** A worker of a county. Source: STFPERST. */
export interface StaffPersonRecord {
  /** Three characters, case-sensitive. */
  readonly staffKey: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly phone: string | null;
  readonly email: string | null;
  readonly county: string | null;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}

/** A worker's holding of a caseload over a span of days. Source: STFCSLDT. Parent: the staff person. */
export interface StaffCaseloadRecord {
  readonly caseloadKey: string;
  readonly staffKey: string;
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}
