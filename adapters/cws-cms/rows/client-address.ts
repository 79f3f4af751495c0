import { CL_ADDRT } from '../layout/client-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** A client's use of an address, of a CL_ADDRT row. */
export const clientAddressFromClAddrt = rowFunction(CL_ADDRT, (row, { asOf }) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: row.FKADDRS_T,
  flags: spanFlags(row.EFF_STRTDT, row.EFF_END_DT, asOf),
  record: {
    clientKey: row.FKCLIENT_T,
    addressKey: row.FKADDRS_T,
    kind: row.ADDR_TPC,
    startedOn: row.EFF_STRTDT,
    endedOn: row.EFF_END_DT,
    homeless: row.HOMLES_IND,
  },
}));
