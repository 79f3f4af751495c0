import { SPRJ_RFT } from '../layout/csec-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** A referral's part in a project, of an SPRJ_RFT row. */
export const specialProjectReferralFromSprjRft = rowFunction(SPRJ_RFT, (row, { asOf }) => ({
  clientKey: null,
  parentKey: row.FKREFERL_T,
  flags: spanFlags(row.PART_STRDT, row.PART_ENDT, asOf),
  record: {
    projectKey: row.FKSPC_PRJT,
    referralKey: row.FKREFERL_T,
    startedOn: row.PART_STRDT,
    endedOn: row.PART_ENDT,
  },
}));
