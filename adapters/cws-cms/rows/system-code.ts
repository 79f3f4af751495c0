import { SYS_CD_C } from '../layout/code-table.js';
import { rowFunction } from './row-function.js';

/** The code of a SYS_CD_C row; an inactive one is kept. */
export const systemCodeFromSysCdC = rowFunction(SYS_CD_C, (row) => ({
  clientKey: null,
  parentKey: null,
  record: {
    code: row.SYS_ID,
    metaTable: row.FKS_META_T,
    shortDescription: row.SHORT_DSC,
    logicalId: row.LGC_ID,
    inactive: row.INACTV_IND,
    parentCode: row.CATEGORYID,
    otherCode: row.OTHER_CD,
    longDescription: row.LONG_DSC,
  },
}));
