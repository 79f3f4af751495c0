import { DL_SVC_T } from '../layout/service-tables.js';
import { serviceLawOf } from '../service-law.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The contact, visit or service of a DL_SVC_T row. What is scheduled may lie ahead; anything else that does is flagged. */
export const deliveredServiceFromDlSvcT = rowFunction(DL_SVC_T, (row, { codes, asOf }) => {
  const odd = spanFlags(row.START_DT, row.END_DT, asOf);
  return {
    clientKey: null,
    parentKey: null,
    flags: row.STATUS_CD === 'SCHEDULED' ? odd.filter((flag) => flag === 'END_BEFORE_START') : odd,
    record: {
      serviceKey: row.IDENTIFIER,
      parentServiceKey: row.FKDL_SVC_T,
      kind: row.CNT_VST_CD,
      status: row.STATUS_CD,
      service: row.SVC_CNTC,
      method: row.CMM_MTHC,
      location: row.CNT_LOC,
      startedOn: row.START_DT,
      endedOn: row.END_DT,
      providedBy: row.PROVD_BYCD,
      providerKey: row.PROVD_BYID,
      county: row.CNTY_SPFCD,
      ...serviceLawOf(codes, row.SVC_CNTC, row.PROVD_BYCD),
    },
  };
});
