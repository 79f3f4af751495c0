import type { Instant, LocalDate } from '../kernel/dates.js';
import type { Category } from '../law/category.js';
import type { Purpose } from '../law/purpose.js';

/**
 * What an order of a court can do here. `DISCLOSURE_827`: the juvenile court opens its file to those named.
 * `FEDERAL_831`: to federal officials. `PART2_2_63`, `_64`, `_65`: substance-use records (confidential communications,
 * non-criminal, criminal), each only with a subpoena. `HIV_120975`, `IN_CAMERA`, `SAFE_AT_HOME`: as their statutes.
 * `PARENT_MAY_SIGN`: a parent signs for a removed minor's mental-health records (Civ. Code 56.106, WIC 5328.03).
 */
export const COURT_ORDER_KINDS = [
  'DISCLOSURE_827', 'FEDERAL_831', 'PART2_2_63', 'PART2_2_64', 'PART2_2_65', 'HIV_120975', 'IN_CAMERA', 'SAFE_AT_HOME',
  'PARENT_MAY_SIGN',
] as const;
export type CourtOrderKind = (typeof COURT_ORDER_KINDS)[number];

/** An order of a court about one youth's records, scoped by categories, recipients and dates. */
export interface CourtOrder {
  readonly id: string;
  readonly subjectId: string;
  readonly kind: CourtOrderKind;
  readonly court: string;
  readonly caseNumber: string;
  /** Exactly what the order names; none opens nothing. */
  readonly categories: readonly Category[];
  readonly recipientAgencyIds: readonly string[];
  readonly recipientPersonIds: readonly string[];
  /** Empty: the order names no purpose and serves any that the recipient may state. */
  readonly purposes: readonly Purpose[];
  /** The days of the records that the order reaches, both included; null is open. */
  readonly dataFrom: LocalDate | null;
  readonly dataTo: LocalDate | null;
  /** 42 CFR 2.61: an order authorizes, only a subpoena compels. */
  readonly subpoenaServed: boolean;
  /** The statute's own findings stand in the order (42 CFR 2.63 to 2.65, H&S 120975, in camera balancing). */
  readonly findingsMade: boolean;
  readonly effectiveFrom: Instant;
  /** The last day in force, on the county's calendar; null open-ended. */
  readonly expiresOn: LocalDate | null;
  readonly vacatedAt: Instant | null;
  readonly documentHash: string | null;
  readonly recordedByAgencyId: string;
  readonly recordedAt: Instant;
}
