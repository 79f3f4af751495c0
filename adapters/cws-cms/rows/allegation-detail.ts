import { IJHM_DET } from '../layout/referral-tables.js';
import { rowFunction } from './row-function.js';

/** The sub-type of an allegation, of an IJHM_DET row. */
export const allegationDetailFromIjhmDet = rowFunction(IJHM_DET, (row) => ({
  clientKey: null,
  parentKey: row.FKALLGTN_T,
  record: { allegationKey: row.FKALLGTN_T, subtype: row.INJR_HMC },
}));
