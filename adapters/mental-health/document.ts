import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';

/** What a mental-health partner asks of the sealed schema. */
export const MENTAL_HEALTH_DOCUMENT = /* GraphQL */ `
  query MentalHealthMessage($id: ID!) {
    case(id: $id) {
      county
      csecStatus
      youth { firstName middleName lastName nameSuffix bornOn sex primaryLanguage ${SELECTED.coded} }
      ${SELECTED.gridEntries}
      ${SELECTED.specialProjects}
    }
  }
`;

const youth = z.strictObject({
  firstName: RELEASED.text, middleName: RELEASED.text, lastName: RELEASED.text, nameSuffix: RELEASED.text,
  bornOn: RELEASED.date, sex: RELEASED.sex, primaryLanguage: RELEASED.coded,
}).nullable();

/** Reads a result of the document. */
export const mentalHealthResult = z.strictObject({
  case: z.strictObject({
    county: RELEASED.county, csecStatus: RELEASED.csecStatus, youth,
    gridEntries: RELEASED.gridEntries, specialProjects: RELEASED.specialProjects,
  }).nullable(),
});

export type MentalHealthCase = NonNullable<z.infer<typeof mentalHealthResult>['case']>;
export type MentalHealthYouth = NonNullable<MentalHealthCase['youth']>;
