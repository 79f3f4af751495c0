import type { SourceTable } from '../../../src/model/records/index.js';
import { ADDRS_T, CHLD_CLT, CLIENT_T, CLN_RELT, CL_ADDRT, NCWSNO_T, OCL_NM_T } from './client-tables.js';
import { SYS_CD_C } from './code-table.js';
import { CSECHIST, SPC_PRJT, SPRJ_CST, SPRJ_RFT } from './csec-tables.js';
import { O_HM_PLT, PLC_EPST, PLC_HM_T } from './placement-tables.js';
import { ALLGTN_T, CASE_T, IJHM_DET, REFERL_T, REFR_CLT, REPTR_T } from './referral-tables.js';
import { DL_SVC_T, IDV_SVCT } from './service-tables.js';
import { ASGNM_T, STFCSLDT, STFPERST } from './staff-tables.js';
import type { TableLayout } from './table-layout.js';

/** Every table that the gateway reads, in the order in which an extract is read. */
export const LAYOUTS: Readonly<Record<SourceTable, TableLayout>> = {
  SYS_CD_C, STFPERST, STFCSLDT, CLIENT_T, CHLD_CLT, OCL_NM_T, CLN_RELT, NCWSNO_T, ADDRS_T, CL_ADDRT, CSECHIST, REFERL_T,
  REFR_CLT, REPTR_T, ALLGTN_T, IJHM_DET, CASE_T, SPC_PRJT, SPRJ_RFT, SPRJ_CST, PLC_EPST, PLC_HM_T, O_HM_PLT, DL_SVC_T, IDV_SVCT,
  ASGNM_T,
};

/** The tables in that order. */
export const SOURCE_TABLES = Object.keys(LAYOUTS) as readonly SourceTable[];

/** Whether a name is that of a table that is read. */
export function isSourceTable(name: string): name is SourceTable {
  return Object.hasOwn(LAYOUTS, name);
}
