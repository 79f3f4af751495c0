import { createHash } from 'node:crypto';

/** A FHIR R4 resource before it is bundled: its JSON with absent members still null. */
export interface FhirResource {
  readonly resourceType: string;
  readonly [member: string]: unknown;
}

/** Code systems of a message. `urn:ca:…` ones are local; the rest are of HL7, SNOMED International, LOINC and the IETF. */
export const SYSTEM = {
  confidentiality: 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality',
  actCode: 'http://terminology.hl7.org/CodeSystem/v3-ActCode',
  participation: 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType',
  provenanceAgent: 'http://terminology.hl7.org/CodeSystem/provenance-participant-type',
  lifecycle: 'http://terminology.hl7.org/CodeSystem/iso-21089-lifecycle',
  conditionClinical: 'http://terminology.hl7.org/CodeSystem/condition-clinical',
  conditionVerification: 'http://terminology.hl7.org/CodeSystem/condition-ver-status',
  conditionCategory: 'http://hl7.org/fhir/us/core/CodeSystem/condition-category',
  observationCategory: 'http://terminology.hl7.org/CodeSystem/observation-category',
  flagCategory: 'http://terminology.hl7.org/CodeSystem/flag-category',
  consentScope: 'http://terminology.hl7.org/CodeSystem/consentscope',
  snomed: 'http://snomed.info/sct', loinc: 'http://loinc.org', bcp47: 'urn:ietf:bcp:47',
  sensitivity: 'urn:ca:csec:sensitivity', csecStatus: 'urn:ca:csec:status', csecFinding: 'urn:ca:csec:finding',
  programme: 'urn:ca:csec:programme', through: 'urn:ca:csec:through', notice: 'urn:ca:csec:notice', basis: 'urn:ca:csec:basis',
  category: 'urn:ca:csec:category', county: 'urn:ca:cwscms:county', project: 'urn:ca:cwscms:SPC_PRJT', flag: 'urn:ca:csec:flag',
  serviceKind: 'urn:ca:csec:service-kind', assignment: 'urn:ca:csec:assignment', absence: 'urn:ca:csec:absence', regime: 'urn:ca:csec:regime', event: 'urn:ca:csec:event',
  dataAbsent: 'http://terminology.hl7.org/CodeSystem/data-absent-reason', tool: 'urn:ca:csec:tool', agency: 'urn:ca:csec:agency',
  redisclosure: 'urn:ca:csec:redisclosure',
} as const;

/** Extensions of a message. The first is of HL7; the others are local. */
export const EXTENSION = {
  dataAbsent: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
  validUntil: 'urn:ca:csec:extension:valid-until',
  withheld: 'urn:ca:csec:extension:withheld',
  deleteBy: 'urn:ca:csec:extension:delete-by',
  notice: 'urn:ca:csec:extension:notice',
  placementCounty: 'urn:ca:csec:extension:placement-county',
  obligation: 'urn:ca:csec:extension:obligation',
  consentScope: 'urn:ca:csec:extension:consent-scope',
} as const;

export interface Coding {
  readonly system: string;
  readonly code: string;
  readonly display?: string | null;
}

export const coding = (system: string, code: string, display: string | null = null): Coding => ({ system, code, display });

/** A CodeableConcept of some codings, with words where there are any. */
export const concept = (codings: readonly (Coding | null)[], text: string | null = null) =>
  ({ coding: codings.filter((each) => each !== null), text });

/** A resource named by where it is, or by an identifier and words where it is not to be had. */
export interface FhirReference {
  readonly reference?: string;
  readonly type?: string;
  readonly identifier?: { readonly system: string; readonly value: string };
  readonly display?: string;
}

/** How the resources of one answer name each other: by the ids of a message, or by those of the façade. */
export interface Linking {
  readonly patient: FhirReference;
  /** A county's child-welfare agency. */
  agencyOf(county: string): FhirReference;
  /** The office of that agency in which what is asserted was recorded. */
  officeOf(county: string): FhirReference;
  /** The resource of that type at that place of the record. */
  at(resourceType: string, place: string): FhirReference;
}

/** A FHIR `code`: no outer white space, and single spaces within. */
export const fhirCode = (text: string): string => text.trim().replace(/\s+/g, ' ');

/** Says why a required value is not there: withheld by law, or not in the record. */
export const dataAbsent = (reason: 'masked' | 'unknown') => ({ extension: [{ url: EXTENSION.dataAbsent, valueCode: reason }] });

const NAMESPACE = Buffer.from('6f1c9b3e2d7a5c48914ab0d3e5f70812', 'hex');

/**
 * The `urn:uuid` of a resource of a message: version 5 of RFC 9562, over the decision and the resource's place. The same
 * message has the same ids; two decisions share none, so two recipients cannot join theirs.
 */
export function fullUrlOf(decisionId: string, place: string): string {
  const bytes = createHash('sha1').update(NAMESPACE).update(`${decisionId}/${place}`).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}
