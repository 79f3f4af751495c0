import { coded, landed, recordOf, replaceRows } from './assembly-step.js';

/** Ids of the youth in other systems. Source: NCWSNO_T. One without a category is kept and read by nobody. */
export const IDENTIFIER = replaceRows('identifier', `
    insert into csec.identifier (subject_id, record_key, system_code, system_display, value, category)
    select b.subject_id, n.source_key, ${coded('r.system')}, r.value, r.category
    from pg_temp.assembly_batch b
    join ${landed('NCWSNO_T', 'n', 'n.client_key = b.client_key')}
    ${recordOf('n', 'r', 'system jsonb, value text, category text')}`);
