import { ALLGTN_T } from '../layout/referral-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The allegation of an ALLGTN_T row; the client is its victim. */
export const allegationFromAllgtnT = rowFunction(ALLGTN_T, (row, { asOf }) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: row.FKREFERL_T,
  flags: spanFlags(row.ABUSE_STDT, row.ABUSE_ENDT, asOf),
  record: {
    allegationKey: row.IDENTIFIER,
    referralKey: row.FKREFERL_T,
    clientKey: row.FKCLIENT_T,
    perpetratorKey: row.FKCLIENT_0,
    type: row.ALG_TPC,
    disposition: row.ALG_DSPC,
    dispositionOn: row.DISPSN_DT,
    abuseStartedOn: row.ABUSE_STDT,
    abuseEndedOn: row.ABUSE_ENDT,
    locationNarrative: row.LOC_DSC,
    dispositionNarrative: row.DISPSN_DSC,
  },
}));
