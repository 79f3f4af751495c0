import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';
import { furtherServices, HISTORY, pageOf, pageOfServices, SELECTED_HISTORY } from '../partner-history.js';
import { SCREENING, SELECTED_SCREENING } from '../partner-screening.js';
import { SERVICE_FIELDS, serviceRow } from './services.js';

/** What is asked of a case, part by part; a document asks for some of them. */
export const CASE_PARTS = {
  county: 'county',
  csecStatus: 'csecStatus',
  youth: `youth { firstName middleName lastName nameSuffix bornOn sex primaryLanguage ${SELECTED.coded} }`,
  gridEntries: SELECTED.gridEntries,
  specialProjects: SELECTED.specialProjects,
  screeningFindings: SELECTED_SCREENING.asked,
  placements: SELECTED_HISTORY.placements,
  absences: SELECTED_HISTORY.absences,
  services: pageOfServices(SERVICE_FIELDS),
  workers: SELECTED_HISTORY.workers,
} as const;

export type CasePart = keyof typeof CASE_PARTS;

/** What a mental-health partner asks of the sealed schema for a message. */
export const MENTAL_HEALTH_DOCUMENT = /* GraphQL */ `
  query MentalHealthMessage($id: ID!) {
    case(id: $id) {
      ${Object.values(CASE_PARTS).join('\n      ')}
    }
  }
`;

export const FURTHER_SERVICES = furtherServices('MentalHealth', SERVICE_FIELDS);

const youth = z.strictObject({
  firstName: RELEASED.text, middleName: RELEASED.text, lastName: RELEASED.text, nameSuffix: RELEASED.text,
  bornOn: RELEASED.date, sex: RELEASED.sex, primaryLanguage: RELEASED.coded,
}).nullable();

const parts = z.strictObject({
  county: RELEASED.county, csecStatus: RELEASED.csecStatus, youth,
  gridEntries: RELEASED.gridEntries, specialProjects: RELEASED.specialProjects, screeningFindings: SCREENING.asked,
  placements: HISTORY.placements, absences: HISTORY.absences, services: pageOf(serviceRow), workers: HISTORY.workers,
});

/** Reads a result of the document. */
export const mentalHealthResult = z.strictObject({ case: parts.nullable() });

export type MentalHealthCase = z.infer<typeof parts>;
export type MentalHealthYouth = NonNullable<MentalHealthCase['youth']>;

/** A case of which nothing was released. */
export const NOTHING: MentalHealthCase = {
  county: null, csecStatus: null, youth: null, gridEntries: null, specialProjects: null, screeningFindings: null,
  placements: null, absences: null, services: null, workers: null,
};

/** Reads the parts of a case that were asked for; what was not asked is as if it were not released. */
export const partsOfCase = parts.partial().transform((some): MentalHealthCase => ({ ...NOTHING, ...some as Partial<MentalHealthCase> }));
