import { ID, InputType, Int } from 'type-graphql';
import type { Instant, LocalDate } from '../../kernel/dates.js';
import { RevealingField } from '../classified.js';
import { DateScalar, DateTimeScalar } from '../scalars.js';
import {
  CapacityBasisEnum, ConsentConcernEnum, ConsentEffectEnum, ConsentRegimeEnum, ExpiryKindEnum, ExplicitMentionEnum, RedisclosureEnum,
  SignatoryRoleEnum, SignatureMethodEnum,
} from '../types/enums.js';

@InputType('SignatureInput', { description: 'A signature under a consent.' })
export class SignatureInput {
  @RevealingField('write', () => DateTimeScalar, { description: 'When it was signed.' })
  signedAt!: Instant;

  @RevealingField('write', () => SignatureMethodEnum, { description: 'Wet or electronic.' })
  method!: 'WET' | 'ELECTRONIC';

  @RevealingField('write', () => Int, { nullable: true, description: 'Size of the type in points (Civ. Code 56.11 asks for 14).' })
  typefacePt?: number | null;

  @RevealingField('write', () => Boolean, { nullable: true, description: 'Whether the form is handwritten.' })
  handwritten?: boolean | null;

  @RevealingField('write', () => Boolean, { nullable: true, description: 'Whether the signature serves no other purpose.' })
  standalone?: boolean | null;

  @RevealingField('write', () => SignatoryRoleEnum, { description: 'In what capacity.' })
  role!: string;

  @RevealingField('write', () => String, { nullable: true, description: 'Who signed, as the county identifies the person.' })
  signerId?: string | null;

  @RevealingField('write', () => String, { nullable: true, description: 'The document that gives the authority, for example a court order\'s number.' })
  authorityDocument?: string | null;

  @RevealingField('write', () => String, { nullable: true, description: 'Who witnessed the signing.' })
  witness?: string | null;
}

@InputType('ConsentExpiryInput', { description: 'How a consent ends: on a day, at an event, or not at all (treatment, payment and operations under Part 2).' })
export class ConsentExpiryInput {
  @RevealingField('write', () => ExpiryKindEnum, { description: 'How.' })
  kind!: 'DATE' | 'EVENT' | 'NONE_TPO';

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Last day, for DATE.' })
  on?: LocalDate | null;

  @RevealingField('write', () => String, { nullable: true, description: 'The event, for EVENT. An event that cannot be told to have passed or not counts as passed.' })
  event?: string | null;

  @RevealingField('write', () => Boolean, { nullable: true, description: 'Whether the signer asked for more than a year (Civ. Code 56.11).' })
  longerThanYearRequestedBySigner?: boolean | null;
}

@InputType('ConsentCapacityInput', { description: 'Why the signer could sign.' })
export class ConsentCapacityInput {
  @RevealingField('write', () => CapacityBasisEnum, { description: 'Ground.' })
  basis!: 'AGE_18' | 'MINOR_STATUTE' | 'COURT_ORDER' | 'PARENT_AUTHORITY';

  @RevealingField('write', () => String, { nullable: true, description: 'The statute of the minor\'s capacity, by authority id.' })
  statute?: string | null;

  @RevealingField('write', () => Int, { nullable: true, description: 'Age at signing.' })
  ageAtSigning?: number | null;

  @RevealingField('write', () => String, { nullable: true, description: 'Who attested maturity, where the statute asks for it.' })
  maturityAttestedBy?: string | null;
}

@InputType('ConsentStatementsInput', { description: 'Statements that the form carries.' })
export class ConsentStatementsInput {
  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'How to revoke.' })
  revocationHow!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'Risk of redisclosure.' })
  redisclosureRisk!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'That care is not conditioned on signing.' })
  conditioning!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'Redisclosure under HIPAA except for proceedings (42 CFR 2.31).' })
  part2TpoRedisclosure!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'Consequences of refusing.' })
  refusalConsequences!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'A copy was given.' })
  copyGiven!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'How to get more copies.' })
  copyInstructions!: boolean;
}

@InputType('ConsentTeamInput', { description: 'A team as recipient, with its members at signing; who joins later is not covered.' })
export class ConsentTeamInput {
  @RevealingField('write', () => ID, { description: 'The team.' })
  teamId!: string;

  @RevealingField('write', () => [ID], { description: 'The members at signing.' })
  members!: string[];
}

@InputType('ConsentIntermediaryInput', { description: 'An intermediary as recipient (42 CFR 2.31(a)(4)(ii)); only the participants named are covered.' })
export class ConsentIntermediaryInput {
  @RevealingField('write', () => ID, { description: 'The intermediary agency.' })
  agencyId!: string;

  @RevealingField('write', () => [ID], { description: 'Its participants at signing.' })
  participants!: string[];

  @RevealingField('write', () => Boolean, { defaultValue: true, description: 'Whether only those who treat the youth are covered.' })
  treatingOnly!: boolean;
}

@InputType('PsychotherapyRequestInput', { description: 'The signed request of an agency, or of a private person, for outpatient psychotherapy information (Civ. Code 56.104).' })
export class PsychotherapyRequestInput {
  @RevealingField('write', () => ID, { nullable: true, description: 'The agency that asks.' })
  agencyId?: string | null;

  @RevealingField('write', () => ID, { nullable: true, description: 'The private person that asks.' })
  personId?: string | null;

  @RevealingField('write', () => String, { description: 'What it is used for.' })
  use!: string;

  @RevealingField('write', () => DateScalar, { description: 'The last day on which it is kept; then it is returned or destroyed.' })
  keepUntil!: LocalDate;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'That it is used for nothing else.' })
  noOtherUse!: boolean;

  @RevealingField('write', () => Boolean, { defaultValue: false, description: 'The pledge to return or destroy it.' })
  destroyPledge!: boolean;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When the patient had a copy.' })
  patientCopiedAt?: Instant | null;
}

/** What a recorded consent says. It is stored whatever it says; what is invalid releases nothing. */
@InputType('RecordConsentInput', { description: 'A release of information, or a refusal, as signed. It is stored whatever it says; one that fails a check is stored INVALID with every failing check named, and releases nothing.' })
export class RecordConsentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ConsentEffectEnum, { defaultValue: 'PERMIT', description: 'Release or refusal.' })
  effect!: 'PERMIT' | 'REFUSE';

  @RevealingField('write', () => String, { nullable: true, description: 'The youth\'s name as written.' })
  subjectNameAsWritten?: string | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'The youth\'s birth date as written.' })
  subjectBornOnAsWritten?: LocalDate | null;

  @RevealingField('write', () => [ConsentRegimeEnum], { description: 'Laws it claims to satisfy.' })
  regimes!: string[];

  @RevealingField('write', () => [ID], { defaultValue: [], description: 'Agencies that may disclose.' })
  discloserAgencyIds!: string[];

  @RevealingField('write', () => [String], { defaultValue: [], description: 'Classes of agency that may disclose.' })
  discloserClasses!: string[];

  @RevealingField('write', () => [ID], { defaultValue: [], description: 'Persons who may receive.' })
  recipientPersonIds!: string[];

  @RevealingField('write', () => [ID], { defaultValue: [], description: 'Agencies that may receive.' })
  recipientAgencyIds!: string[];

  @RevealingField('write', () => [String], { defaultValue: [], description: 'Classes of agency that may receive.' })
  recipientClasses!: string[];

  @RevealingField('write', () => ConsentIntermediaryInput, { nullable: true, description: 'An intermediary that may receive.' })
  intermediary?: ConsentIntermediaryInput | null;

  @RevealingField('write', () => ConsentTeamInput, { nullable: true, description: 'A team that may receive.' })
  recipientTeam?: ConsentTeamInput | null;

  @RevealingField('write', () => [String], { description: 'Categories, each named; a wildcard makes the consent invalid (K21).' })
  categories!: string[];

  @RevealingField('write', () => [String], { defaultValue: [], description: 'Categories expressly left out.' })
  excludedCategories!: string[];

  @RevealingField('write', () => [String], { defaultValue: [], description: 'Fields released beyond the recipient\'s minimum projection, `Youth.bornOn`.' })
  fields!: string[];

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Only what happened on or after this day.' })
  dataFrom?: LocalDate | null;

  @RevealingField('write', () => DateScalar, { nullable: true, description: 'Only what happened before this day.' })
  dataTo?: LocalDate | null;

  @RevealingField('write', () => [ID], { defaultValue: [], description: 'Only what came from these agencies.' })
  sourceAgencyIds!: string[];

  @RevealingField('write', () => [ExplicitMentionEnum], { defaultValue: [], description: 'What the form names expressly.' })
  explicitMentions!: string[];

  @RevealingField('write', () => [String], { description: 'Purposes, by word or code.' })
  purposes!: string[];

  @RevealingField('write', () => RedisclosureEnum, { defaultValue: 'PROHIBITED', description: 'What the recipient may pass on.' })
  redisclosure!: 'PROHIBITED' | 'TO_NAMED' | 'HIPAA_TPO';

  @RevealingField('write', () => DateTimeScalar, { description: 'From when it stands.' })
  effectiveFrom!: Instant;

  @RevealingField('write', () => ConsentExpiryInput, { description: 'How it ends.' })
  expiry!: ConsentExpiryInput;

  @RevealingField('write', () => Int, { nullable: true, description: 'How often it may be used.' })
  maxUses?: number | null;

  @RevealingField('write', () => SignatureInput, { nullable: true, description: 'The signature.' })
  signature?: SignatureInput | null;

  @RevealingField('write', () => [SignatureInput], { defaultValue: [], description: 'Further signatures.' })
  coSignatures!: SignatureInput[];

  @RevealingField('write', () => ConsentCapacityInput, { nullable: true, description: 'Why the signer could sign.' })
  capacity?: ConsentCapacityInput | null;

  @RevealingField('write', () => ConsentStatementsInput, { description: 'Statements on the form.' })
  statements!: ConsentStatementsInput;

  @RevealingField('write', () => String, { nullable: true, description: 'SHA-256 of the image of the form, hexadecimal.' })
  documentHash?: string | null;

  @RevealingField('write', () => String, { nullable: true, description: 'SHA-256 of the image as the document store holds it, hexadecimal; one that differs voids the consent (K27).' })
  imageHash?: string | null;

  @RevealingField('write', () => [ConsentConcernEnum], { defaultValue: [], description: 'What was found of the signing; any of it voids the consent (K26).' })
  concerns!: string[];

  @RevealingField('write', () => [PsychotherapyRequestInput], { defaultValue: [], description: 'Written requests of recipients for psychotherapy information, kept with the consent; without its own no recipient but a clinician receives it.' })
  psychotherapyRequests!: PsychotherapyRequestInput[];

  @RevealingField('write', () => ID, { nullable: true, description: 'The earlier consent or refusal of the same signer that this one takes the place of.' })
  supersedesConsentId?: string | null;
}

@InputType('RecordFhirConsentInput', { description: 'A consent as another system keeps it.' })
export class RecordFhirConsentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => String, { description: 'A FHIR R4 Consent as JSON. What the law demands and FHIR has no place for stands in its extension `urn:ca:csec:fhir:consent-elements`; whatever is missing voids it.' })
  consent!: string;
}

@InputType('NoteConsentConcernInput', { description: 'What was found of a signing after the consent was recorded.' })
export class NoteConsentConcernInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The consent.' })
  consentId!: string;

  @RevealingField('write', () => [ConsentConcernEnum], { description: 'What was found (K26).' })
  concerns!: string[];
}

@InputType('SuspendConsentInput', { description: 'An oral withdrawal: it suspends the consent at once, until it is revoked in writing.' })
export class SuspendConsentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The consent.' })
  consentId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When it was said; default now.' })
  oralStatedAt?: Instant | null;
}

@InputType('RevokeConsentInput', { description: 'A revocation received in writing. It ends new disclosures at once.' })
export class RevokeConsentInput {
  @RevealingField('admission', () => ID, { description: 'The case.' })
  caseId!: string;

  @RevealingField('write', () => ID, { description: 'The consent.' })
  consentId!: string;

  @RevealingField('write', () => DateTimeScalar, { nullable: true, description: 'When it was received; default now.' })
  writtenReceivedAt?: Instant | null;

  @RevealingField('write', () => [String], { defaultValue: [], description: 'Categories revoked; empty means all.' })
  categories!: string[];
}
