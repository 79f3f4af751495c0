/** FHIR: what a consent is about. */
export const CONSENT_SCOPE = 'http://terminology.hl7.org/CodeSystem/consentscope';
export const LOINC = 'http://loinc.org';
/** LOINC 59284-0, the kind of document that every privacy consent of IHE PCF is. */
export const PATIENT_CONSENT = '59284-0';
/** Identifies a case of this gateway, by its global id. */
export const CSEC_CASE = 'urn:ca:csec:case';
/** Identifies an agency of this gateway. */
export const CSEC_AGENCY = 'urn:ca:csec:agency';
export const CSEC_SIGNER = 'urn:ca:csec:signer';
export const CSEC_DOCUMENT_HASH = 'urn:ca:csec:document-hash';
/** A purpose in words of the document's own. */
export const CSEC_PURPOSE_WORDS = 'urn:ca:csec:purpose-words';
/** The extension that holds what California and federal law demand of a consent and FHIR R4 has no place for. */
export const CONSENT_ELEMENTS = 'urn:ca:csec:fhir:consent-elements';
/** The policy of a document that says neither that it permits nor that it denies. */
export const NO_RULE = 'urn:ca:csec:policy:none';
