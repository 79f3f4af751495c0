import { batchOf, replaceRows } from './assembly-step.js';
import { coded, ofClient, ofKey, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/** The CSEC Grid. Source: CSECHIST. R-10974 needs the birth date of another table, so it is judged here. */
export const CSEC_GRID_ENTRY = replaceRows({
  table: 'csec_grid_entry', part: PART.GRID, columns: [
    'record_key', 'type_code', 'type_display', 'is_victim', 'started_on', 'ended_on', 'flags'
  ],
  rows: `
    select b.subject_id, g.source_key, ${coded('r.type')}, r."isVictim", r."startedOn", r."endedOn",
      case when r."startedOn" < (c.record->>'bornOn')::date
        then g.flags || '{R_10974_START_BEFORE_BIRTH}'::text[] else g.flags end
    from ${batchOf(PART.GRID)} b
    join ${ofClient('CSECHIST', 'g', 'b.client_key')}
    ${recordOf('g', 'r', 'type jsonb, "isVictim" boolean, "startedOn" date, "endedOn" date')}
    left join ${ofKey('CLIENT_T', 'c', 'b.client_key')}`,
});
