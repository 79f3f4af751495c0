import { categoryOfIdentifierSystem } from '../../../src/law/identifier-systems.js';
import { NCWSNO_T } from '../layout/client-tables.js';
import { rowFunction } from './row-function.js';

/** The id in another system of an NCWSNO_T row, with the category that the system tells of (rule G7). */
export const otherIdentifierFromNcwsnoT = rowFunction(NCWSNO_T, (row) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: null,
  record: { clientKey: row.FKCLIENT_T, system: row.OTH_ID_C, value: row.OTHER_CLID, category: categoryOfIdentifierSystem(row.OTH_ID_C.code) },
}));
