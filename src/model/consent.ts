import type { Instant, LocalDate } from '../kernel/dates.js';
import type { ConsentProvision } from './consent-provision.js';

export const SIGNATORY_ROLES = [
  'MINOR', 'ADULT_SUBJECT', 'NMD', 'PARENT', 'LEGAL_GUARDIAN', 'COURT', 'SOCIAL_WORKER_BY_ORDER', 'MINORS_COUNSEL',
  'ED_RIGHTS_HOLDER', 'CONSERVATOR', 'PERSONAL_REP_DECEASED', 'TRIBAL_COURT',
] as const;
export type SignatoryRole = (typeof SIGNATORY_ROLES)[number];

/** The laws that one document claims to satisfy; the validity checks run per regime. */
export const CONSENT_REGIMES = [
  'HIPAA_CMIA', 'LPS', 'PART2_TPO', 'PART2_SPECIFIC', 'PART2_COUNSELING_NOTES', 'PART2_PROCEEDINGS',
  'PSYCHOTHERAPY_NOTES', 'HIV', 'FERPA', 'CFT_832', 'HT_MDT_13753', 'INTEGRATED_18986_46', 'GENERAL_CWS',
] as const;
export type ConsentRegime = (typeof CONSENT_REGIMES)[number];

export const CONSENT_STATUSES = [
  'DRAFT', 'ACTIVE', 'SUSPENDED', 'REVOKED', 'EXPIRED', 'SUPERSEDED', 'INVALID', 'EXHAUSTED',
] as const;
export type ConsentStatus = (typeof CONSENT_STATUSES)[number];

export const EXPLICIT_MENTIONS = ['SUD', 'HIV', 'ABORTION', 'PSYCHOTHERAPY_NOTES', 'STI', 'SOGIE', 'GENDER_AFFIRMING'] as const;
export type ExplicitMention = (typeof EXPLICIT_MENTIONS)[number];

/**
 * What a person found of a signature, which voids it (42 CFR 2.31(c)): a false statement, duress, or that whoever
 * exploits the youth signed or witnessed it.
 */
export const CONSENT_CONCERNS = ['FALSE_STATEMENT', 'DURESS', 'EXPLOITER_SIGNED'] as const;
export type ConsentConcern = (typeof CONSENT_CONCERNS)[number];

export interface Signature {
  readonly signedAt: Instant;
  readonly method: 'WET' | 'ELECTRONIC';
  /** Points; null when handwritten or not known. */
  readonly typefacePt: number | null;
  readonly handwritten: boolean;
  readonly standalone: boolean;
  readonly role: SignatoryRole;
  readonly signerId: string | null;
  readonly authorityDocument: string | null;
  /** Who saw the signing; absent or null when nobody is recorded. */
  readonly witness?: string | null;
}

/**
 * What whoever asks for information of outpatient psychotherapy put in writing and signed: what he uses it for, how long
 * he keeps it, that he uses it for nothing else and then returns or destroys it, and when the patient had a copy.
 * Authority: CIV_56_104 (rule R-40).
 */
export interface PsychotherapyRequest {
  /** The agency that asks or, of private persons, the person. */
  readonly requesterId: string;
  readonly use: string;
  /** The last day on which it is kept. */
  readonly keepUntil: LocalDate;
  readonly noOtherUse: boolean;
  readonly destroyPledge: boolean;
  /** Null: the patient had none. */
  readonly patientCopiedAt: Instant | null;
}

/**
 * A recorded release of information, or a refusal. Source: confidentiality rules, section 6.2.
 * Shape: lists are explicit; `categories` holds category words, and a wildcard is invalid (K21).
 */
export interface Consent {
  readonly id: string;
  readonly version: number;
  readonly subjectId: string;
  /** PERMIT releases; REFUSE is a live refusal or restriction by the person who controls the record. */
  readonly effect: 'PERMIT' | 'REFUSE';
  readonly subjectNameAsWritten: string | null;
  readonly subjectBornOnAsWritten: LocalDate | null;
  readonly regimes: readonly ConsentRegime[];
  readonly discloserAgencyIds: readonly string[];
  readonly discloserClasses: readonly string[];
  readonly recipientPersonIds: readonly string[];
  readonly recipientAgencyIds: readonly string[];
  readonly recipientClasses: readonly string[];
  /** An intermediary (42 CFR 2.31(a)(4)(ii)): only the members in the snapshot are covered. */
  readonly intermediary: { readonly agencyId: string; readonly participants: readonly string[]; readonly treatingOnly: boolean } | null;
  readonly recipientTeam: { readonly teamId: string; readonly members: readonly string[] } | null;
  /** Category words as written; unknown words and wildcards are kept and make the consent invalid. */
  readonly categories: readonly string[];
  readonly excludedCategories: readonly string[];
  /** Fields (`Youth.bornOn`) released beyond the role's minimum projection. */
  readonly fields: readonly string[];
  readonly dataFrom: LocalDate | null;
  readonly dataTo: LocalDate | null;
  readonly sourceAgencyIds: readonly string[];
  readonly explicitMentions: readonly ExplicitMention[];
  readonly purposes: readonly string[];
  readonly redisclosure: 'PROHIBITED' | 'TO_NAMED' | 'HIPAA_TPO';
  readonly effectiveFrom: Instant;
  readonly expiry:
    | { readonly kind: 'DATE'; readonly on: LocalDate }
    | { readonly kind: 'EVENT'; readonly event: string; readonly occurredAt: Instant | null }
    | { readonly kind: 'NONE_TPO' };
  readonly longerThanYearRequestedBySigner: boolean;
  readonly maxUses: number | null;
  readonly usesSoFar: number;
  readonly signature: Signature | null;
  readonly coSignatures: readonly Signature[];
  readonly capacity: {
    readonly basis: 'AGE_18' | 'MINOR_STATUTE' | 'COURT_ORDER' | 'PARENT_AUTHORITY';
    readonly statute: string | null;
    readonly ageAtSigning: number | null;
    readonly maturityAttestedBy: string | null;
  } | null;
  readonly statements: {
    readonly revocationHow: boolean;
    readonly redisclosureRisk: boolean;
    readonly conditioning: boolean;
    readonly part2TpoRedisclosure: boolean;
    readonly refusalConsequences: boolean;
    readonly copyGiven: boolean;
    readonly copyInstructions: boolean;
  };
  /** The written requests of recipients for psychotherapy information, beside the consent. Absent: none. */
  readonly psychotherapyRequests?: readonly PsychotherapyRequest[];
  /** SHA-256 of the image of the form as it was when recorded. */
  readonly documentHash: string | null;
  /** SHA-256 of the image as the document store holds it now; absent or null when it was never compared. */
  readonly imageHash?: string | null;
  /** Absent: none were found. */
  readonly concerns?: readonly ConsentConcern[];
  /** The document's own provisions where it came with them (FHIR): they only narrow the rest. Absent or null: none. */
  readonly provision?: ConsentProvision | null;
  /** The earlier consent or refusal of the same person that this one replaces, by its id. */
  readonly supersedes?: string | null;
  readonly status: ConsentStatus;
  /** Nothing in the document says that its patient is this youth: it releases nothing, what it denies is withheld, and a worker settles it. Absent: it is hers. */
  readonly patientUnknown?: true;
  /** Why a record was stored INVALID: the ids of the checks that failed (`K01`). */
  readonly failedChecks: readonly string[];
  readonly revocation: {
    readonly writtenReceivedAt: Instant | null;
    readonly oralStatedAt: Instant | null;
    readonly by: string;
    /** Category words; empty means all. */
    readonly categories: readonly string[];
  } | null;
  readonly recordedByAgencyId: string;
  readonly recordedAt: Instant;
}
