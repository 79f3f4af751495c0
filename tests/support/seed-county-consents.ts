import { instant, localDate } from '../../src/kernel/dates.js';
import type { Consent } from '../../src/model/consent.js';
import { DEMO_COUNTY, demoAgencyId } from '../../src/auth/demo-identities.js';
import { requestsOf } from './psychotherapy-request.js';

type Told = Pick<Consent, 'id' | 'subjectId' | 'regimes' | 'discloserAgencyIds' | 'recipientAgencyIds' | 'categories' | 'purposes'>;

/** A release that fails no check on 1 March 2026, signed by a youth of fourteen; parts may be changed. */
export function consentOf(parts: Told & Partial<Consent>): Consent {
  const signedAt = instant('2025-09-15T17:00:00Z');
  return {
    version: 1, effect: 'PERMIT', subjectNameAsWritten: 'Synthetic Youth', subjectBornOnAsWritten: localDate('2011-06-15'),
    discloserClasses: [], recipientPersonIds: [], recipientClasses: [], intermediary: null, recipientTeam: null, excludedCategories: [],
    fields: [], dataFrom: null, dataTo: null, sourceAgencyIds: [], explicitMentions: [], redisclosure: 'PROHIBITED',
    effectiveFrom: signedAt, expiry: { kind: 'DATE', on: localDate('2026-08-31') }, longerThanYearRequestedBySigner: false,
    maxUses: null, usesSoFar: 0,
    signature: {
      signedAt, method: 'ELECTRONIC', typefacePt: 14, handwritten: false, standalone: true, role: 'MINOR', signerId: null, authorityDocument: null,
    },
    coSignatures: [],
    capacity: { basis: 'MINOR_STATUTE', statute: null, ageAtSigning: 14, maturityAttestedBy: 'Synthetic Clinician' },
    statements: {
      revocationHow: true, redisclosureRisk: true, conditioning: true, part2TpoRedisclosure: true, refusalConsequences: true,
      copyGiven: true, copyInstructions: true,
    },
    psychotherapyRequests: requestsOf(parts), documentHash: 'ab'.repeat(32), status: 'ACTIVE', failedChecks: [], revocation: null,
    recordedByAgencyId: demoAgencyId('child-welfare', DEMO_COUNTY), recordedAt: signedAt, ...parts,
  };
}
