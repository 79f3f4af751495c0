import { O_HM_PLT } from '../layout/placement-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The placement of an O_HM_PLT row. */
export const placementFromOHmPlt = rowFunction(O_HM_PLT, (row, { asOf }) => ({
  clientKey: row.FKPLC_EPST,
  parentKey: row.FKPLC_HM_T,
  flags: spanFlags(row.START_DT, row.END_DT, asOf),
  record: {
    clientKey: row.FKPLC_EPST,
    episodeKey: row.FKPLC_EPS0,
    homeKey: row.FKPLC_HM_T,
    startedOn: row.START_DT,
    endedOn: row.END_DT,
    endReason: row.PLCG_RNC,
  },
}));
