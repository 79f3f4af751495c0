import { z } from 'zod';
import { CATEGORIES, CATEGORY_FACTS } from '../../src/law/category.js';
import { RELEASED } from '../partner-adapter.js';
import { coding, concept, SYSTEM, type FhirReference, type FhirResource } from './fhir.js';

/** One page of the accounting of disclosures of a case, for those who may read it. */
export const AUDIT_DOCUMENT = /* GraphQL */ `
  query FhirAuditEvent($id: ID!, $first: Int!, $after: String) {
    case(id: $id) { pseudonym }
    disclosures(caseId: $id, first: $first, after: $after) {
      edges { cursor node { decisionId at recipient { id name } role purpose outcome categoriesReleased consents } }
      pageInfo { hasNextPage }
    }
  }
`;

const entry = z.strictObject({
  decisionId: RELEASED.text, at: RELEASED.text, recipient: z.strictObject({ id: z.string(), name: z.string() }).nullable(), role: RELEASED.text,
  purpose: RELEASED.text, outcome: RELEASED.text, categoriesReleased: RELEASED.texts, consents: RELEASED.texts,
});

/** Reads a result of the document. */
export const auditPage = z.strictObject({
  case: z.strictObject({ pseudonym: z.string() }).nullable(),
  disclosures: z.strictObject({
    edges: z.array(z.strictObject({ cursor: z.string(), node: entry.nullable() })),
    pageInfo: z.strictObject({ hasNextPage: z.boolean() }),
  }).nullable(),
});
export type AuditEntry = z.infer<typeof entry>;

const GATEWAY = { type: 'Device', identifier: { system: 'urn:ca:csec:gateway', value: 'csec-gateway' }, display: 'CSEC gateway' };

const titleOf = (category: string): string | null => CATEGORIES.filter((each) => each === category).map((each) => CATEGORY_FACTS[each].title)[0] ?? null;

/** A disclosure as its reader may see it, in the manner of IHE BALP: who released what to whom, on what decision. */
export function auditEventOf(row: AuditEntry, patient: FhirReference): FhirResource {
  const { decisionId, at, recipient, role, purpose, outcome, categoriesReleased, consents } = row;
  return {
    resourceType: 'AuditEvent',
    type: coding('http://nema.org/dicom/dicm', '110106', 'Export'),
    subtype: [coding(SYSTEM.lifecycle, 'disclose', 'Disclose Record Lifecycle Event'), ...(outcome === null ? [] : [coding('urn:ca:csec:outcome', outcome)])],
    action: 'R', recorded: at, outcome: '0',
    purposeOfEvent: purpose === null ? [] : [concept([coding(SYSTEM.purpose, purpose)])],
    agent: [
      { type: concept([coding('http://dicom.nema.org/resources/ontology/DCM', '110153', 'Source Role ID')]), who: GATEWAY, requestor: false },
      recipient === null ? null : {
        type: concept([coding(SYSTEM.participation, 'IRCP')]), role: role === null ? [] : [concept([coding('urn:ca:csec:role', role)])],
        who: { type: 'Organization', display: recipient.name }, requestor: true,
      },
    ],
    source: { observer: GATEWAY },
    entity: [
      { what: patient, role: coding('http://terminology.hl7.org/CodeSystem/object-role', '1', 'Patient') },
      decisionId === null ? null : {
        what: { identifier: { system: 'urn:ca:csec:decision', value: decisionId } },
        securityLabel: (categoriesReleased ?? []).map((category) => coding(SYSTEM.category, category, titleOf(category))),
      },
      ...(consents ?? []).map((consent) => ({ what: { type: 'Consent', identifier: { system: 'urn:ca:csec:consent', value: consent } } })),
    ],
  };
}
