import type { Category } from '../../src/law/category.js';
import { withoutAbsent, type MessageEnvelope } from '../partner-adapter.js';
import { consentOf, countyOffice, countyOrganization, noticeOf, provenanceOf, recipientOrganization } from './accountability.js';
import type { MentalHealthCase } from './document.js';
import { fullUrlOf, type FhirResource } from './fhir.js';
import { conditionOf, statusObservation, type Assertion } from './findings.js';
import { projectFlag, safetyFlag } from './flags.js';
import { patientOf } from './patient.js';
import { highWater, securityOf } from './security-labels.js';

/** A resource with its place in the message, from which its id follows, and the category its label comes from. */
interface Placed {
  readonly place: string;
  readonly category: Category | null;
  readonly resource: FhirResource;
}

const NOTHING: MentalHealthCase = { county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null };

/** The collection Bundle of what was released. A null case is a case of which nothing was released. */
export function bundleOf(released: MentalHealthCase | null, envelope: MessageEnvelope): FhirResource {
  const urlOf = (place: string): string => fullUrlOf(envelope.decisionId, place);
  const record = recordOf(released ?? NOTHING, envelope, urlOf);
  const sender = envelope.county === null ? null : urlOf(countyPlace(envelope.county));
  const provenance: Placed = {
    place: 'provenance', category: null,
    resource: provenanceOf(record.map(({ place }) => urlOf(place)), { sender, recipient: urlOf('recipient') }, envelope),
  };
  const placed = [...record, provenance];
  const categories = placed.map(({ category }) => category).filter((category) => category !== null);
  return withoutAbsent({
    resourceType: 'Bundle',
    meta: { security: highWater(categories, envelope) },
    identifier: { system: 'urn:ca:csec:decision', value: envelope.decisionId },
    type: 'collection',
    timestamp: envelope.generatedAt,
    entry: placed.map(({ place, category, resource: { resourceType, ...members } }) => ({
      fullUrl: urlOf(place),
      resource: { resourceType, meta: { security: securityOf(category, envelope) }, ...members },
    })),
  });
}

const countyPlace = (county: string): string => `county/${county}`;

function recordOf(released: MentalHealthCase, envelope: MessageEnvelope, urlOf: (place: string) => string): readonly Placed[] {
  const agency = released.county === null ? null : urlOf(countyPlace(released.county));
  const assertion: Assertion = { patient: urlOf('patient'), agency, recorder: agency && urlOf('office') };
  const of = (category: Category | null, place: string, resource: FhirResource): Placed => ({ place, category, resource });
  const counties = [...new Set([released.county, envelope.county])].filter((county) => county !== null);
  const safety = safetyFlag(released, assertion);
  return [
    of('IDENTITY_CORE', 'patient', patientOf(released.youth, agency, envelope)),
    ...counties.map((county) => of(null, countyPlace(county), countyOrganization(county))),
    ...(agency === null ? [] : [of(null, 'office', countyOffice(agency))]),
    of(null, 'recipient', recipientOrganization(envelope)),
    ...(released.csecStatus === null ? [] : [of('CSEC_STATUS', 'status', statusObservation(released.csecStatus, assertion))]),
    ...(released.gridEntries ?? []).map((row, at) => of('CSEC_STATUS', `grid/${at}`, conditionOf(row, assertion))),
    ...(safety === null ? [] : [of('CSEC_STATUS', 'safety', safety)]),
    ...(released.specialProjects ?? []).map((row, at) => of('CSEC_STATUS', `project/${at}`, projectFlag(row, assertion))),
    ...envelope.consentIds.map((id, at) => of('IDENTITY_CORE', `consent/${at}`, consentOf(id, assertion.patient, envelope))),
    ...envelope.notices.map((notice) => of(null, `notice/${notice.id}`, noticeOf(notice, envelope))),
  ];
}
