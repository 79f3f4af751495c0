import { globalId } from '../../src/kernel/ids.js';
import { AGENCY } from '../support/seed-county.js';

export const RECORD = /* GraphQL */ `
  mutation Record($input: RecordConsentInput!) { recordConsent(input: $input) { consent { id status failedChecks fhir } userErrors { code } } }
`;
export const RECORD_FHIR = /* GraphQL */ `
  mutation RecordFhir($input: RecordFhirConsentInput!) { recordFhirConsent(input: $input) { consent { id status failedChecks fhir } userErrors { code } } }
`;
export const NOTE = /* GraphQL */ `
  mutation Note($input: NoteConsentConcernInput!) { noteConsentConcern(input: $input) { consent { status version } userErrors { code } } }
`;
export const REVOKE = /* GraphQL */ `
  mutation Revoke($input: RevokeConsentInput!) { revokeConsent(input: $input) { consent { status } userErrors { code } } }
`;

/** A release of case facts to the provider, signed by the minor, that fails no check. */
export const SIGNED = {
  regimes: ['GENERAL_CWS'], subjectNameAsWritten: 'C-First C-Last', discloserClasses: ['CHILD_WELFARE'], recipientAgencyIds: [globalId('Agency', AGENCY.provider)],
  categories: ['CASE_FACTS'], purposes: ['SERVICES'], effectiveFrom: '2026-02-01T18:00:00Z', expiry: { kind: 'DATE', on: '2026-08-31' },
  signature: { signedAt: '2026-02-01T18:00:00Z', method: 'WET', typefacePt: 14, standalone: true, role: 'MINOR' },
  capacity: { basis: 'MINOR_STATUTE', ageAtSigning: 14 }, documentHash: 'cd'.repeat(32),
  statements: { revocationHow: true, redisclosureRisk: true, conditioning: true, copyGiven: true, copyInstructions: true },
};
