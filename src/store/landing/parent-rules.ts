import type { SourceTable } from '../../model/records/index.js';

/** What a row of a source table hangs off. */
export interface ParentRule {
  /** The column that names the parent; what a quarantined row is reported with. */
  readonly column: string;
  readonly parent: SourceTable;
  /** SQL over a staged or held row of that name: the parent's key, null where this rule does not concern the row. */
  readonly key: (row: string) => string;
  /**
   * `hold`: without its parent the row means nothing, and is held until a run brings the parent.
   * `flag`: the row means something by itself; it lands with the flag PARENT_MISSING.
   */
  readonly without: 'hold' | 'flag';
}

const CLIENT = (row: string): string => `${row}.client_key`;
const PARENT = (row: string): string => `${row}.parent_key`;
const PROJECT = (row: string): string => `${row}.record->>'projectKey'`;

const client = (column: string): ParentRule => ({ column, parent: 'CLIENT_T', key: CLIENT, without: 'hold' });
const required = (column: string, parent: SourceTable, key = PARENT): ParentRule => ({ column, parent, key, without: 'hold' });
const expected = (column: string, parent: SourceTable, key = PARENT): ParentRule => ({ column, parent, key, without: 'flag' });

/** The parents of every source table. Source: foreign keys of CWS/CMS. */
export const PARENT_RULES: Readonly<Record<SourceTable, readonly ParentRule[]>> = {
  SYS_CD_C: [],
  STFPERST: [],
  STFCSLDT: [expected('FKSTFPERST', 'STFPERST')],
  CLIENT_T: [],
  CHLD_CLT: [client('FKCLIENT_T')],
  OCL_NM_T: [client('FKCLIENT_T')],
  CLN_RELT: [client('FKCLIENT_T'), expected('FKCLIENT_0', 'CLIENT_T')],
  NCWSNO_T: [client('FKCLIENT_T')],
  ADDRS_T: [],
  CL_ADDRT: [client('FKCLIENT_T'), expected('FKADDRS_T', 'ADDRS_T')],
  CSECHIST: [client('FKCHLD_CLT')],
  REFERL_T: [],
  REFR_CLT: [client('FKCLIENT_T'), required('FKREFERL_T', 'REFERL_T')],
  REPTR_T: [required('FKREFERL_T', 'REFERL_T')],
  ALLGTN_T: [client('FKCLIENT_T'), required('FKREFERL_T', 'REFERL_T')],
  IJHM_DET: [required('FKALLGTN_T', 'ALLGTN_T')],
  CASE_T: [client('FKCHLD_CLT')],
  SPC_PRJT: [],
  SPRJ_RFT: [required('FKREFERL_T', 'REFERL_T'), required('FKSPC_PRJT', 'SPC_PRJT', PROJECT)],
  SPRJ_CST: [required('FKCASE_T', 'CASE_T'), required('FKSPC_PRJT', 'SPC_PRJT', PROJECT)],
  PLC_EPST: [client('FKCLIENT_T')],
  PLC_HM_T: [],
  O_HM_PLT: [
    client('FKPLC_EPST'),
    required('FKPLC_EPS0', 'PLC_EPST', (row) => `${row}.client_key || ':' || (${row}.record->>'episodeKey')`),
    expected('FKPLC_HM_T', 'PLC_HM_T'),
  ],
  DL_SVC_T: [],
  IDV_SVCT: [
    required('FKDL_SVC_T', 'DL_SVC_T'),
    required('DEL_IDV_ID', 'CLIENT_T', (row) => `case when ${row}.record->>'role' = 'CLIENT' then ${row}.record->>'participantKey' end`),
  ],
  ASGNM_T: [
    required('ESTBLSH_ID', 'CASE_T', (row) => `case when ${row}.record->>'through' = 'CASE' then ${row}.record->>'throughKey' end`),
    required('ESTBLSH_ID', 'REFERL_T', (row) => `case when ${row}.record->>'through' = 'REFERRAL' then ${row}.record->>'throughKey' end`),
  ],
};
