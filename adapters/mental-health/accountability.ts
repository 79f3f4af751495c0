import { CATEGORY_FACTS } from '../../src/law/category.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import { childWelfareAgencyOf } from '../partner-counties.js';
import { coding, concept, EXTENSION, SYSTEM, type FhirReference, type FhirResource } from './fhir.js';

/** The child-welfare agency of a county. */
export const countyOrganization = (county: string): FhirResource => ({
  resourceType: 'Organization', active: true,
  identifier: [{ system: SYSTEM.county, value: county }],
  name: childWelfareAgencyOf(county),
});

/** The office of the county in which what is asserted was recorded; no worker is named. */
export const countyOffice = (organization: FhirReference): FhirResource => ({
  resourceType: 'PractitionerRole', organization, code: [concept([], 'County child welfare agency')],
});

/** The agency that receives the message. */
export const recipientOrganization = ({ recipient }: MessageEnvelope): FhirResource => ({
  resourceType: 'Organization', active: true,
  identifier: [{ system: SYSTEM.agency, value: recipient.agencyId }],
  type: [concept([coding('urn:ca:csec:agency-kind', recipient.kind)])],
  name: recipient.name,
});

/** A notice that travels with the release, readable and as a document. */
export const noticeOf = (notice: MessageEnvelope['notices'][number], envelope: MessageEnvelope): FhirResource => ({
  resourceType: 'DocumentReference', status: 'current',
  type: concept([coding(SYSTEM.notice, notice.id)], 'Notice that travels with a release'),
  date: envelope.generatedAt,
  description: notice.text,
  content: [{
    attachment: {
      contentType: 'text/plain; charset=utf-8', language: 'en-US', title: `Notice ${notice.id}`,
      data: Buffer.from(notice.text, 'utf8').toString('base64'),
    },
  }],
});

/** The act of disclosure: what was sent, when, by whom, to whom, on what decision, and what law kept back. */
export function provenanceOf(
  targets: readonly FhirReference[], parties: { sender: FhirReference | null; recipient: FhirReference }, envelope: MessageEnvelope,
): FhirResource {
  return {
    resourceType: 'Provenance',
    extension: [
      envelope.validUntil === null ? null : { url: EXTENSION.validUntil, valueInstant: envelope.validUntil },
      envelope.deleteBy === null ? null : { url: EXTENSION.deleteBy, valueDate: envelope.deleteBy },
      ...envelope.withheld.map(({ category }) => ({
        url: EXTENSION.withheld, valueCoding: coding(SYSTEM.category, category, CATEGORY_FACTS[category].title),
      })),
    ],
    target: targets,
    recorded: envelope.generatedAt,
    policy: [`urn:ca:csec:policy:${encodeURIComponent(envelope.policyVersion)}`],
    reason: envelope.basis.map((basis) => concept([coding(SYSTEM.basis, basis)])),
    activity: concept([coding(SYSTEM.lifecycle, 'disclose')]),
    agent: [
      {
        type: concept([coding(SYSTEM.provenanceAgent, 'author')]),
        who: parties.sender ?? { display: 'CSEC gateway' },
      },
      { type: concept([coding(SYSTEM.participation, 'IRCP')]), who: parties.recipient },
    ],
    entity: [{ role: 'source', what: { identifier: { system: 'urn:ca:csec:decision', value: envelope.decisionId } } }],
  };
}
