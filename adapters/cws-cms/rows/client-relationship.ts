import { CLN_RELT } from '../layout/client-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** What two clients are to each other, of a CLN_RELT row. */
export const clientRelationshipFromClnRelt = rowFunction(CLN_RELT, (row, { asOf }) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: row.FKCLIENT_0,
  flags: spanFlags(row.START_DT, row.END_DT, asOf),
  record: {
    clientKey: row.FKCLIENT_T,
    relatedKey: row.FKCLIENT_0,
    kind: row.CLNTRELC,
    startedOn: row.START_DT,
    endedOn: row.END_DT,
  },
}));
