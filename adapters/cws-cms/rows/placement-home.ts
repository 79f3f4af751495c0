import { PLC_HM_T } from '../layout/placement-tables.js';
import { oneLine } from './one-line.js';
import { rowFunction } from './row-function.js';

/** The home or facility of a PLC_HM_T row. */
export const placementHomeFromPlcHmT = rowFunction(PLC_HM_T, (row) => ({
  clientKey: null,
  parentKey: null,
  record: {
    homeKey: row.IDENTIFIER,
    facilityName: row.FACLTY_NM,
    facilityType: row.PLC_FCLC,
    street: oneLine(row.STREET_NO, row.STREET_NM),
    city: row.CITY_NM,
    phone: row.PRM_TEL_NO,
    county: row.GVR_ENTC ?? row.CNTY_SPFCD,
    addressConfidential: row.CONF_EFIND,
  },
}));
