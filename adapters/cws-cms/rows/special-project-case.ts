import { SPRJ_CST } from '../layout/csec-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** A case's part in a project, of an SPRJ_CST row; the columns are by analogy with SPRJ_RFT. */
export const specialProjectCaseFromSprjCst = rowFunction(SPRJ_CST, (row, { asOf }) => ({
  clientKey: null,
  parentKey: row.FKCASE_T,
  flags: spanFlags(row.PART_STRDT, row.PART_ENDT, asOf),
  record: {
    projectKey: row.FKSPC_PRJT,
    caseKey: row.FKCASE_T,
    startedOn: row.PART_STRDT,
    endedOn: row.PART_ENDT,
  },
}));
