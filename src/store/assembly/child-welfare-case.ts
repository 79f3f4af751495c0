import { batchOf, coded, landed, recordOf, replaceRows } from './assembly-step.js';
import { PART } from './parts.js';

/** Cases whose focus child is the youth. Source: CASE_T. */
export const CHILD_WELFARE_CASE = replaceRows({
  table: 'child_welfare_case', part: PART.CASE, columns: [
    'record_key', 'started_on', 'ended_on', 'close_reason_code', 'close_reason_display', 'service_component_code',
    'service_component_display', 'county', 'responsible_agency', 'limited_access'
  ],
  rows: `
    select b.subject_id, k.source_key, r."startedOn", r."endedOn", ${coded('r."closeReason"')}, ${coded('r."serviceComponent"')},
      r.county, r."responsibleAgency", r."limitedAccess"
    from ${batchOf(PART.CASE)} b
    join ${landed('CASE_T', 'k', 'k.client_key = b.client_key')}
    ${recordOf('k', 'r', `"startedOn" date, "endedOn" date, "closeReason" jsonb, "serviceComponent" jsonb, county text,
      "responsibleAgency" text, "limitedAccess" text`)}`,
});
