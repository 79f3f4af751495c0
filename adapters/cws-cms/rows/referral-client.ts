import { REFR_CLT } from '../layout/referral-tables.js';
import { rowFunction } from './row-function.js';

/** A client's part in a referral, of a REFR_CLT row. */
export const referralClientFromRefrClt = rowFunction(REFR_CLT, (row) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: row.FKREFERL_T,
  record: {
    referralKey: row.FKREFERL_T,
    clientKey: row.FKCLIENT_T,
    disposition: row.DISPSTN_CD,
    dispositionOn: row.RCL_DISPDT,
  },
}));
