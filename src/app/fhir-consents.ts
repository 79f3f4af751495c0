import { readFhirConsent } from '../../adapters/fhir-consent/read-consent.js';
import { writeFhirConsent } from '../../adapters/fhir-consent/write-consent.js';
import type { Consent } from '../model/consent.js';
import type { ConsentDocuments } from '../schema/consent-documents.js';

/** Consents as FHIR R4, in and out. */
export const FHIR_CONSENTS: ConsentDocuments = Object.freeze({
  read: readFhirConsent,
  write: (consent: Consent) => JSON.stringify(writeFhirConsent(consent)),
});
