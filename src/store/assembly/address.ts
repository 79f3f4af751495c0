import { batchOf, replaceRows } from './assembly-step.js';
import { coded, ofClient, ofKey, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/** Where the youth lives or lived. Source: CL_ADDRT with ADDRS_T; an address that has not come yet leaves its lines empty. */
export const ADDRESS = replaceRows({
  table: 'address', part: PART.ADDRESS, columns: [
    'record_key', 'kind_code', 'kind_display', 'started_on', 'ended_on', 'street', 'unit', 'city', 'state', 'zip', 'county', 'phone',
    'homeless'
  ],
  rows: `
    select b.subject_id, l.source_key, ${coded('r.kind')}, r."startedOn", r."endedOn",
      a.record->>'street', a.record->>'unit', a.record->>'city', a.record->>'state', a.record->>'zip',
      a.record->>'county', a.record->>'phone', r.homeless
    from ${batchOf(PART.ADDRESS)} b
    join ${ofClient('CL_ADDRT', 'l', 'b.client_key')}
    ${recordOf('l', 'r', '"addressKey" text, kind jsonb, "startedOn" date, "endedOn" date, homeless boolean')}
    left join ${ofKey('ADDRS_T', 'a', 'r."addressKey"')}`,
});
