import { codesOf, type SystemCodeRow } from '../codes/system-code-row.js';
import { RELATIONSHIP_CODES } from './relationship-codes.js';

/**
 * Codes that the county's own SYS_CD_C holds beyond the gateway's defaults, as every real one does.
 * The ids of 7066 and above stand for codes issued after 2018; their words are invented.
 */
export const COUNTY_ISSUED_CODES: readonly SystemCodeRow[] = [
  ...codesOf('PEFT_RNC', [[5427, 'Age of Majority', '0002'], [5439, 'Reunified with Parent/Guardian (Court)', '0014']]),
  ...codesOf('DSP_RSNC', [[675, 'Child Not At Risk', '0007'], [681, 'Open New CWD-CWS Case', '0013'], [682, 'Situation Stabilized', '0014']]),
  ...codesOf('ASSG_RLC', [[137, 'ER Worker', '0008'], [142, 'Public Health Nurse', '0013'], [5800, 'Services Support', '0018'], [5802, 'ILP Worker', '0020']]),
  ...codesOf('SCP_RLTC', [[1637, 'Nonrelative Nonguardian', '0002'], [1639, 'Relative Nonguardian', '0004']]),
  ...codesOf('STATE_C', [[1846, 'Massachusetts', 'MA']]),
  ...codesOf('CLNT_SOC', [[7066, 'Straight', '0001'], [7067, 'Lesbian or Gay', '0002'], [7068, 'Bisexual', '0003'], [7069, 'Questioning', '0004']]),
  ...codesOf('CLNT_GIC', [[7075, 'Female', '0001'], [7076, 'Male', '0002'], [7077, 'Transgender Female', '0003'], [7078, 'Nonbinary', '0004']]),
  ...codesOf('CLNT_GEC', [[7081, 'Feminine', '0001'], [7082, 'Masculine', '0002'], [7083, 'Varies', '0003']]),
  ...RELATIONSHIP_CODES,
];
