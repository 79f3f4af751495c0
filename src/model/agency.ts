import type { Instant, LocalDate } from '../kernel/dates.js';
import type { AgencyKind, RegimeStatus, TeamStatute } from '../law/agreement.js';
import type { ObligationId } from '../law/obligation.js';
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
  /** The duties that every county it declared any to recorded: what carries another is not released to it. Absent or null: all that there are. */
  readonly dutiesHonoured?: readonly ObligationId[] | null;
  /** The duties that each county recorded, which count for that county's youths in their place. Absent or null: none did. */
  readonly dutiesByCounty?: Readonly<Record<string, readonly ObligationId[]>> | null;
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
  /** When the team ended its work; a child and family team's consents end with it. Absent or null: it goes on. */
  readonly closedAt?: Instant | null;
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

/**
 * How an agency, or one person of it, can stand to a youth. `SUPERVISION`: courtesy supervision by another county.
 * `PROBATION`: probation supervises. `NURSING`: the foster-care public-health nurse. `PROSECUTION`: the prosecutor of a
 * filed case. `SCHOOLING`: the school of enrolment. `JURISDICTION`: the court that hears the case. `REPRESENTATION`:
 * minor's counsel or CASA by order. `PARENTAGE`, `CARE`, `SELF`: the parent or guardian, the caregiver, the youth.
 * `REQUEST`: another county's request on file (WIC 10850(b)). `INTERVIEW`: the forensic interview.
 * `PERSONAL_REPRESENTATION`: the personal representative of a youth who died.
 */
export const INVOLVEMENT_KINDS = [
  'TREATMENT', 'SERVICE', 'INVESTIGATION', 'SUPERVISION', 'PROBATION', 'NURSING', 'PROSECUTION', 'SCHOOLING', 'JURISDICTION',
  'REPRESENTATION', 'PARENTAGE', 'CARE', 'SELF', 'REQUEST', 'INTERVIEW', 'PERSONAL_REPRESENTATION',
] as const;
export type InvolvementKind = (typeof INVOLVEMENT_KINDS)[number];

/**
 * What widens or narrows an involvement. `EDUCATION_RIGHTS`: holds educational rights, or has the duty of education.
 * `SAFETY_FLAG`: the parent is closed from what could lead to the youth. `RIGHTS_TERMINATED`: parental rights ended.
 */
export const INVOLVEMENT_CONDITIONS = ['EDUCATION_RIGHTS', 'SAFETY_FLAG', 'RIGHTS_TERMINATED'] as const;
export type InvolvementCondition = (typeof INVOLVEMENT_CONDITIONS)[number];

/** A relation of an agency or person to one youth, on which care coordination and 827 access rest. */
export interface Involvement {
  readonly subjectId: string;
  readonly agencyId: string;
  /** The one person to whom the relation belongs; null or absent: everybody of the agency. */
  readonly personId?: string | null;
  readonly kind: InvolvementKind;
  readonly conditions?: readonly InvolvementCondition[];
  readonly startedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  /** For an investigation: the referral it investigates, which alone opens that referral's reporter. */
  readonly referralKey: string | null;
}
