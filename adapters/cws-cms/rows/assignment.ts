import { ASGNM_T } from '../layout/staff-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The assignment of an ASGNM_T row. */
export const assignmentFromAsgnmT = rowFunction(ASGNM_T, (row, { asOf }) => ({
  clientKey: null,
  parentKey: row.ESTBLSH_ID,
  flags: spanFlags(row.START_DT, row.END_DT, asOf),
  record: {
    through: row.ESTBLSH_CD,
    throughKey: row.ESTBLSH_ID,
    kind: row.ASGNMNT_CD,
    caseloadKey: row.FKCASE_LDT,
    county: row.CNTY_SPFCD,
    startedOn: row.START_DT,
    endedOn: row.END_DT,
  },
}));
