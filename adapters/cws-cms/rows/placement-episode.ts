import { PLC_EPST } from '../layout/placement-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The removal episode of a PLC_EPST row. */
export const placementEpisodeFromPlcEpst = rowFunction(PLC_EPST, (row, { asOf }) => ({
  clientKey: row.FKCLIENT_T,
  parentKey: null,
  flags: spanFlags(row.REMOVAL_DT, row.PLEPS_ENDT, asOf),
  record: {
    clientKey: row.FKCLIENT_T,
    episodeKey: row.THIRD_ID,
    removedOn: row.REMOVAL_DT,
    removedTime: row.REMOVAL_TM,
    removalReason: row.RMV_RSNC,
    endedOn: row.PLEPS_ENDT,
    responsibleAgency: row.AGY_RSPC,
    county: row.GVR_ENTC ?? row.CNTY_SPFCD,
  },
}));
