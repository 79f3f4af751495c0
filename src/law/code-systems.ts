/** A FHIR Coding with its words. */
export type CodedWords = {
  readonly system: string;
  readonly code: string;
  readonly display: string;
};

/** HL7 v3 ActReason: purposes of use. */
export const ACT_REASON = 'http://terminology.hl7.org/CodeSystem/v3-ActReason';
/** HL7 v3 ActCode: sensitivities, obligations and refrains. */
export const ACT_CODE = 'http://terminology.hl7.org/CodeSystem/v3-ActCode';
/** HL7 v3 Confidentiality. */
export const CONFIDENTIALITY_SYSTEM = 'http://terminology.hl7.org/CodeSystem/v3-Confidentiality';
/** HL7 v3 ParticipationType: `IRCP` is the recipient of information. */
export const PARTICIPATION_TYPE = 'http://terminology.hl7.org/CodeSystem/v3-ParticipationType';
/** FHIR: what may be done under a consent (`access`, `use`, `disclose`). */
export const CONSENT_ACTION = 'http://terminology.hl7.org/CodeSystem/consentaction';
/** Purposes that statute names and HL7 does not. */
export const CSEC_PURPOSE = 'urn:ca:csec:purpose';
/** Sensitivities that statute knows and HL7 does not. */
export const CSEC_SENSITIVITY = 'urn:ca:csec:sensitivity';
/** The gateway's own thirty categories, by word. */
export const CSEC_CATEGORY = 'urn:ca:csec:category';
/** Classes of agency, by word. */
export const CSEC_AGENCY_KIND = 'urn:ca:csec:agency-kind';
