import { CLIENT_T } from '../layout/client-tables.js';
import { rowFunction } from './row-function.js';

/** The client of a CLIENT_T row; a birth after the day of reading is flagged. */
export const clientFromClientT = rowFunction(CLIENT_T, (row, { asOf }) => ({
  clientKey: row.IDENTIFIER,
  parentKey: null,
  flags: row.BIRTH_DT !== null && row.BIRTH_DT > asOf ? ['BIRTH_IN_FUTURE'] : [],
  record: {
    clientKey: row.IDENTIFIER,
    firstName: row.COM_FST_NM,
    middleName: row.COM_MID_NM,
    lastName: row.COM_LST_NM,
    nameSuffix: row.SUFX_TLDSC,
    nameKind: row.NAME_TPC,
    bornOn: row.BIRTH_DT,
    birthDateEstimated: row.EST_DOB_CD,
    diedOn: row.DEATH_DT,
    sex: row.GENDER_CD,
    ethnicity: row.P_ETHNCTYC,
    primaryLanguage: row.P_LANG_TPC,
    secondaryLanguage: row.S_LANG_TC,
    sexualOrientation: row.CLNT_SOC,
    genderIdentity: row.CLNT_GIC,
    genderExpression: row.CLNT_GEC,
    sensitivity: row.SENSTV_IND,
    healthSensitive: row.SNTV_HLIND,
    addressConfidential: row.CONF_EFIND,
    addressConfidentialOn: row.CONF_ACTDT,
    isChild: row.CHLD_CLT_B,
    createdOn: row.CREATN_DT,
  },
}));
