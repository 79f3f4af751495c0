import type { Instant } from '../kernel/dates.js';
import type { PartnerEventState } from './partner-subscription.js';

/**
 * The reports that statute compels within 24 hours. `PC_11166_J`: a child receiving services was identified as a victim
 * of commercial sexual exploitation. `USC_42_671_A_35`: a child in care is missing or abducted.
 */
export const MANDATED_REPORT_STATUTES = ['PC_11166_J', 'USC_42_671_A_35'] as const;
export type MandatedReportStatute = (typeof MANDATED_REPORT_STATUTES)[number];

/** One compelled report of a youth to one recipient, from the moment of learning until it is closed. */
export interface MandatedReport {
  readonly id: string;
  readonly subjectId: string;
  readonly statute: MandatedReportStatute;
  /** The law-enforcement agency with jurisdiction, or the national clearinghouse. */
  readonly recipientAgencyId: string;
  readonly learnedAt: Instant;
  /** Twenty-four hours after `learnedAt`. */
  readonly dueAt: Instant;
  readonly reportedAt: Instant | null;
  /** The recipient's number of the report; the NCIC or NCMEC number of a missing child. */
  readonly reportNumber: string | null;
  /** The youth was found, or the investigation ended: the recipient reads no more. */
  readonly endedAt: Instant | null;
}

/** A report as those who answer for it see it. */
export interface AnsweredReport extends MandatedReport {
  /** How its sending to the recipient's system stands; null where the gateway sends it to none. */
  readonly delivery: PartnerEventState | null;
}
