import type { Instant } from '../kernel/dates.js';
import type { Consent } from '../model/consent.js';
import type { NewConsent } from '../loaders/administration.js';

/** Whose consent a document is recorded as, by which agency and when. */
export interface DocumentRecording {
  readonly subjectId: string;
  readonly agencyId: string;
  readonly at: Instant;
}

/** Consents in the form in which other systems keep them: FHIR R4. */
export interface ConsentDocuments {
  /** Errors: BAD_INPUT and BAD_INSTANT naming the element of the document that cannot be read. */
  read(text: string, recording: DocumentRecording): NewConsent;
  write(consent: Consent): string;
}
