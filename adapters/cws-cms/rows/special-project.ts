import { SPC_PRJT } from '../layout/csec-tables.js';
import { meaningOfProject } from '../special-project-settings.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The project of an SPC_PRJT row. Its end may lie ahead; one of the projects of ACL 15-49 is flagged as historical. */
export const specialProjectFromSpcPrjt = rowFunction(SPC_PRJT, (row, { projects, asOf }) => {
  const meaning = meaningOfProject(row.PROJECT_NM, projects);
  const odd = spanFlags(row.START_DT, row.END_DT, asOf).filter((flag) => flag === 'END_BEFORE_START');
  return {
    clientKey: null,
    parentKey: null,
    flags: meaning.programme === 'CSEC_HISTORICAL' ? [...odd, 'HISTORICAL_PROJECT'] : odd,
    record: {
      projectKey: row.IDENTIFIER,
      name: row.PROJECT_NM,
      programme: meaning.programme,
      impliedGridType: meaning.impliedGridType,
      county: row.GVR_ENTC,
      startedOn: row.START_DT,
      endedOn: row.END_DT,
    },
  };
});
