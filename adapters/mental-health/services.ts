import { z } from 'zod';
import { REGIMES } from '../../src/law/regime.js';
import { RELEASED, SELECTED } from '../partner-adapter.js';
import { PRIORITY_CODES, REQUEST_PRIORITY, SERVICE_CATEGORY, SERVICE_KIND } from '../partner-history.js';
import { coding, concept, EXTENSION, SYSTEM, type FhirReference, type FhirResource } from './fhir.js';
import type { Assertion } from './findings.js';

/** A service or contact as released. */
export const serviceRow = z.strictObject({
  category: SERVICE_CATEGORY, kind: SERVICE_KIND, regime: z.enum(REGIMES).nullable(), service: RELEASED.coded, serviceText: RELEASED.text,
  status: z.enum(['COMPLETED', 'ATTEMPTED', 'SCHEDULED']).nullable(), startedOn: RELEASED.date, endedOn: RELEASED.date,
  requestedOn: RELEASED.date, priority: REQUEST_PRIORITY, providerName: RELEASED.text, reference: RELEASED.text, notice: RELEASED.text,
  sourceSystem: RELEASED.text,
});
export type ReleasedService = z.infer<typeof serviceRow>;

/** What is asked of each row. */
export const SERVICE_FIELDS = `category kind regime service ${SELECTED.coded} serviceText status startedOn endedOn requestedOn priority
    providerName reference notice sourceSystem`;

const PROCEDURE_STATUS = { COMPLETED: 'completed', ATTEMPTED: 'not-done' } as const;
const ENCOUNTER_STATUS = { COMPLETED: 'finished', ATTEMPTED: 'cancelled', SCHEDULED: 'planned' } as const;

/** What was done, in the county's code or in its source's own words. */
function codeOf({ service, serviceText }: ReleasedService) {
  return concept(
    [service && coding(service.system, String(service.code), service.display)],
    serviceText ?? service?.display ?? 'Service; what it was is not released or not known',
  );
}

/** What stands with each row of a Part 2 programme (42 CFR 2.32(a)(2)). */
const noticeWith = ({ notice }: ReleasedService) => (notice === null ? [] : [{ url: EXTENSION.notice, valueString: notice }]);

/** What the recipient may call the row by when it tells of the same service. */
function identifierOf({ reference }: ReleasedService): readonly { readonly system: string; readonly value: string }[] {
  const [system, value] = reference?.split('|') ?? [];
  return system === undefined || value === undefined ? [] : [{ system, value }];
}

/** Where the county's own rows come from. */
const COUNTY_SYSTEM = 'CWS/CMS';
const isCounty = ({ sourceSystem }: ReleasedService): boolean => sourceSystem === COUNTY_SYSTEM;

/** Who gave it, or is to: in the county's own rows one of its staff, in a partner's whom it names, without saying whether that is a person. */
function performer(row: ReleasedService): FhirReference | null {
  const { providerName } = row;
  return providerName === null ? null : { ...(isCounty(row) && { type: 'Practitioner' }), display: providerName };
}

/** A contact or visit that took place, was tried or is to come: an encounter, of no class of care that its source did not state. */
export function encounterOf(row: ReleasedService, { patient }: Assertion): FhirResource {
  const provider = performer(row);
  // Only an organization can be the provider of an encounter.
  const named = provider === null ? {} : isCounty(row) ? { participant: [{ individual: provider }] } : { serviceProvider: provider };
  return {
    resourceType: 'Encounter', extension: noticeWith(row), identifier: identifierOf(row), status: row.status === null ? 'unknown' : ENCOUNTER_STATUS[row.status],
    class: coding(SYSTEM.serviceKind, row.kind ?? 'UNKNOWN'), type: [codeOf(row)], subject: patient,
    ...named, period: { start: row.startedOn, end: row.endedOn },
  };
}

/** A service that was given or tried: a procedure. */
export function procedureOf(row: ReleasedService, { patient }: Assertion): FhirResource {
  const provider = performer(row);
  return {
    resourceType: 'Procedure', extension: noticeWith(row), identifier: identifierOf(row), status: row.status === null || row.status === 'SCHEDULED' ? 'unknown' : PROCEDURE_STATUS[row.status],
    code: codeOf(row), subject: patient, performedPeriod: { start: row.startedOn, end: row.endedOn },
    performer: provider === null ? [] : [{ actor: provider }],
  };
}

/** When it was asked for, how urgently, and by whom: the county asks in rows of its own alone, and of a partner's who asked is not told. */
const requestIn = (row: ReleasedService, { agency }: Assertion) =>
  ({ authoredOn: row.requestedOn, priority: row.priority && PRIORITY_CODES[row.priority], requester: isCounty(row) ? agency : null });

/** A service that is to come, or of which no more is told than that it was asked for: what is requested of whom, for when. */
export function serviceRequestOf(row: ReleasedService, by: Assertion): FhirResource {
  const provider = performer(row);
  return {
    resourceType: 'ServiceRequest', extension: noticeWith(row), identifier: identifierOf(row), status: row.status === null ? 'unknown' : 'active', intent: 'order', ...requestIn(row, by),
    code: codeOf(row), subject: by.patient, occurrencePeriod: { start: row.startedOn, end: row.endedOn }, performer: provider === null ? [] : [provider],
  };
}

/** Where the request stands: asked for, and no more is known of it. */
export function taskOf(row: ReleasedService, focus: FhirReference, by: Assertion): FhirResource {
  return {
    resourceType: 'Task', extension: noticeWith(row), status: 'requested', intent: 'order', ...requestIn(row, by),
    code: concept([coding('http://hl7.org/fhir/CodeSystem/task-code', 'fulfill', 'Fulfill the focal request')]),
    focus, for: by.patient, owner: performer(row),
  };
}
