import { OCL_NM_T } from '../layout/client-tables.js';
import { rowFunction } from './row-function.js';

/** The other name of an OCL_NM_T row. */
export const otherNameFromOclNmT = rowFunction(OCL_NM_T, (row) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: null,
  record: {
    clientKey: row.FKCLIENT_T,
    firstName: row.FIRST_NM,
    middleName: row.MIDDLE_NM,
    lastName: row.LAST_NM,
    kind: row.NAME_TPC,
  },
}));
