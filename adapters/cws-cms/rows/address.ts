import type { CodedValue } from '../../../src/model/coded-value.js';
import type { CodeTables } from '../codes/code-tables.js';
import { ADDRS_T } from '../layout/client-tables.js';
import { oneLine } from './one-line.js';
import { rowFunction } from './row-function.js';

/** The address of an ADDRS_T row. */
export const addressFromAddrsT = rowFunction(ADDRS_T, (row, { codes }) => ({
  clientKey: null,
  parentKey: null,
  record: {
    addressKey: row.IDENTIFIER,
    street: oneLine(row.STREET_NO, row.STREET_NM, row.ST_SFX_C?.display ?? null),
    unit: oneLine(row.UNIT_NO === null ? null : (row.UNT_DSGC?.display ?? null), row.UNIT_NO),
    city: row.CITY_NM,
    state: lettersOfState(codes, row.STATE_C),
    zip: row.ZIP_NO,
    county: row.GVR_ENTC ?? row.CNTY_SPFCD,
    phone: row.PRM_TEL_NO,
  },
}));

function lettersOfState(codes: CodeTables, state: CodedValue | null): string | null {
  if (state === null || state.display === null) return null;
  const letters = codes.get(state.code)?.logicalId ?? '';
  return /^[A-Z]{2}$/.test(letters) ? letters : null;
}
