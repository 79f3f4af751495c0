import type { DayNumber } from './calendar.js';
import type { SyntheticStaff } from './synthetic-county.js';

/** A person as CLIENT_T knows one: the youth or a parent. */
export interface PlannedPerson {
  readonly clientKey: string;
  readonly firstName: string;
  readonly middleName: string | null;
  readonly lastName: string;
  readonly suffix: string | null;
  readonly sex: 'F' | 'M' | 'I' | 'U';
  readonly bornOn: DayNumber;
  readonly ethnicity: number;
  readonly language: number;
  readonly createdOn: DayNumber;
}

/** What the youth and another client are to each other. */
export interface PlannedRelationship {
  readonly key: string;
  readonly createdOn: DayNumber;
  readonly primaryKey: string;
  readonly secondaryKey: string;
  /** CLNTRELC: reads from the primary to the secondary. */
  readonly code: number;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
  readonly sameHome: 'Y' | 'N' | 'U';
  /** Whether one of the two is the other's parent. */
  readonly isParent: boolean;
}

/** Another name of the youth. */
export interface PlannedAlias {
  readonly key: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly createdOn: DayNumber;
}

/** An address and the youth's use of it. */
export interface PlannedAddress {
  readonly linkKey: string;
  readonly addressKey: string;
  readonly kind: number;
  readonly homeless: boolean;
  readonly streetNumber: number;
  readonly street: string;
  readonly streetKind: number;
  readonly unit: number | null;
  readonly city: string;
  readonly state: number;
  readonly zip: number;
  readonly phone: number;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

/** An allegation with its sub-types. */
export interface PlannedAllegation {
  readonly key: string;
  readonly type: number;
  readonly subtypes: readonly { readonly key: string; readonly code: number }[];
  /** 0: none yet. */
  readonly disposition: number;
  readonly dispositionOn: DayNumber | null;
  readonly perpetratorKey: string | null;
  readonly abuseStartedOn: DayNumber;
  readonly abuseEndedOn: DayNumber | null;
}

/** Who made a referral. */
export interface PlannedReporter {
  readonly firstName: string;
  readonly lastName: string;
  readonly employer: string | null;
  readonly phone: number;
  readonly mandated: boolean;
  readonly confidentialityWaived: boolean;
}

/** A referral or case taking part in a special project. */
export interface PlannedParticipation {
  readonly key: string;
  readonly projectKey: string;
  readonly projectName: string;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

/** A referral that names the youth and the parents. */
export interface PlannedReferral {
  readonly key: string;
  readonly county: string;
  readonly receivedOn: DayNumber;
  readonly receivedAt: number;
  readonly closedOn: DayNumber | null;
  readonly response: number;
  readonly method: number;
  readonly disposition: string;
  readonly limitedAccess: 'N' | 'S' | 'R';
  readonly responsibleAgency: string;
  readonly worker: SyntheticStaff;
  readonly assignmentKey: string;
  readonly reporter: PlannedReporter | null;
  readonly allegations: readonly PlannedAllegation[];
  readonly participation: PlannedParticipation | null;
}

/** A worker's holding of a case. */
export interface PlannedAssignment {
  readonly key: string;
  readonly worker: SyntheticStaff;
  readonly kind: 'P' | 'S';
  readonly role: number;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

/** A case whose focus child is the youth. */
export interface PlannedCase {
  readonly key: string;
  readonly county: string;
  readonly referralKey: string | null;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
  /** 0 while open. */
  readonly closeReason: number;
  readonly component: number;
  readonly responsibleAgency: string;
  readonly limitedAccess: 'N' | 'S' | 'R';
  readonly worker: SyntheticStaff;
  readonly assignments: readonly PlannedAssignment[];
  readonly participation: PlannedParticipation | null;
}

/** A stay in a home or facility. */
export interface PlannedPlacement {
  readonly key: string;
  readonly homeKey: string;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
  /** PLCG_RNC; 0 while it lasts. */
  readonly endReason: number;
}

/** A span away from placement, which no table holds. */
export interface PlannedAbsence {
  readonly kind: 'RAN_AWAY' | 'ABDUCTED' | 'UNEXPLAINED';
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

/** A removal from home. */
export interface PlannedEpisode {
  readonly key: string;
  readonly removedOn: DayNumber;
  readonly removedAt: number;
  readonly reason: number;
  readonly endedOn: DayNumber | null;
  /** 0 while it lasts. */
  readonly endReason: number;
  readonly agency: number;
  readonly worker: SyntheticStaff;
  readonly placements: readonly PlannedPlacement[];
  readonly absences: readonly PlannedAbsence[];
}

/** A row of the CSEC Grid. */
export interface PlannedGridEntry {
  readonly key: string;
  readonly type: number;
  readonly startedOn: DayNumber;
  readonly endedOn: DayNumber | null;
}

/** A contact (C), visit (V) or service (N), and who took part. */
export interface PlannedService {
  readonly key: string;
  readonly kind: 'C' | 'V' | 'N';
  readonly status: 'C' | 'A' | 'S';
  readonly code: number;
  readonly method: number;
  readonly location: number;
  readonly providedBy: 'S' | 'V';
  /** A staff id of three characters or a provider's key of ten. */
  readonly providerKey: string;
  readonly startedOn: DayNumber;
  readonly startedAt: number;
  readonly endedOn: DayNumber | null;
  readonly wraparound: boolean;
  readonly participants: readonly { readonly role: 'C' | 'T'; readonly key: string }[];
}

/** Everything true of one synthetic youth, before it is written as rows. */
export interface YouthPlan {
  readonly index: number;
  readonly person: PlannedPerson;
  readonly parents: readonly PlannedPerson[];
  readonly estimatedBirthDate: boolean;
  readonly diedOn: DayNumber | null;
  readonly sensitivity: 'N' | 'S' | 'R';
  readonly sensitiveHealth: boolean;
  readonly addressConfidentialOn: DayNumber | null;
  readonly minorParent: boolean;
  readonly orientation: number;
  readonly genderIdentity: number;
  readonly genderExpression: number;
  /** CHLD_CLT.AWOL_AB_CD. */
  readonly away: 'A' | 'B' | 'P' | 'D' | 'N';
  readonly aliases: readonly PlannedAlias[];
  readonly otherIds: readonly { readonly key: string; readonly system: number; readonly value: string }[];
  readonly addresses: readonly PlannedAddress[];
  readonly referrals: readonly PlannedReferral[];
  readonly cases: readonly PlannedCase[];
  readonly episode: PlannedEpisode | null;
  readonly grid: readonly PlannedGridEntry[];
  readonly services: readonly PlannedService[];
  readonly relationships: readonly PlannedRelationship[];
  /** Two digits: the county of a relative's case, where nothing else tells one. */
  readonly countyOfRelative: string | null;
  /** An identifier that no row has. */
  readonly missingKey: string;
}
