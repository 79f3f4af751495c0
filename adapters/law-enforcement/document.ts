import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';
import { furtherServices, HISTORY, SELECTED_HISTORY, SERVICE_CATEGORY, SERVICE_KIND, pageOf, pageOfServices } from '../partner-history.js';
import { SCREENING, SELECTED_SCREENING } from '../partner-screening.js';

const SERVICE_FIELDS = 'category kind';

/**
 * What a law-enforcement partner asks of the sealed schema. The youth is a victim or at risk, never anything else. No
 * street, no name of a place and no reporter is asked: a message is kept with papers that reach a defendant (rules R-25,
 * Of a service only that there was one, of a worker only the duty line, of a
 * screening nothing of who asked.
 */
export const LAW_ENFORCEMENT_DOCUMENT = /* GraphQL */ `
  query LawEnforcementMessage($id: ID!) {
    case(id: $id) {
      county
      csecStatus
      youth { firstName middleName lastName nameSuffix bornOn sex }
      ${SELECTED.gridEntries}
      ${SELECTED.specialProjects}
      ${SELECTED_SCREENING.unnamed}
      referrals { receivedOn closedOn response ${SELECTED.coded} disposition }
      allegations { type ${SELECTED.coded} subtypes ${SELECTED.coded} }
      childWelfareCases { startedOn endedOn closeReason ${SELECTED.coded} }
      ${SELECTED_HISTORY.placements}
      ${SELECTED_HISTORY.absences}
      ${SELECTED_HISTORY.workers}
      ${pageOfServices(SERVICE_FIELDS)}
    }
  }
`;

export const FURTHER_SERVICES = furtherServices('LawEnforcement', SERVICE_FIELDS);

const { coded, date, text } = RELEASED;

const youth = z.strictObject({
  firstName: text, middleName: text, lastName: text, nameSuffix: text, bornOn: date, sex: RELEASED.sex,
}).nullable();

/** Reads a result of the document. */
export const lawEnforcementResult = z.strictObject({
  case: z.strictObject({
    county: RELEASED.county, csecStatus: RELEASED.csecStatus, youth,
    gridEntries: RELEASED.gridEntries, specialProjects: RELEASED.specialProjects, screeningFindings: SCREENING.unnamed,
    referrals: z.array(z.strictObject({ receivedOn: date, closedOn: date, response: coded, disposition: text })).nullable(),
    allegations: z.array(z.strictObject({ type: coded, subtypes: z.array(coded.unwrap()).nullable() })).nullable(),
    childWelfareCases: z.array(z.strictObject({ startedOn: date, endedOn: date, closeReason: coded })).nullable(),
    placements: HISTORY.placements, absences: HISTORY.absences, workers: HISTORY.workers,
    services: pageOf(z.strictObject({ category: SERVICE_CATEGORY, kind: SERVICE_KIND })),
  }).nullable(),
});

export type LawEnforcementCase = NonNullable<z.infer<typeof lawEnforcementResult>['case']>;
export type LawEnforcementYouth = NonNullable<LawEnforcementCase['youth']>;

/** A case of which nothing was released. */
export const NOTHING: LawEnforcementCase = {
  county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null, screeningFindings: null, referrals: null, allegations: null,
  childWelfareCases: null, placements: null, absences: null, workers: null, services: null,
};
