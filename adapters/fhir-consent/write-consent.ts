import { globalId } from '../../src/kernel/ids.js';
import { ACT_CODE } from '../../src/law/code-systems.js';
import type { Consent, ConsentStatus } from '../../src/model/consent.js';
import { writeElements, type ConsentDraft } from './elements.js';
import { writeProvision } from './provisions.js';
import { CONSENT_SCOPE, NO_RULE, CSEC_CASE, CSEC_DOCUMENT_HASH, CSEC_SIGNER, LOINC, PATIENT_CONSENT } from './systems.js';
import { treeOfElements } from './tree-of-elements.js';

const STATUS: Readonly<Record<ConsentStatus, string>> = {
  DRAFT: 'draft', ACTIVE: 'active', SUSPENDED: 'inactive', REVOKED: 'inactive', EXPIRED: 'inactive', SUPERSEDED: 'inactive', EXHAUSTED: 'inactive',
  INVALID: 'entered-in-error',
};

/** Whose document it is was never known, and is not made known by its going out. */
const NOBODY_KNOWN = { reference: 'Patient/unknown' };

/**
 * A consent as FHIR R4, which reads back as the same consent. Whatever FHIR has no place for stands in one extension;
 * a consent that came without provisions has those that say the same.
 * Shape: the youth is named by the case alone, and by nothing where the document was never known to be hers. Source: FHIR 4.0.1.
 */
export function writeFhirConsent(consent: ConsentDraft & Partial<Pick<Consent, 'id' | 'version'>>): Readonly<Record<string, unknown>> {
  const { signature, discloserAgencyIds, documentHash } = consent;
  const provision = consent.provision ?? treeOfElements(consent);
  return {
    resourceType: 'Consent',
    ...(consent.id === undefined ? {} : { id: consent.id, meta: { versionId: String(consent.version ?? 1) } }),
    extension: [writeElements(consent)],
    status: STATUS[consent.status],
    scope: { coding: [{ system: CONSENT_SCOPE, code: 'patient-privacy' }] },
    category: [{ coding: [{ system: LOINC, code: PATIENT_CONSENT }] }],
    patient: consent.patientUnknown ? NOBODY_KNOWN : { identifier: { system: CSEC_CASE, value: globalId('Case', consent.subjectId) } },
    ...(signature === null ? {} : { dateTime: signature.signedAt }),
    ...(signature?.signerId ? { performer: [{ identifier: { system: CSEC_SIGNER, value: signature.signerId } }] } : {}),
    ...(discloserAgencyIds.length === 0 ? {} : { organization: discloserAgencyIds.map((id) => ({ reference: `Organization/${id}` })) }),
    ...(documentHash ? { sourceReference: { identifier: { system: CSEC_DOCUMENT_HASH, value: documentHash } } } : {}),
    // A rule would lend an effect to a document that states none.
    ...(provision.effect === null ? { policy: [{ uri: NO_RULE }] }
      : { policyRule: { coding: [{ system: ACT_CODE, code: provision.effect === 'PERMIT' ? 'OPTIN' : 'OPTOUT' }] } }),
    provision: writeProvision(provision),
  };
}
