import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';

/** The statutory report, as a selection of the case. */
export const MISSING_CHILD_SELECTION = /* GraphQL */ `county
      youth { firstName middleName lastName nameSuffix bornOn }
      missingChildReport {
        photoReference heightInches weightPounds hair eyes sex ethnicity ${SELECTED.coded} race
        lastSeenOn lastSeenPlace lastPlacementName lastPlacementStreet lastPlacementCity lastPlacementCounty
        vulnerableToTrafficking prescriptionMedications medicalConditions suicidalTendencies pregnant substanceUse developmentalDisability
      }`;

/**
 * What those who search for a missing child ask of the sealed schema: who it is, and the report that statute compels. No
 * status, no row and no project of the case: of exploitation the report tells the vulnerability alone (rule R-24).
 */
export const MISSING_CHILD_DOCUMENT = /* GraphQL */ `
  query MissingChildMessage($id: ID!) {
    case(id: $id) {
      ${MISSING_CHILD_SELECTION}
    }
  }
`;

const { text, date, noted, texts, whole } = RELEASED;

/** Reads who the child is. */
export const namedYouth = z.strictObject({ firstName: text, middleName: text, lastName: text, nameSuffix: text, bornOn: date }).nullable();

/** Reads the report. */
export const missingChildReport = z.strictObject({
  photoReference: text, heightInches: whole, weightPounds: whole, hair: text, eyes: text, sex: RELEASED.sex, ethnicity: RELEASED.coded, race: text,
  lastSeenOn: date, lastSeenPlace: text, lastPlacementName: text, lastPlacementStreet: text, lastPlacementCity: text, lastPlacementCounty: RELEASED.county,
  vulnerableToTrafficking: noted, prescriptionMedications: texts, medicalConditions: texts, suicidalTendencies: noted, pregnant: noted,
  substanceUse: noted, developmentalDisability: noted,
}).nullable();

/** Reads a result of the document. */
export const missingChildResult = z.strictObject({
  case: z.strictObject({ county: RELEASED.county, youth: namedYouth, missingChildReport }).nullable(),
});

export type MissingChildCase = NonNullable<z.infer<typeof missingChildResult>['case']>;
export type MissingChildReport = NonNullable<MissingChildCase['missingChildReport']>;
