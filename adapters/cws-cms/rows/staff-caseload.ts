import { STFCSLDT } from '../layout/staff-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** A worker's holding of a caseload, of an STFCSLDT row. */
export const staffCaseloadFromStfcsldt = rowFunction(STFCSLDT, (row, { asOf }) => ({
  clientKey: null,
  parentKey: row.FKSTFPERST,
  flags: spanFlags(row.START_DT, row.END_DT, asOf),
  record: {
    caseloadKey: row.FKCASE_LDT,
    staffKey: row.FKSTFPERST,
    startedOn: row.START_DT,
    endedOn: row.END_DT,
  },
}));
