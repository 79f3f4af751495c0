import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';
import { furtherServices, HISTORY, REQUEST_PRIORITY, SELECTED_HISTORY, SERVICE_CATEGORY, SERVICE_KIND, pageOf, pageOfServices } from '../partner-history.js';
import { SCREENING, SELECTED_SCREENING } from '../partner-screening.js';

const SERVICE_FIELDS = `category kind service ${SELECTED.coded} serviceText status startedOn endedOn requestedOn priority providerName reference`;

/**
 * What a service provider asks of the sealed schema: a first name, an age band and the status; rows, findings of screenings,
 * placements, absences, services with who gives them, and the workers to call, each where it is released. No last name, no birth date and no address.
 */
export const PROVIDER_DOCUMENT = /* GraphQL */ `
  query ProviderMessage($id: ID!) {
    case(id: $id) {
      county
      csecStatus
      youth { firstName ageBand }
      ${SELECTED.gridEntries}
      ${SELECTED.specialProjects}
      ${SELECTED_SCREENING.asked}
      placements { facilityType ${SELECTED.coded} startedOn endedOn }
      ${SELECTED_HISTORY.absences}
      ${pageOfServices(SERVICE_FIELDS)}
      workers { kind workerName workerPhone startedOn endedOn }
    }
  }
`;

export const FURTHER_SERVICES = furtherServices('Provider', SERVICE_FIELDS);

const { coded, county, csecStatus, date, text } = RELEASED;

/** Reads a result of the document. */
export const providerResult = z.strictObject({
  case: z.strictObject({
    county, csecStatus,
    youth: z.strictObject({ firstName: text, ageBand: RELEASED.ageBand }).nullable(),
    gridEntries: RELEASED.gridEntries, specialProjects: RELEASED.specialProjects, screeningFindings: SCREENING.asked,
    placements: z.array(z.strictObject({ facilityType: coded, startedOn: date, endedOn: date })).nullable(),
    absences: HISTORY.absences,
    services: pageOf(z.strictObject({
      category: SERVICE_CATEGORY, kind: SERVICE_KIND, service: coded, serviceText: text,
      status: z.enum(['COMPLETED', 'ATTEMPTED', 'SCHEDULED']).nullable(), startedOn: date, endedOn: date, requestedOn: date, priority: REQUEST_PRIORITY,
      providerName: text, reference: text,
    })),
    workers: z.array(z.strictObject({
      kind: z.enum(['PRIMARY', 'SECONDARY', 'READ_ONLY']).nullable(), workerName: text, workerPhone: text, startedOn: date, endedOn: date,
    })).nullable(),
  }).nullable(),
});

export type ProviderCase = NonNullable<z.infer<typeof providerResult>['case']>;

/** A case of which nothing was released. */
export const NOTHING: ProviderCase = {
  county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null, screeningFindings: null,
  placements: null, absences: null, services: null, workers: null,
};
