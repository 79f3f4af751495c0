import { batchOf, replaceRows } from './assembly-step.js';
import { coded, ofClient, ofKey, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

const RECEIVED = `
  select distinct on (b.subject_id, s.source_key) b.subject_id, 'DL_SVC_T:' || s.source_key as record_key, r.category, r.kind,
    ${coded('r.service')}, null::text, r.status, ${coded('r.method')}, r."startedOn", r."endedOn",
    nullif(concat_ws(' ', w.record->>'firstName', w.record->>'lastName'), ''), r.regime, null::uuid, 'NOT_APPLICABLE', s.updated_at, 'CWS/CMS'
  from ${batchOf(PART.SERVICE)} b
  join ${ofClient('IDV_SVCT', 'l', 'b.client_key')}
  join ${ofKey('DL_SVC_T', 's', 'l.parent_key')}
  ${recordOf('s', 'r', `category text, kind text, service jsonb, status text, method jsonb, "startedOn" date, "endedOn" date,
    "providedBy" text, "providerKey" text, regime text`)}
  left join ${ofKey('STFPERST', 'w', `case when r."providedBy" = 'STAFF' then r."providerKey" end`)}
  where l.record->>'role' = 'CLIENT'
  order by b.subject_id, s.source_key`;

/**
 * Contacts, visits and services the youth received. Source: DL_SVC_T through IDV_SVCT with DEL_IDV_CD C; staff who gave
 * them by name from STFPERST. Records of partners stand in the same table under their own system and are left alone; a
 * record that stays keeps its `public_id`, which cursors hold.
 */
export const SERVICE_RECORD = replaceRows({
  table: 'service_record', part: PART.SERVICE, own: "t.system = 'CWS/CMS'", columns: [
    'record_key', 'category', 'kind', 'service_code', 'service_display', 'service_text', 'status', 'method_code', 'method_display',
    'started_on', 'ended_on', 'provider_name', 'regime', 'source_agency_id', 'consented_by', 'source_updated_at', 'system',
  ],
  rows: RECEIVED,
});
