import {
  code, countyCode, date, governmentEntity, guard, keyPart, letter, mandatory, optional, phone, reference, restriction,
  text, yesNo, zip,
} from './column.js';
import { tableLayout } from './table-layout.js';

// Required in the header: keys, whatever opens or closes a span, and every indicator that guards a person. A file
// without a guard would read as "nothing to guard".

/** Source: CLIENT_T. SS_NO, ALN_REG_NO and EMAIL_ADDR are not read. */
export const CLIENT_T = tableLayout({
  table: 'CLIENT_T',
  noun: 'client',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    COM_FST_NM: text(20),
    COM_MID_NM: optional(text(20)),
    COM_LST_NM: text(25),
    SUFX_TLDSC: optional(text(4)),
    NAME_TPC: optional(code('NAME_TPC')),
    BIRTH_DT: date,
    EST_DOB_CD: optional(letter<boolean | null>({ Y: true, N: false, U: null }, { blank: null, unknown: null })),
    DEATH_DT: optional(date),
    GENDER_CD: letter<'F' | 'M' | 'I' | 'U' | null>({ F: 'F', M: 'M', I: 'I', U: 'U' }, { blank: null, unknown: null }),
    P_ETHNCTYC: optional(code('ETHNCTYC')),
    P_LANG_TPC: optional(code('LANG_TPC')),
    S_LANG_TC: optional(code('LANG_TPC')),
    // The code tables of these three were issued after the last public copy, so any table may name them.
    CLNT_SOC: optional(code()),
    CLNT_GIC: optional(code()),
    CLNT_GEC: optional(code()),
    SENSTV_IND: restriction,
    SNTV_HLIND: optional(guard),
    CONF_EFIND: guard,
    CONF_ACTDT: optional(date),
    CHLD_CLT_B: letter<boolean>({ Y: true, N: false }, { blank: false, unknown: true }),
    CREATN_DT: optional(date),
  },
});

/** Source: CHLD_CLT. */
export const CHLD_CLT = tableLayout({
  table: 'CHLD_CLT',
  noun: 'childClient',
  key: ['FKCLIENT_T'],
  columns: {
    FKCLIENT_T: keyPart(reference),
    CURNT_CSID: optional(reference),
    AWOL_AB_CD: optional(letter<'RAN_AWAY' | 'ABDUCTED' | null>(
      { A: 'RAN_AWAY', P: 'RAN_AWAY', B: 'ABDUCTED', D: 'ABDUCTED', N: null }, { blank: null, unknown: null },
    )),
    MNRMOM_IND: optional(yesNo('U')),
  },
});

/** Source: OCL_NM_T. */
export const OCL_NM_T = tableLayout({
  table: 'OCL_NM_T',
  noun: 'otherName',
  key: ['FKCLIENT_T', 'THIRD_ID'],
  columns: {
    FKCLIENT_T: keyPart(reference),
    THIRD_ID: keyPart(reference),
    FIRST_NM: text(20),
    MIDDLE_NM: optional(text(20)),
    LAST_NM: text(25),
    NAME_TPC: optional(code('NAME_TPC')),
  },
});

/** Source: CLN_RELT. Without it nobody's county comes from a relative's case. */
export const CLN_RELT = tableLayout({
  table: 'CLN_RELT',
  noun: 'clientRelationship',
  whenAbsent: 'accepted',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FKCLIENT_T: mandatory(reference),
    FKCLIENT_0: mandatory(reference),
    CLNTRELC: optional(code('CLNTRELC')),
    START_DT: optional(date),
    END_DT: date,
  },
});

/** Source: NCWSNO_T. */
export const NCWSNO_T = tableLayout({
  table: 'NCWSNO_T',
  noun: 'otherIdentifier',
  key: ['FKCLIENT_T', 'THIRD_ID'],
  columns: {
    FKCLIENT_T: keyPart(reference),
    THIRD_ID: keyPart(reference),
    OTH_ID_C: mandatory(code('OTH_ID_C')),
    OTHER_CLID: mandatory(text(10)),
  },
});

/** Source: CL_ADDRT. */
export const CL_ADDRT = tableLayout({
  table: 'CL_ADDRT',
  noun: 'clientAddress',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FKCLIENT_T: mandatory(reference),
    FKADDRS_T: mandatory(reference),
    ADDR_TPC: code('ADDR_TPC'),
    EFF_STRTDT: date,
    EFF_END_DT: date,
    HOMLES_IND: optional(yesNo('U')),
  },
});

/** Source: ADDRS_T. */
export const ADDRS_T = tableLayout({
  table: 'ADDRS_T',
  noun: 'address',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    STREET_NO: text(10),
    STREET_NM: text(40),
    ST_SFX_C: optional(code('ST_SFX_C')),
    UNT_DSGC: optional(code('UNT_DSGC')),
    UNIT_NO: optional(text(8)),
    CITY_NM: text(20),
    STATE_C: optional(code('STATE_C')),
    ZIP_NO: zip,
    GVR_ENTC: optional(governmentEntity),
    CNTY_SPFCD: optional(countyCode),
    PRM_TEL_NO: optional(phone),
  },
});
