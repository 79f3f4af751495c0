import { CODE, DATE, FLAG, KEY, LAST_UPDATE, NUMBER, char } from './column-format.js';

/** Codes, workers, projects and homes: what many youths share. Source: cws-cms reference, §3, §4 and §10. */
export const REFERENCE_LAYOUTS = {
  SYS_CD_C: {
    SYS_ID: NUMBER, FKS_META_T: char(8), SHORT_DSC: char(40), LGC_ID: char(4), INACTV_IND: FLAG, CATEGORYID: NUMBER,
    OTHER_CD: char(5), LONG_DSC: char(254), THIRD_ID: KEY, ...LAST_UPDATE,
  },
  STFPERST: {
    IDENTIFIER: char(3), FIRST_NM: char(20), MID_INI_NM: FLAG, LAST_NM: char(25), JOB_TL_DSC: char(30), PHONE_NO: NUMBER,
    TEL_EXT_NO: NUMBER, EMAIL_ADDR: char(50), CNTY_SPFCD: char(2), FKCWS_OFFT: KEY, START_DT: DATE, END_DT: DATE, ...LAST_UPDATE,
  },
  STFCSLDT: {
    THIRD_ID: KEY, FKCASE_LDT: KEY, FKSTFPERST: char(3), START_DT: DATE, END_DT: DATE, CNTY_SPFCD: char(2), ...LAST_UPDATE,
  },
  SPC_PRJT: {
    IDENTIFIER: KEY, PROJECT_NM: char(30), PRJCT_DSC: char(254), GVR_ENTC: CODE, START_DT: DATE, END_DT: DATE,
    ARCASS_IND: FLAG, ...LAST_UPDATE,
  },
  PLC_HM_T: {
    IDENTIFIER: KEY, FACLTY_NM: char(50), PLC_FCLC: CODE, LICENSE_NO: char(9), STREET_NO: char(10), STREET_NM: char(40),
    CITY_NM: char(20), F_STATE_C: CODE, ZIP_NO: NUMBER, ZIP_SFX_NO: NUMBER, PRM_TEL_NO: NUMBER, PRM_EXT_NO: NUMBER,
    GVR_ENTC: CODE, CONF_EFIND: FLAG, END_DT: DATE, ...LAST_UPDATE,
  },
} as const;
