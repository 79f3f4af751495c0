import { CASE_T } from '../layout/referral-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The case of a CASE_T row; the client is its focus child. */
export const childWelfareCaseFromCaseT = rowFunction(CASE_T, (row, { asOf }) => ({
  clientKey: row.FKCHLD_CLT,
  parentKey: null,
  flags: spanFlags(row.START_DT, row.END_DT, asOf),
  record: {
    caseKey: row.IDENTIFIER,
    clientKey: row.FKCHLD_CLT,
    referralKey: row.FKREFERL_T,
    startedOn: row.START_DT,
    endedOn: row.END_DT,
    closeReason: row.CLS_RSNC,
    serviceComponent: row.SRV_CMPC,
    county: row.GVR_ENTC ?? row.CNTY_SPFCD,
    responsibleAgency: row.RSP_AGY_CD,
    limitedAccess: row.LMT_ACSSCD,
    staffKey: row.FKSTFPERST,
  },
}));
