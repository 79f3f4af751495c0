import { z } from 'zod';
import { RELEASED } from '../../partner-adapter.js';
import { HISTORY, SELECTED_HISTORY } from '../../partner-history.js';
import { MISSING_CHILD_SELECTION, missingChildReport, namedYouth } from '../missing-child-document.js';

/**
 * What the worksheet of a missing child asks of the sealed schema: the statutory report, and whether the child ran away or
 * was abducted, where that is released too.
 */
export const WORKSHEET_DOCUMENT = /* GraphQL */ `
  query MissingChildWorksheet($id: ID!) {
    case(id: $id) {
      ${MISSING_CHILD_SELECTION}
      ${SELECTED_HISTORY.absences}
    }
  }
`;

/** Reads a result of the document. */
export const worksheetResult = z.strictObject({
  case: z.strictObject({ county: RELEASED.county, youth: namedYouth, missingChildReport, absences: HISTORY.absences }).nullable(),
});

export type WorksheetCase = NonNullable<z.infer<typeof worksheetResult>['case']>;
