import {
  code, countyCode, date, governmentEntity, keyPart, letter, mandatory, optional, phone, reference, restriction,
  staffReference, text, time, yesNo,
} from './column.js';
import { tableLayout } from './table-layout.js';

/** RSP_AGY_CD: the letters of the agencies that can be responsible. */
const responsibleAgency = letter<string | null>(
  { C: 'C', P: 'P', O: 'O', A: 'A', S: 'S', I: 'I', K: 'K', M: 'M' }, { blank: null, unknown: null },
);

/** Source: REFERL_T. Its documents and notes are pointers and are not read. */
export const REFERL_T = tableLayout({
  table: 'REFERL_T',
  noun: 'referral',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    REF_RCV_DT: mandatory(date),
    REF_RCV_TM: optional(time),
    REFCLSR_DT: date,
    RFR_RSPC: optional(code('RFR_RSPC')),
    CMM_MTHC: optional(code('CMM_MTHC')),
    APV_STC: optional(code('APV_STC')),
    GVR_ENTC: optional(governmentEntity),
    CNTY_SPFCD: countyCode,
    LMT_ACSSCD: restriction,
    RSP_AGY_CD: optional(responsibleAgency),
    FKSTFPERST: optional(staffReference),
  },
});

/** Source: REFR_CLT. */
export const REFR_CLT = tableLayout({
  table: 'REFR_CLT',
  noun: 'referralClient',
  key: ['FKREFERL_T', 'FKCLIENT_T'],
  columns: {
    FKREFERL_T: keyPart(reference),
    FKCLIENT_T: keyPart(reference),
    DISPSTN_CD: optional(letter<string | null>({ A: 'A', I: 'I', S: 'S', X: 'X' }, { blank: null, unknown: null })),
    RCL_DISPDT: optional(date),
  },
});

/** Source: REPTR_T. An extract may leave it out: reporters are the county's to hold back. */
export const REPTR_T = tableLayout({
  table: 'REPTR_T',
  noun: 'reporter',
  whenAbsent: 'accepted',
  key: ['FKREFERL_T'],
  columns: {
    FKREFERL_T: keyPart(reference),
    RPTR_FSTNM: text(20),
    RPTR_LSTNM: text(25),
    RPTR_EMPNM: optional(text(35)),
    PRM_TEL_NO: optional(phone),
    MNRPTR_IND: optional(yesNo('U')),
    // A waiver opens, so only a plain Y is one: a letter that is not understood is no waiver.
    CNFWVR_IND: optional(letter<boolean>({ Y: true, N: false }, { blank: false, unknown: false })),
    CNTY_SPFCD: optional(countyCode),
  },
});

/** Source: ALLGTN_T. */
export const ALLGTN_T = tableLayout({
  table: 'ALLGTN_T',
  noun: 'allegation',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FKREFERL_T: mandatory(reference),
    FKCLIENT_T: mandatory(reference),
    FKCLIENT_0: optional(reference),
    ALG_TPC: mandatory(code('INJR_HMC')),
    ALG_DSPC: code('ALG_DSPC'),
    DISPSN_DT: optional(date),
    ABUSE_STDT: optional(date),
    ABUSE_ENDT: optional(date),
    LOC_DSC: optional(text(75)),
    DISPSN_DSC: optional(text(254)),
  },
});

/** Source: IJHM_DET. */
export const IJHM_DET = tableLayout({
  table: 'IJHM_DET',
  noun: 'allegationDetail',
  key: ['FKALLGTN_T', 'THIRD_ID'],
  columns: {
    FKALLGTN_T: keyPart(reference),
    THIRD_ID: keyPart(reference),
    INJR_HMC: mandatory(code('INJR_HMC')),
  },
});

/** Source: CASE_T. */
export const CASE_T = tableLayout({
  table: 'CASE_T',
  noun: 'childWelfareCase',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FKCHLD_CLT: mandatory(reference),
    FKREFERL_T: optional(reference),
    START_DT: mandatory(date),
    END_DT: date,
    CLS_RSNC: optional(code('CLS_RSNC')),
    SRV_CMPC: optional(code('SRV_CMPC')),
    GVR_ENTC: optional(governmentEntity),
    CNTY_SPFCD: countyCode,
    RSP_AGY_CD: optional(responsibleAgency),
    LMT_ACSSCD: restriction,
    FKSTFPERST: optional(staffReference),
  },
});
