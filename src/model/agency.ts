import type { Instant, LocalDate } from '../kernel/dates.js';
import type { AgencyKind, RegimeStatus, TeamStatute } from '../law/agreement.js';
import type { Purpose } from '../law/purpose.js';

/** A county department or partner organisation. */
export interface Agency {
  readonly id: string;
  readonly name: string;
  readonly kind: AgencyKind;
  /** Two digits; null for statewide and federal bodies. */
  readonly county: string | null;
  /** Two letters; recipients outside CA meet AB 352. */
  readonly state: string;
  readonly regimeStatus: RegimeStatus;
}

/** A memorandum of understanding of an agency with the county (R-13, K30). */
export interface Agreement {
  readonly id: string;
  readonly agencyId: string;
  readonly county: string;
  /** The purposes it covers: the bound of `x-purpose-of-use`. */
  readonly purposes: readonly Purpose[];
  readonly protocolVersion: string;
  readonly signedAt: Instant;
  readonly effectiveOn: LocalDate;
  /** The last day in force, on the county's calendar; null open-ended. */
  readonly expiresOn: LocalDate | null;
  readonly terminatedAt: Instant | null;
}

/** A multidisciplinary team. */
export interface Team {
  readonly id: string;
  readonly name: string;
  readonly county: string;
  readonly statute: TeamStatute;
  /** The written protocol of the county; none, no basis. */
  readonly protocolVersion: string | null;
  readonly protocolExpiresOn: LocalDate | null;
}

export interface TeamMember {
  readonly teamId: string;
  readonly personId: string;
  readonly agencyId: string;
  readonly discipline: string;
  readonly trainingAttestedOn: LocalDate | null;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
}

/** A relation of an agency to one youth, on which care coordination and 827 access rest. */
export interface Involvement {
  readonly subjectId: string;
  readonly agencyId: string;
  readonly kind: 'TREATMENT' | 'SERVICE' | 'INVESTIGATION' | 'SUPERVISION';
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  /** For an investigation: the referral it investigates, which alone opens that referral's reporter. */
  readonly referralKey: string | null;
}
