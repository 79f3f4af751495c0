import type { RejectionReason } from '../../../src/model/change.js';
import type { Flag } from '../../../src/model/flag.js';
import type { TableName } from './table-layouts.js';

/**
 * What must become of a dirty row: it stands and carries the flag, it goes to quarantine for the reason, it is held until
 * its client comes, or it says nothing that another row of the file has not said.
 */
export type DirtyOutcome =
  | { readonly outcome: 'KEPT'; readonly flag: Flag }
  | { readonly outcome: 'QUARANTINED'; readonly reason: RejectionReason }
  | { readonly outcome: 'HELD' }
  | { readonly outcome: 'UNCHANGED' };

/** A kind of dirty row. `share` weighs it against the others that fit the same row; `columns` says where it is planted. */
export type DirtyKindRule = DirtyOutcome & {
  readonly share: number;
  /** The column that is spoilt, per table. */
  readonly columns: Partial<Record<TableName, string>>;
};

/** The keys of rows that no other row refers to: only these are quarantined, so that no clean row loses its parent. */
const LEAF_KEYS = {
  CSECHIST: 'THIRD_ID', OCL_NM_T: 'THIRD_ID', CL_ADDRT: 'IDENTIFIER', NCWSNO_T: 'THIRD_ID', IJHM_DET: 'THIRD_ID', SPRJ_RFT: 'THIRD_ID',
  SPRJ_CST: 'THIRD_ID', CLN_RELT: 'IDENTIFIER', O_HM_PLT: 'IDENTIFIER', IDV_SVCT: 'FKDL_SVC_T', ASGNM_T: 'IDENTIFIER', REPTR_T: 'FKREFERL_T',
} as const;

const LEAF_STARTS = {
  CSECHIST: 'START_DT', CL_ADDRT: 'EFF_STRTDT', O_HM_PLT: 'START_DT', SPRJ_RFT: 'PART_STRDT', SPRJ_CST: 'PART_STRDT',
  ASGNM_T: 'START_DT', IDV_SVCT: 'START_DT', CLN_RELT: 'START_DT',
} as const;

const LAST_CHANGES = {
  CLIENT_T: 'LST_UPD_TS', OCL_NM_T: 'LST_UPD_TS', CL_ADDRT: 'LST_UPD_TS', CSECHIST: 'LST_UPD_TS', REFR_CLT: 'LST_UPD_TS',
  CLN_RELT: 'LST_UPD_TS', ALLGTN_T: 'LST_UPD_TS', O_HM_PLT: 'LST_UPD_TS', DL_SVC_T: 'LST_UPD_TS', IDV_SVCT: 'LST_UPD_TS', ASGNM_T: 'LST_UPD_TS',
} as const;

/**
 * Every kind of dirty row that the generator plants. A kept row breaches a rule of CWS/CMS or holds a value that is not
 * understood; a quarantined row cannot be read as a row of its table; a held one hangs off a client who does not exist.
 */
export const DIRTY_KINDS = {
  ABSENCE_WITHOUT_END: { outcome: 'KEPT', flag: 'R_10971_ABSENCE_TYPE_WITHOUT_END', share: 60, columns: { CSECHIST: 'END_DT' } },
  GRID_END_BEFORE_START: { outcome: 'KEPT', flag: 'R_10975_END_BEFORE_START', share: 6, columns: { CSECHIST: 'END_DT' } },
  START_BEFORE_BIRTH: { outcome: 'KEPT', flag: 'R_10974_START_BEFORE_BIRTH', share: 6, columns: { CSECHIST: 'START_DT' } },
  START_IN_FUTURE: { outcome: 'KEPT', flag: 'START_IN_FUTURE', share: 3, columns: { CSECHIST: 'START_DT', CL_ADDRT: 'EFF_STRTDT', O_HM_PLT: 'START_DT' } },
  END_IN_FUTURE: { outcome: 'KEPT', flag: 'END_IN_FUTURE', share: 4, columns: { CSECHIST: 'END_DT', CL_ADDRT: 'EFF_END_DT', O_HM_PLT: 'END_DT' } },
  END_BEFORE_START: {
    outcome: 'KEPT', flag: 'END_BEFORE_START', share: 6,
    columns: { O_HM_PLT: 'END_DT', CASE_T: 'END_DT', CL_ADDRT: 'EFF_END_DT', PLC_EPST: 'PLEPS_ENDT', CLN_RELT: 'END_DT' },
  },
  BIRTH_IN_FUTURE: { outcome: 'KEPT', flag: 'BIRTH_IN_FUTURE', share: 7, columns: { CLIENT_T: 'BIRTH_DT' } },
  UNKNOWN_CODE: {
    outcome: 'KEPT', flag: 'UNKNOWN_CODE', share: 3,
    columns: {
      CSECHIST: 'CSEC_TPC', CLIENT_T: 'P_LANG_TPC', ALLGTN_T: 'ALG_DSPC', O_HM_PLT: 'PLCG_RNC', DL_SVC_T: 'SVC_CNTC', CASE_T: 'SRV_CMPC',
      CLN_RELT: 'CLNTRELC',
    },
  },
  UNKNOWN_INDICATOR: {
    outcome: 'KEPT', flag: 'UNKNOWN_INDICATOR', share: 2,
    columns: { CHLD_CLT: 'AWOL_AB_CD', REFERL_T: 'LMT_ACSSCD', DL_SVC_T: 'STATUS_CD', CLIENT_T: 'GENDER_CD' },
  },
  TIME_IN_DATE: {
    outcome: 'KEPT', flag: 'TIME_IN_DATE', share: 3,
    columns: { CSECHIST: 'START_DT', CASE_T: 'START_DT', REFERL_T: 'REF_RCV_DT', PLC_EPST: 'REMOVAL_DT', DL_SVC_T: 'START_DT' },
  },
  UPDATED_AT_MISSING: { outcome: 'KEPT', flag: 'UPDATED_AT_MISSING', share: 2, columns: LAST_CHANGES },
  SHARED_ROW_MISSING: { outcome: 'KEPT', flag: 'PARENT_MISSING', share: 5, columns: { CL_ADDRT: 'FKADDRS_T', O_HM_PLT: 'FKPLC_HM_T', CLN_RELT: 'FKCLIENT_0' } },
  CLIENT_MISSING: {
    outcome: 'HELD', share: 2,
    columns: { CSECHIST: 'FKCHLD_CLT', OCL_NM_T: 'FKCLIENT_T', CL_ADDRT: 'FKCLIENT_T', NCWSNO_T: 'FKCLIENT_T', CLN_RELT: 'FKCLIENT_T' },
  },
  DATE_UNREADABLE: { outcome: 'QUARANTINED', reason: 'DATE_INVALID', share: 2, columns: LEAF_STARTS },
  TIMESTAMP_UNREADABLE: {
    outcome: 'QUARANTINED', reason: 'TIMESTAMP_INVALID', share: 1,
    columns: { CSECHIST: 'LST_UPD_TS', OCL_NM_T: 'LST_UPD_TS', IJHM_DET: 'LST_UPD_TS', IDV_SVCT: 'LST_UPD_TS', ASGNM_T: 'LST_UPD_TS' },
  },
  NUMBER_UNREADABLE: {
    outcome: 'QUARANTINED', reason: 'NUMBER_INVALID', share: 1,
    columns: { CSECHIST: 'CSEC_TPC', IJHM_DET: 'INJR_HMC', NCWSNO_T: 'OTH_ID_C', O_HM_PLT: 'PLCG_RNC' },
  },
  KEY_MISSING: { outcome: 'QUARANTINED', reason: 'KEY_MISSING', share: 1, columns: LEAF_KEYS },
  KEY_MALFORMED: { outcome: 'QUARANTINED', reason: 'KEY_MALFORMED', share: 1, columns: LEAF_KEYS },
  REQUIRED_MISSING: { outcome: 'QUARANTINED', reason: 'REQUIRED_MISSING', share: 4, columns: { CSECHIST: 'START_DT', O_HM_PLT: 'START_DT' } },
  TEXT_TOO_LONG: { outcome: 'QUARANTINED', reason: 'TEXT_TOO_LONG', share: 2, columns: { OCL_NM_T: 'LAST_NM', REPTR_T: 'RPTR_LSTNM' } },
  LETTER_UNREADABLE: { outcome: 'QUARANTINED', reason: 'CODE_INVALID', share: 1, columns: { ASGNM_T: 'ASGNMNT_CD', IDV_SVCT: 'DEL_IDV_CD' } },
  DUPLICATE_ROW: { outcome: 'UNCHANGED', share: 1, columns: LEAF_KEYS },
} as const satisfies Record<string, DirtyKindRule>;

export type DirtyKind = keyof typeof DIRTY_KINDS;

/** What each kind is, whichever the kind. */
export function dirtyRule(kind: DirtyKind): DirtyKindRule {
  return DIRTY_KINDS[kind];
}

/**
 * How much more often than the rate a row is spoilt. Grid rows are few beside the others and carry most of the rules;
 * those of type 6871 are fewest and alone can breach R-10971.
 */
export function dirtBoost(table: TableName, gridType: string): number {
  if (table !== 'CSECHIST') return 1;
  return gridType === ABSENCE_TYPE ? 20 : 6;
}

/** CSEC_TPC of a victim while absent from placement. */
export const ABSENCE_TYPE = '6871';
