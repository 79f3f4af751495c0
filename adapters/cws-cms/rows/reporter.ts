import { REPTR_T } from '../layout/referral-tables.js';
import { rowFunction } from './row-function.js';

/** Who made a referral, of a REPTR_T row. */
export const reporterFromReptrT = rowFunction(REPTR_T, (row) => ({
  clientKey: null,
  parentKey: row.FKREFERL_T,
  record: {
    referralKey: row.FKREFERL_T,
    firstName: row.RPTR_FSTNM,
    lastName: row.RPTR_LSTNM,
    employer: row.RPTR_EMPNM,
    phone: row.PRM_TEL_NO,
    mandated: row.MNRPTR_IND,
    confidentialityWaived: row.CNFWVR_IND,
  },
}));
