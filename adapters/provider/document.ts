import { z } from 'zod';
import { RELEASED, SELECTED } from '../partner-adapter.js';

/** What a service provider asks of the sealed schema: a first name, an age band and the status, with rows if released. */
export const PROVIDER_DOCUMENT = /* GraphQL */ `
  query ProviderMessage($id: ID!) {
    case(id: $id) {
      county
      csecStatus
      youth { firstName ageBand }
      ${SELECTED.gridEntries}
      ${SELECTED.specialProjects}
    }
  }
`;

/** Reads a result of the document. */
export const providerResult = z.strictObject({
  case: z.strictObject({
    county: RELEASED.county, csecStatus: RELEASED.csecStatus,
    youth: z.strictObject({ firstName: RELEASED.text, ageBand: RELEASED.ageBand }).nullable(),
    gridEntries: RELEASED.gridEntries, specialProjects: RELEASED.specialProjects,
  }).nullable(),
});

export type ProviderCase = NonNullable<z.infer<typeof providerResult>['case']>;
