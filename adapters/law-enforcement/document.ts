import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';

/**
 * What a law-enforcement partner asks of the sealed schema. The youth is a victim or at risk, never anything else, and no
 * address is asked: a message is kept with papers that reach a defendant (rules ).
 */
export const LAW_ENFORCEMENT_DOCUMENT = /* GraphQL */ `
  query LawEnforcementMessage($id: ID!) {
    case(id: $id) {
      county
      csecStatus
      youth { firstName middleName lastName nameSuffix bornOn sex }
      ${SELECTED.gridEntries}
      ${SELECTED.specialProjects}
    }
  }
`;

const youth = z.strictObject({
  firstName: RELEASED.text, middleName: RELEASED.text, lastName: RELEASED.text, nameSuffix: RELEASED.text,
  bornOn: RELEASED.date, sex: RELEASED.sex,
}).nullable();

/** Reads a result of the document. */
export const lawEnforcementResult = z.strictObject({
  case: z.strictObject({
    county: RELEASED.county, csecStatus: RELEASED.csecStatus, youth,
    gridEntries: RELEASED.gridEntries, specialProjects: RELEASED.specialProjects,
  }).nullable(),
});

export type LawEnforcementCase = NonNullable<z.infer<typeof lawEnforcementResult>['case']>;
export type LawEnforcementYouth = NonNullable<LawEnforcementCase['youth']>;
