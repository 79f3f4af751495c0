import { STFPERST } from '../layout/staff-tables.js';
import { rowFunction } from './row-function.js';

/** The worker of an STFPERST row. An end of employment may lie ahead. */
export const staffPersonFromStfperst = rowFunction(STFPERST, (row) => ({
  clientKey: null,
  parentKey: null,
  record: {
    staffKey: row.IDENTIFIER,
    firstName: row.FIRST_NM,
    lastName: row.LAST_NM,
    phone: row.PHONE_NO,
    email: row.EMAIL_ADDR,
    county: row.CNTY_SPFCD,
    startedOn: row.START_DT,
    endedOn: row.END_DT,
  },
}));
