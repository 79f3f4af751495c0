import { codedPurpose } from '../../src/law/purpose-coding.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import { coding, concept, SYSTEM, type FhirReference, type FhirResource } from './fhir.js';
import type { Assertion } from './findings.js';

const FOR_HER: FhirReference = { display: 'Whoever signs for the patient' };

/** Who receives, as other resources name it. */
const recipientNamed = ({ recipient }: MessageEnvelope): FhirReference =>
  ({ type: 'Organization', identifier: { system: SYSTEM.agency, value: recipient.agencyId }, display: recipient.name });

/**
 * A consent the release rests on, by its id, in the shape of IHE PCF: what of it permits this recipient. Its words are
 * kept with the county; where law has its scope go along (42 CFR 2.32(b)), the provision states it, and the consent the day
 * of its signature and whether the youth gave it or somebody for her. Who that was is told to nobody.
 */
export function consentOf(consentId: string, { patient, agency }: Assertion, envelope: MessageEnvelope): FhirResource {
  const scope = (envelope.consentScopes ?? []).find(({ consent }) => consent === consentId);
  return {
    resourceType: 'Consent', status: 'active',
    identifier: [{ system: 'urn:ca:csec:consent', value: consentId }],
    scope: concept([coding(SYSTEM.consentScope, 'patient-privacy')]),
    category: [concept([coding(SYSTEM.loinc, '59284-0', 'Consent Document')]), concept([coding(SYSTEM.loinc, '64292-6', 'Release of information consent')])],
    patient,
    dateTime: scope?.signedOn ?? null,
    performer: scope === undefined || scope.signedBy === null ? [] : [scope.signedBy === 'SUBJECT' ? patient : FOR_HER],
    organization: agency === null ? [] : [agency],
    policyRule: concept([coding('urn:ca:csec:policy', envelope.policyVersion)], 'Release policy of the CSEC gateway'),
    provision: {
      type: 'permit',
      period: scope === undefined ? null : { end: scope.expiresOn },
      actor: [{ role: concept([coding(SYSTEM.participation, 'IRCP')]), reference: recipientNamed(envelope) }],
      securityLabel: scope?.categories.map((category) => coding(SYSTEM.category, category)) ?? [],
      purpose: scope?.purposes.flatMap(codedPurpose) ?? [],
      code: scope === undefined ? [] : [concept([coding(SYSTEM.redisclosure, scope.redisclosure)], 'What the recipient may pass on')],
    },
  };
}
