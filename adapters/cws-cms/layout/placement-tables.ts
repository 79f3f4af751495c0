import { code, countyCode, date, governmentEntity, guard, keyPart, mandatory, optional, phone, reference, text, time } from './column.js';
import { tableLayout } from './table-layout.js';

/** Source: PLC_EPST. */
export const PLC_EPST = tableLayout({
  table: 'PLC_EPST',
  noun: 'placementEpisode',
  key: ['FKCLIENT_T', 'THIRD_ID'],
  columns: {
    FKCLIENT_T: keyPart(reference),
    THIRD_ID: keyPart(reference),
    REMOVAL_DT: mandatory(date),
    REMOVAL_TM: optional(time),
    RMV_RSNC: optional(code('RMV_RSNC')),
    PLEPS_ENDT: date,
    AGY_RSPC: optional(code('AGN_RSPC')),
    GVR_ENTC: optional(governmentEntity),
    CNTY_SPFCD: optional(countyCode),
  },
});

/** Source: O_HM_PLT. FKPLC_EPST is the client, FKPLC_EPS0 the episode within the client: both together join. */
export const O_HM_PLT = tableLayout({
  table: 'O_HM_PLT',
  noun: 'placement',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FKPLC_EPST: mandatory(reference),
    FKPLC_EPS0: mandatory(reference),
    FKPLC_HM_T: mandatory(reference),
    START_DT: mandatory(date),
    END_DT: date,
    PLCG_RNC: code('PLCG_RNC'),
  },
});

/** Source: PLC_HM_T. */
export const PLC_HM_T = tableLayout({
  table: 'PLC_HM_T',
  noun: 'placementHome',
  key: ['IDENTIFIER'],
  columns: {
    IDENTIFIER: keyPart(reference),
    FACLTY_NM: text(50),
    PLC_FCLC: code('PLC_FCLC'),
    STREET_NO: optional(text(10)),
    STREET_NM: optional(text(40)),
    CITY_NM: optional(text(20)),
    PRM_TEL_NO: optional(phone),
    GVR_ENTC: optional(governmentEntity),
    CNTY_SPFCD: optional(countyCode),
    CONF_EFIND: guard,
  },
});
