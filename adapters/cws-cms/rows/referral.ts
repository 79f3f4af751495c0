import { REFERL_T } from '../layout/referral-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The referral of a REFERL_T row. */
export const referralFromReferlT = rowFunction(REFERL_T, (row, { asOf }) => ({
  clientKey: null,
  parentKey: null,
  flags: spanFlags(row.REF_RCV_DT, row.REFCLSR_DT, asOf),
  record: {
    referralKey: row.IDENTIFIER,
    receivedOn: row.REF_RCV_DT,
    receivedTime: row.REF_RCV_TM,
    closedOn: row.REFCLSR_DT,
    response: row.RFR_RSPC,
    method: row.CMM_MTHC,
    approval: row.APV_STC,
    county: row.GVR_ENTC ?? row.CNTY_SPFCD,
    limitedAccess: row.LMT_ACSSCD,
    responsibleAgency: row.RSP_AGY_CD,
    staffKey: row.FKSTFPERST,
  },
}));
