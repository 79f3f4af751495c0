import type { LocalDate } from '../../../src/kernel/dates.js';
import type { Flag } from '../../../src/model/flag.js';
import { isVictimType } from '../codes/code-tables.js';
import { CSECHIST } from '../layout/csec-tables.js';
import { rowFunction } from './row-function.js';
import { spanFlags } from './span-flags.js';

/** The type of R-10971: victim while absent from placement, which needs an end. */
const VICTIM_WHILE_ABSENT = 6871;

/**
 * The grid row of a CSECHIST row. Breaches of R-10971 and R-10975 and future dates are flagged and kept.
 * R-10974 (no start before birth) needs the birth date, which this row has not: the assembly flags it.
 */
export const gridEntryFromCsecHist = rowFunction(CSECHIST, (row, { codes, asOf }) => ({
  clientKey: row.FKCHLD_CLT,
  parentKey: null,
  flags: gridFlags(row.CSEC_TPC.code, row.START_DT, { endedOn: row.END_DT, asOf }),
  record: {
    clientKey: row.FKCHLD_CLT,
    type: row.CSEC_TPC,
    isVictim: isVictimType(codes, row.CSEC_TPC.code),
    startedOn: row.START_DT,
    endedOn: row.END_DT,
  },
}));

function gridFlags(type: number, startedOn: LocalDate, { endedOn, asOf }: { endedOn: LocalDate | null; asOf: LocalDate }): Flag[] {
  const flags = spanFlags(startedOn, endedOn, asOf)
    .map((flag): Flag => (flag === 'END_BEFORE_START' ? 'R_10975_END_BEFORE_START' : flag));
  if (type === VICTIM_WHILE_ABSENT && endedOn === null) flags.push('R_10971_ABSENCE_TYPE_WITHOUT_END');
  return flags;
}
