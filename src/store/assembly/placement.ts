import { batchOf, replaceRows } from './assembly-step.js';
import { coded, ofClient, ofKey, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/**
 * Placements out of home. Source: O_HM_PLT with PLC_EPST (joined on both columns) and PLC_HM_T.
 * Authority: a home whose own address is confidential (PLC_HM_T.CONF_EFIND) keeps its name, and loses its address and phone.
 */
export const PLACEMENT = replaceRows({
  table: 'placement', part: PART.PLACEMENT, columns: [
    'record_key', 'facility_type_code', 'facility_type_display', 'facility_name', 'facility_street', 'facility_city', 'facility_phone',
    'facility_county', 'started_on', 'ended_on', 'end_reason_code', 'end_reason_display', 'removed_on', 'removal_reason_code',
    'removal_reason_display', 'episode_ended_on'
  ],
  rows: `
    select b.subject_id, p.source_key, ${coded('h."facilityType"')}, h."facilityName",
      case when not h."addressConfidential" then h.street end, case when not h."addressConfidential" then h.city end,
      case when not h."addressConfidential" then h.phone end, h.county,
      r."startedOn", r."endedOn", ${coded('r."endReason"')}, e."removedOn", ${coded('e."removalReason"')}, e."endedOn"
    from ${batchOf(PART.PLACEMENT)} b
    join ${ofClient('O_HM_PLT', 'p', 'b.client_key')}
    ${recordOf('p', 'r', '"clientKey" text, "episodeKey" text, "homeKey" text, "startedOn" date, "endedOn" date, "endReason" jsonb')}
    left join ${ofKey('PLC_EPST', 'q', `r."clientKey" || ':' || r."episodeKey"`)}
    ${recordOf('q', 'e', '"removedOn" date, "removalReason" jsonb, "endedOn" date')}
    left join ${ofKey('PLC_HM_T', 'o', 'r."homeKey"')}
    ${recordOf('o', 'h', `"facilityType" jsonb, "facilityName" text, street text, city text, phone text, county text,
      "addressConfidential" boolean`)}`,
});
