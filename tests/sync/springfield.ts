import type { ExtractRows } from './extract-folder.js';

/** The youth of the hand-written extract, and the others in it. None of them exists. */
export const KID = 'AbCdEfG0X5';
export const SIBLING = 'abcdefg0x5';
export const PARENT = 'PaRentA0X5';
export const REFERRAL_KEY = 'RefErrA0X5';
export const CASE_KEY = 'CaseKeA0X5';

/** A small extract in which every noun occurs: one youth with everything, a sibling with little, one parent. */
export function springfield(): ExtractRows {
  return {
    SYS_CD_C: [
      { SYS_ID: '6871', FKS_META_T: 'CSEC_TPC', SHORT_DSC: 'Victim while Absent from Placement', LGC_ID: '0050', INACTV_IND: 'N', OTHER_CD: 'V' },
      { SYS_ID: '9901', FKS_META_T: 'CSEC_TPC', SHORT_DSC: 'Type of a later release', LGC_ID: '0070', INACTV_IND: 'N', OTHER_CD: 'V' },
    ],
    STFPERST: [{ IDENTIFIER: '0X5', FIRST_NM: 'Ada', LAST_NM: 'Quill', PHONE_NO: '2135550100', EMAIL_ADDR: 'ada.quill@county.example', CNTY_SPFCD: '19' }],
    STFCSLDT: [{ THIRD_ID: 'CsLdTrA0X5', FKCASE_LDT: 'CsLoadA0X5', FKSTFPERST: '0X5', START_DT: '2025-01-01' }],
    CLIENT_T: [
      {
        IDENTIFIER: KID, COM_FST_NM: 'Robin               ', COM_LST_NM: 'Marigold', COM_MID_NM: 'Lee', BIRTH_DT: '2010-05-06', EST_DOB_CD: 'N',
        GENDER_CD: 'F', P_LANG_TPC: '1253', SENSTV_IND: 'S', CONF_EFIND: 'N', CHLD_CLT_B: 'Y',
      },
      { IDENTIFIER: SIBLING, COM_FST_NM: 'Sam', COM_LST_NM: 'Marigold', GENDER_CD: 'M', SENSTV_IND: 'N', CONF_EFIND: 'Y', CHLD_CLT_B: 'Y' },
      { IDENTIFIER: PARENT, COM_FST_NM: 'Pat', COM_LST_NM: 'Marigold', GENDER_CD: 'U', SENSTV_IND: 'N', CONF_EFIND: 'N', CHLD_CLT_B: 'N' },
    ],
    CHLD_CLT: [{ FKCLIENT_T: KID, CURNT_CSID: CASE_KEY, AWOL_AB_CD: 'N', MNRMOM_IND: 'Y' }],
    OCL_NM_T: [{ FKCLIENT_T: KID, THIRD_ID: 'OtHrNmA0X5', FIRST_NM: 'Bird', NAME_TPC: '1311' }],
    NCWSNO_T: [{ FKCLIENT_T: KID, THIRD_ID: 'NumBerA0X5', OTH_ID_C: '1334', OTHER_CLID: 'PB-77' }],
    ADDRS_T: [{
      IDENTIFIER: 'AdDresA0X5', STREET_NO: '12', STREET_NM: 'Evergreen', CITY_NM: 'Springfield', STATE_C: '1828', ZIP_NO: '1234', CNTY_SPFCD: '19', PRM_TEL_NO: '2135550111',
    }],
    CL_ADDRT: [{ IDENTIFIER: 'ClAdrtA0X5', FKCLIENT_T: KID, FKADDRS_T: 'AdDresA0X5', ADDR_TPC: '32', EFF_STRTDT: '2024-01-01', HOMLES_IND: 'N' }],
    CSECHIST: [
      { FKCHLD_CLT: KID, THIRD_ID: 'GrId01A0X5', CSEC_TPC: '6871', START_DT: '2025-07-01' },
      { FKCHLD_CLT: KID, THIRD_ID: 'GrId02A0X5', CSEC_TPC: '6867', START_DT: '2009-01-01', END_DT: '2025-01-01' },
      { FKCHLD_CLT: KID, THIRD_ID: 'GrId03A0X5', CSEC_TPC: '6999', START_DT: '2025-01-01', END_DT: '2025-02-01' },
    ],
    REFERL_T: [{ IDENTIFIER: REFERRAL_KEY, REF_RCV_DT: '2025-01-10', REFCLSR_DT: '2025-02-01', RFR_RSPC: '1520', CNTY_SPFCD: '19', LMT_ACSSCD: 'N', RSP_AGY_CD: 'C', FKSTFPERST: '0X5' }],
    REFR_CLT: [
      { FKREFERL_T: REFERRAL_KEY, FKCLIENT_T: KID, DISPSTN_CD: 'S' },
      { FKREFERL_T: REFERRAL_KEY, FKCLIENT_T: SIBLING },
    ],
    REPTR_T: [{ FKREFERL_T: REFERRAL_KEY, RPTR_FSTNM: 'Rae', RPTR_LSTNM: 'Porter', RPTR_EMPNM: 'Elm School', PRM_TEL_NO: '2135550122', MNRPTR_IND: 'Y' }],
    ALLGTN_T: [{
      IDENTIFIER: 'AlLegtA0X5', FKREFERL_T: REFERRAL_KEY, FKCLIENT_T: KID, FKCLIENT_0: PARENT, ALG_TPC: '2178', ALG_DSPC: '45', DISPSN_DT: '2025-01-30', LOC_DSC: 'at home',
    }],
    IJHM_DET: [
      { FKALLGTN_T: 'AlLegtA0X5', THIRD_ID: 'InJury20X5', INJR_HMC: '6874' },
      { FKALLGTN_T: 'AlLegtA0X5', THIRD_ID: 'InJury10X5', INJR_HMC: '1060' },
    ],
    CASE_T: [{ IDENTIFIER: CASE_KEY, FKCHLD_CLT: KID, START_DT: '2025-02-01', SRV_CMPC: '1694', CNTY_SPFCD: '19', RSP_AGY_CD: 'C', LMT_ACSSCD: 'S', FKSTFPERST: '0X5' }],
    SPC_PRJT: [{ IDENTIFIER: 'PrJectA0X5', PROJECT_NM: 'S-CSEC Referral               ', GVR_ENTC: '1086', START_DT: '2017-01-01' }],
    SPRJ_RFT: [{ THIRD_ID: 'PrjRefA0X5', FKREFERL_T: REFERRAL_KEY, FKSPC_PRJT: 'PrJectA0X5', PART_STRDT: '2025-01-10' }],
    SPRJ_CST: [{ THIRD_ID: 'PrjCasA0X5', FKCASE_T: CASE_KEY, FKSPC_PRJT: 'PrJectA0X5', PART_STRDT: '2025-02-01', PART_ENDT: '2025-03-01' }],
    PLC_EPST: [{ FKCLIENT_T: KID, THIRD_ID: 'EpIsodA0X5', REMOVAL_DT: '2025-02-01', RMV_RSNC: '0' }],
    PLC_HM_T: [{ IDENTIFIER: 'PlHomeA0X5', FACLTY_NM: 'Acorn House', PLC_FCLC: '1416', STREET_NO: '7', STREET_NM: 'Oak Street', CITY_NM: 'Springfield', PRM_TEL_NO: '2135550133', CNTY_SPFCD: '19', CONF_EFIND: 'N' }],
    O_HM_PLT: [
      { IDENTIFIER: 'PlCmt1A0X5', FKPLC_EPST: KID, FKPLC_EPS0: 'EpIsodA0X5', FKPLC_HM_T: 'PlHomeA0X5', START_DT: '2025-02-01', END_DT: '2025-06-01', PLCG_RNC: '1431' },
      { IDENTIFIER: 'PlCmt2A0X5', FKPLC_EPST: KID, FKPLC_EPS0: 'EpIsodA0X5', FKPLC_HM_T: 'PlHomeA0X5', START_DT: '2025-06-20' },
    ],
    DL_SVC_T: [{
      IDENTIFIER: 'DlSvc1A0X5', CNT_VST_CD: 'C', STATUS_CD: 'C', SVC_CNTC: '1745', CMM_MTHC: '408', START_DT: '2025-03-01', PROVD_BYCD: 'S', PROVD_BYID: '0X5       ',
    }],
    IDV_SVCT: [
      { FKDL_SVC_T: 'DlSvc1A0X5', DEL_IDV_CD: 'C', DEL_IDV_ID: KID, START_DT: '2025-03-01' },
      { FKDL_SVC_T: 'DlSvc1A0X5', DEL_IDV_CD: 'R', DEL_IDV_ID: SIBLING, START_DT: '2025-03-01' },
    ],
    ASGNM_T: [{ IDENTIFIER: 'AsGnm1A0X5', ESTBLSH_ID: CASE_KEY, ESTBLSH_CD: 'C', ASGNMNT_CD: 'P', FKCASE_LDT: 'CsLoadA0X5', CNTY_SPFCD: '19', START_DT: '2025-02-01' }],
  };
}
