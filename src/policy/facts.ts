import type { Instant, LocalDate } from '../kernel/dates.js';
import type { AgencyKind, TeamStatute } from '../law/agreement.js';
import type { Consent } from '../model/consent.js';
import type { Involvement } from '../model/agency.js';
import type { CourtOrder } from '../model/court-order.js';
import type { EmergencyAccess } from '../model/emergency-access.js';
import type { MandatedReport } from '../model/mandated-report.js';
import type { ReleaseApproval } from '../model/release-approval.js';
import type { Sensitivity } from '../model/youth.js';

/** What a decision may know of one subject. Nothing of it is released by being here. */
export interface SubjectFacts {
  readonly subjectId: string;
  readonly county: string | null;
  readonly bornOn: LocalDate | null;
  readonly diedOn: LocalDate | null;
  readonly sensitivity: Sensitivity;
  /** Removed from the parent: an open removal episode. */
  readonly removedFromParent: boolean;
  /** The day of the open removal; absent or null when there is none or it is not known. */
  readonly removedOn?: LocalDate | null;
  readonly hasOpenCase: boolean;
  readonly addressConfidential: boolean;
  /** Elected that the name becomes no public record (PC 293); absent, she did not. */
  readonly victimElection?: boolean;
}

/** The caller's seat in one team that is assigned to the subject. */
export interface TeamSeat {
  readonly teamId: string;
  readonly county: string;
  readonly statute: TeamStatute;
  readonly protocolVersion: string | null;
  readonly protocolExpiresOn: LocalDate | null;
  readonly assignedAt: Instant;
  readonly unassignedAt: Instant | null;
  readonly agencyId: string;
  readonly trainingAttestedOn: LocalDate | null;
  readonly joinedAt: Instant;
  readonly leftAt: Instant | null;
  /** Members of the team with attested training who are active at the decision's instant. */
  readonly activeTrainedMembers: number;
  /** For WIC 18961.7: when the suspected abuse was reported, and so the thirty days begin; absent or null, no window. */
  readonly windowOpenedAt?: Instant | null;
  /** The last day of a window that documented good cause lengthened; absent or null, thirty days. */
  readonly windowExtendedTo?: LocalDate | null;
  /** When the team closed; absent or null, it goes on. */
  readonly closedAt?: Instant | null;
}

/** A live or past assignment of the caller's staff id to a case or referral of the subject. */
export interface WorkerAssignment {
  readonly through: 'CASE' | 'REFERRAL';
  readonly throughKey: string;
  readonly kind: 'PRIMARY' | 'SECONDARY' | 'READ_ONLY';
  readonly startedOn: LocalDate | null;
  readonly endedOn: LocalDate | null;
}

/** Everything one decision may look at, loaded in one batch with the page of subjects. */
export interface Facts {
  readonly subject: SubjectFacts;
  readonly assignments: readonly WorkerAssignment[];
  readonly involvements: readonly Involvement[];
  readonly seats: readonly TeamSeat[];
  /** Every consent of the subject that names the caller's agency, person, class or team, every refusal, and every consent that denies anything inside. */
  readonly consents: readonly Consent[];
  /**
   * The kind of each agency that those consents name as discloser, by its id. A consent that names its disclosers by
   * agency covers what agencies of that kind hold; without the kind it covers nothing.
   */
  readonly discloserKinds?: Readonly<Record<string, AgencyKind>>;
  /** The relations of the subject's parents and guardians, on which the life of their signatures hangs (K25). Absent: none. */
  readonly parentage?: readonly Involvement[];
  /** Court orders of the subject that name the caller's agency or person, and those on who may sign. Absent: none. */
  readonly orders?: readonly CourtOrder[];
  /** The caller's own accesses by breaking the glass. Absent: none. */
  readonly emergencies?: readonly EmergencyAccess[];
  /** Compelled reports of the subject to the caller's agency. Absent: none. */
  readonly mandates?: readonly MandatedReport[];
  /** Approvals of releases to the caller. Absent: none. */
  readonly approvals?: readonly ReleaseApproval[];
  /** The day on which the caller's director designated him for the county index (WIC 18961.5); absent or null, never. */
  readonly designatedForIndexOn?: LocalDate | null;
}
