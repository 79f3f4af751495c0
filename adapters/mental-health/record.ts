import type { Category } from '../../src/law/category.js';
import type { MessageEnvelope } from '../partner-adapter.js';
import { careTeamOf } from './care-team.js';
import { consentOf } from './consent.js';
import type { MentalHealthCase } from './document.js';
import type { FhirResource, Linking } from './fhir.js';
import { conditionOf, statusObservation, type Assertion } from './findings.js';
import { absenceFlag, projectFlag, safetyFlag } from './flags.js';
import { patientOf } from './patient.js';
import { episodeOf } from './placements.js';
import { screeningObservation } from './screenings.js';
import type { Labelled } from './security-labels.js';
import { encounterOf, procedureOf, serviceRequestOf, taskOf, type ReleasedService } from './services.js';

/**
 * A resource with its place in the record, from which its id follows, and what it is labelled by. The place is named by
 * what the row says of itself in codes and days, not by where it stands in a list: a row before it may come or be
 * withheld. Where a text alone names it, `key` does, beside a place that holds no text.
 */
export interface Placed extends Labelled {
  readonly place: string;
  readonly key?: string;
  readonly resource: FhirResource;
}

/** What was released of a youth, as resources that name each other through `linking`. */
export function recordOf(released: MentalHealthCase, linking: Linking, envelope: MessageEnvelope): readonly Placed[] {
  const { county } = released;
  const agency = county === null ? null : linking.agencyOf(county);
  const by: Assertion = { patient: linking.patient, agency, recorder: county === null ? null : linking.officeOf(county) };
  return [
    { place: 'patient', category: 'IDENTITY_CORE', resource: patientOf(released.youth, agency, envelope) },
    ...exploitationOf(released, by),
    ...historyOf(released, by, linking),
    ...envelope.consentIds.map((id, index): Placed => (
      { place: `consent/${index}`, key: `consent/${id}`, category: 'IDENTITY_CORE', resource: consentOf(id, by, envelope) })),
  ];
}

const COUNTY = { category: 'CSEC_STATUS', regime: 'CHILD_WELFARE' } as const;
const FACTS = { category: 'CASE_FACTS', regime: 'CHILD_WELFARE' } as const;

/** What is told of exploitation: the status, each grid row, the alert, the special projects, the findings of screenings. */
function exploitationOf(released: MentalHealthCase, by: Assertion): readonly Placed[] {
  const { csecStatus, gridEntries, specialProjects, screeningFindings } = released;
  const safety = safetyFlag(released, by);
  return [
    ...(csecStatus === null ? [] : [{ place: 'status', ...COUNTY, resource: statusObservation(csecStatus, by) }]),
    ...inPlaces(gridEntries, ({ type, startedOn }) => `grid/${type?.code ?? ''}/${startedOn ?? ''}`, (row, place) => [{ place, ...COUNTY, resource: conditionOf(row, by) }]),
    ...(safety === null ? [] : [{ place: 'safety', ...COUNTY, resource: safety }]),
    ...inPlaces(specialProjects, ({ programme, through, startedOn }) => `project/${programme ?? ''}/${through ?? ''}/${startedOn ?? ''}`,
      (row, place) => placedAt(place, COUNTY, projectFlag(row, by))),
    ...inPlaces(screeningFindings, ({ tool, answeredOn }) => `screening/${tool ?? ''}/${answeredOn ?? ''}`, (row, place) => (
      [{ place, ...COUNTY, ...(row.agencyId !== null && { inline: ['CASE_FACTS'] as const }), resource: screeningObservation(row, by) }])),
  ];
}

/** Where she was, what was done for her, and whom to reach. */
function historyOf({ absences, placements, services, workers }: MentalHealthCase, by: Assertion, linking: Linking): readonly Placed[] {
  const team = careTeamOf(workers ?? [], by);
  return [
    ...inPlaces(absences, ({ kind, startedOn }) => `absence/${kind ?? ''}/${startedOn ?? ''}`, (row, place) => placedAt(place, FACTS, absenceFlag(row, by))),
    ...inPlaces(placements, ({ facilityType, startedOn }) => `placement/${facilityType?.code ?? ''}/${startedOn ?? ''}`, (row, place) => (
      placedAt(place, { ...FACTS, ...(row.facilityCounty !== null && { inline: ['LOCATION'] as const }) }, episodeOf(row, by)))),
    ...inPlaces(services, ({ category, kind, service, startedOn, requestedOn }) => (
      `service/${category ?? ''}/${kind ?? ''}/${service?.code ?? ''}/${startedOn ?? requestedOn ?? ''}`), (row, place) => serviceAt(row, place, by, linking)),
    ...placedAt('team', { category: 'WORKER_CONTACT', regime: 'CHILD_WELFARE' }, team),
  ];
}

/**
 * A row of the service history; each keeps the label of its own category and the law of its source. Only a service is asked for: a
 * contact or visit that is to come is planned. A request that was broken off is nothing that was done, and no task.
 */
function serviceAt(row: ReleasedService, place: string, by: Assertion, linking: Linking): readonly Placed[] {
  const labelled: Labelled = { category: row.category ?? 'CASE_FACTS', regime: row.regime };
  if (row.kind === 'SERVICE' && row.status === null && row.requestedOn !== null) return [{ place, ...labelled, resource: serviceRequestOf(row, by) }];
  if (row.kind === 'SERVICE' && row.status === 'SCHEDULED') {
    const task = taskOf(row, linking.at('ServiceRequest', place), by);
    return [{ place, ...labelled, resource: serviceRequestOf(row, by) }, { place: `task/${place}`, ...labelled, resource: task }];
  }
  return [{ place, ...labelled, resource: row.kind === 'SERVICE' ? procedureOf(row, by) : encounterOf(row, by) }];
}

const placedAt = (place: string, labelled: Labelled, resource: FhirResource | null): readonly Placed[] =>
  (resource === null ? [] : [{ place, ...labelled, resource }]);

/** Each row in a place of its own: of rows that say the same of themselves, the second is told from the first. */
function inPlaces<Row>(rows: readonly Row[] | null, nameOf: (row: Row) => string, build: (row: Row, place: string) => readonly Placed[]): readonly Placed[] {
  const taken = new Map<string, number>();
  return (rows ?? []).flatMap((row) => {
    const name = nameOf(row);
    const before = taken.get(name) ?? 0;
    taken.set(name, before + 1);
    return build(row, before === 0 ? name : `${name}/${before}`);
  });
}

/** The categories that a set of resources holds, for the label of the whole. */
export function categoriesOf(placed: readonly Labelled[]): readonly Category[] {
  return [...new Set(placed.flatMap(({ category, inline = [] }) => [...(category === null ? [] : [category]), ...inline]))];
}
