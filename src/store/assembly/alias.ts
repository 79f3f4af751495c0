import { batchOf, coded, landed, recordOf, replaceRows } from './assembly-step.js';
import { PART } from './parts.js';

/** Other names of the youth. Source: OCL_NM_T. */
export const ALIAS = replaceRows({
  table: 'alias', part: PART.ALIAS, columns: [
    'record_key', 'first_name', 'middle_name', 'last_name', 'kind_code', 'kind_display'
  ],
  rows: `
    select b.subject_id, n.source_key, r."firstName", r."middleName", r."lastName", ${coded('r.kind')}
    from ${batchOf(PART.ALIAS)} b
    join ${landed('OCL_NM_T', 'n', 'n.client_key = b.client_key')}
    ${recordOf('n', 'r', '"firstName" text, "middleName" text, "lastName" text, kind jsonb')}`,
});
