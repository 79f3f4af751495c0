import { IDV_SVCT, PARTICIPANT_ROLES } from '../layout/service-tables.js';
import { invariant } from '../../../src/kernel/invariant.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/**
 * Who received a service, of an IDV_SVCT row. Only a client is a client of the change: the key of a reporter, who may
 * be a client too, stays inside the record and reaches no youth.
 */
export const serviceParticipantFromIdvSvct = rowFunction(IDV_SVCT, (row, { asOf }) => {
  const role = PARTICIPANT_ROLES[row.DEL_IDV_CD];
  invariant(role, 'The layout lets only letters of participants through.');
  return {
    clientKey: role === 'CLIENT' ? row.DEL_IDV_ID : null,
    parentKey: row.FKDL_SVC_T,
    flags: spanFlags(row.START_DT, row.END_DT, asOf).filter((flag) => flag === 'END_BEFORE_START'),
    record: {
      serviceKey: row.FKDL_SVC_T,
      role,
      participantKey: row.DEL_IDV_ID,
      startedOn: row.START_DT,
      endedOn: row.END_DT,
    },
  };
});
