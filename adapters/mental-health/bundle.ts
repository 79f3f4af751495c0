import { withoutAbsent, type MessageEnvelope } from '../partner-adapter.js';
import { countyOffice, countyOrganization, noticeOf, provenanceOf, recipientOrganization } from './accountability.js';
import { NOTHING, type MentalHealthCase } from './document.js';
import { coding, fullUrlOf, SYSTEM, type FhirReference, type FhirResource, type Linking } from './fhir.js';
import { categoriesOf, recordOf, type Placed } from './record.js';
import { highWater, securityOf } from './security-labels.js';

/** The collection Bundle of what was released. A null case is a case of which nothing was released. */
export function bundleOf(released: MentalHealthCase | null, envelope: MessageEnvelope): FhirResource {
  const to = namingIn(envelope);
  return bundled('collection', placedIn(released ?? NOTHING, envelope, to), { to, envelope });
}

/** The same as a message: a header that says what happened, from whom to whom, stands before the rest. */
export function messageOf(released: MentalHealthCase | null, envelope: MessageEnvelope): FhirResource {
  const to = namingIn(envelope);
  const header: Placed = { place: 'header', category: null, resource: messageHeader(to, envelope) };
  return bundled('message', [header, ...placedIn(released ?? NOTHING, envelope, to)], { to, envelope });
}

type Naming = (place: string) => FhirReference;

/** Names places of one message; each is asked for many times, and is hashed once. */
function namingIn({ decisionId }: MessageEnvelope): Naming {
  const known = new Map<string, FhirReference>();
  return (place) => {
    const named = known.get(place) ?? { reference: fullUrlOf(decisionId, place) };
    known.set(place, named);
    return named;
  };
}

function bundled(type: 'collection' | 'message', placed: readonly Placed[], { to, envelope }: { readonly to: Naming; readonly envelope: MessageEnvelope }): FhirResource {
  return withoutAbsent({
    resourceType: 'Bundle',
    meta: { security: highWater(categoriesOf(placed), envelope) },
    identifier: { system: 'urn:ca:csec:decision', value: envelope.decisionId },
    type,
    timestamp: envelope.generatedAt,
    entry: placed.map(({ place, resource: { resourceType, ...members }, ...labelled }) => ({
      fullUrl: to(place).reference,
      resource: { resourceType, meta: { security: securityOf(labelled, envelope) }, ...members },
    })),
  });
}

function messageHeader(to: Naming, envelope: MessageEnvelope): FhirResource {
  return {
    resourceType: 'MessageHeader',
    eventCoding: coding(SYSTEM.event, 'case-released', 'What was released of a case'),
    destination: [{ name: envelope.recipient.name, endpoint: `urn:ca:csec:agency:${encodeURIComponent(envelope.recipient.agencyId)}`, receiver: to('recipient') }],
    sender: envelope.county === null ? null : to(countyPlace(envelope.county)),
    source: { name: 'CSEC gateway', endpoint: 'urn:ca:csec:gateway' },
    focus: [to('patient')],
  };
}

const countyPlace = (county: string): string => `county/${county}`;

/** The record, with who sends and receives it, the notices that go with it, and the act of disclosure. */
function placedIn(released: MentalHealthCase, envelope: MessageEnvelope, to: Naming): readonly Placed[] {
  const { county } = released;
  const linking: Linking = { patient: to('patient'), agencyOf: (of) => to(countyPlace(of)), officeOf: () => to('office'), at: (_type, place) => to(place) };
  const of = (place: string, resource: FhirResource): Placed => ({ place, category: null, resource });
  const [patient, ...rest] = recordOf(released, linking, envelope);
  const record = [
    patient!,
    ...[...new Set([county, envelope.county])].filter((each) => each !== null).map((each) => of(countyPlace(each), countyOrganization(each))),
    ...(county === null ? [] : [of('office', countyOffice(to(countyPlace(county))))]),
    of('recipient', recipientOrganization(envelope)),
    ...rest,
    ...envelope.notices.map((notice) => of(`notice/${notice.id}`, noticeOf(notice, envelope))),
  ];
  const parties = { sender: envelope.county === null ? null : to(countyPlace(envelope.county)), recipient: to('recipient') };
  return [...record, of('provenance', provenanceOf(record.map(({ place }) => to(place)), parties, envelope))];
}
