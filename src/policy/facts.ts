import type { Instant, LocalDate } from '../kernel/dates.js';
import type { AgencyKind, TeamStatute } from '../law/agreement.js';
import type { Consent } from '../model/consent.js';
import type { Involvement } from '../model/agency.js';
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
  readonly hasOpenCase: boolean;
  readonly addressConfidential: boolean;
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
  /** Every consent of the subject that names the caller's agency, person, class or team, and every refusal. */
  readonly consents: readonly Consent[];
  /**
   * The kind of each agency that those consents name as discloser, by its id. A consent that names its disclosers by
   * agency covers what agencies of that kind hold; without the kind it covers nothing.
   */
  readonly discloserKinds?: Readonly<Record<string, AgencyKind>>;
}
