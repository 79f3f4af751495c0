import { batchOf, replaceRows } from './assembly-step.js';
import { coded, ofClient, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/** Other names of the youth. Source: OCL_NM_T. */
export const ALIAS = replaceRows({
  table: 'alias', part: PART.ALIAS, columns: [
    'record_key', 'first_name', 'middle_name', 'last_name', 'kind_code', 'kind_display'
  ],
  rows: `
    select b.subject_id, n.source_key, r."firstName", r."middleName", r."lastName", ${coded('r.kind')}
    from ${batchOf(PART.ALIAS)} b
    join ${ofClient('OCL_NM_T', 'n', 'b.client_key')}
    ${recordOf('n', 'r', '"firstName" text, "middleName" text, "lastName" text, kind jsonb')}`,
});
