import { batchOf, replaceRows } from './assembly-step.js';
import { coded, ofClient, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/** Ids of the youth in other systems. Source: NCWSNO_T. One without a category is kept and read by nobody. */
export const IDENTIFIER = replaceRows({
  table: 'identifier', part: PART.IDENTIFIER, columns: [
    'record_key', 'system_code', 'system_display', 'value', 'category'
  ],
  rows: `
    select b.subject_id, n.source_key, ${coded('r.system')}, r.value, r.category
    from ${batchOf(PART.IDENTIFIER)} b
    join ${ofClient('NCWSNO_T', 'n', 'b.client_key')}
    ${recordOf('n', 'r', 'system jsonb, value text, category text')}`,
});
