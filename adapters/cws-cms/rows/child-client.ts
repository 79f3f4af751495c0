import { CHLD_CLT } from '../layout/client-tables.js';
import { rowFunction } from './row-function.js';

/** What a CHLD_CLT row says of a client as a child. */
export const childClientFromChldClt = rowFunction(CHLD_CLT, (row) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: null,
  record: {
    clientKey: row.FKCLIENT_T,
    currentCaseKey: row.CURNT_CSID,
    away: row.AWOL_AB_CD,
    minorParent: row.MNRMOM_IND,
  },
}));
