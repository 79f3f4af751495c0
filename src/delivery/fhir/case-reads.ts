import { childWelfareAgencyOf } from '../../../adapters/partner-counties.js';
import { partsOfCase } from '../../../adapters/mental-health/document.js';
import { SYSTEM, type FhirResource, type Linking } from '../../../adapters/mental-health/fhir.js';
import { provenanceOf } from '../../../adapters/mental-health/accountability.js';
import { categoriesOf, recordOf, type Placed } from '../../../adapters/mental-health/record.js';
import { securityOf } from '../../../adapters/mental-health/security-labels.js';
import { readReleased, withoutAbsent, type MessageEnvelope } from '../../../adapters/partner-adapter.js';
import { patientIdOf, rowIdOf } from './fhir-ids.js';
import type { ToldResource } from './searchset.js';

/** How resources of the façade name each other. A county's agency is named by its number: it is no resource here. */
function linkingOf(secret: string, patientId: string): Linking {
  const agency = (type: string, county: string) => ({ type, identifier: { system: SYSTEM.county, value: county }, display: childWelfareAgencyOf(county) });
  return {
    patient: { reference: `Patient/${patientId}` },
    agencyOf: (county) => agency('Organization', county),
    officeOf: (county) => agency('PractitionerRole', county),
    at: (type, place) => ({ reference: `${type}/${rowIdOf(secret, patientId, { type, key: place })}` }),
  };
}

/** The act of telling this caller of this patient: by whose county, on what decision, under which consents. */
function actOf(county: string | null, linking: Linking, envelope: MessageEnvelope): Placed {
  const recipient = { type: 'Organization', identifier: { system: SYSTEM.agency, value: envelope.recipient.agencyId }, display: envelope.recipient.name };
  const sender = county === null ? null : linking.agencyOf(county);
  return { place: 'provenance', category: null, resource: provenanceOf([linking.patient], { sender, recipient }, envelope) };
}

/** The resources of one type that were released of a case, each with its id for this recipient and its labels, in the order of their ids. */
export function resourcesOfCase(type: string, released: unknown, envelope: MessageEnvelope, secret: string): readonly ToldResource[] {
  const patientId = patientIdOf(envelope.pseudonym);
  const linking = linkingOf(secret, patientId);
  const part = readReleased(partsOfCase, released);
  const record = type === 'Provenance' ? [actOf(part.county, linking, envelope)] : recordOf(part, linking, envelope);
  return record.filter(({ resource }) => resource.resourceType === type).map(({ place, key, resource, ...labelled }): ToldResource => {
    const id = type === 'Patient' ? patientId : rowIdOf(secret, patientId, { type, key: key ?? place });
    const { resourceType, ...members } = resource;
    return { id, categories: categoriesOf([labelled]), resource: withoutAbsent<FhirResource>({ resourceType, id, meta: { security: securityOf(labelled, envelope) }, ...members }) };
  }).toSorted((one, other) => (one.id < other.id ? -1 : 1));
}
