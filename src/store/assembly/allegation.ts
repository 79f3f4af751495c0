import { batchOf, coded, landed, recordOf, replaceRows } from './assembly-step.js';
import { PART } from './parts.js';

/** Allegations whose victim is the youth, with their sub-types. Source: ALLGTN_T with IJHM_DET. */
export const ALLEGATION = replaceRows({
  table: 'allegation', part: PART.ALLEGATION, columns: [
    'record_key', 'referral_key', 'type_code', 'type_display', 'subtypes', 'disposition_code', 'disposition_display', 'disposition_on',
    'abuse_started_on', 'abuse_ended_on', 'location_narrative', 'disposition_narrative'
  ],
  rows: `
    select b.subject_id, a.source_key, r."referralKey", ${coded('r.type')},
      coalesce((select jsonb_agg(d.record->'subtype' order by (d.record->'subtype'->>'code')::integer, d.source_key)
        from csec.county_record d where d.source_table = 'IJHM_DET' and d.parent_key = a.source_key), '[]'),
      ${coded('r.disposition')}, r."dispositionOn", r."abuseStartedOn", r."abuseEndedOn", r."locationNarrative", r."dispositionNarrative"
    from ${batchOf(PART.ALLEGATION)} b
    join ${landed('ALLGTN_T', 'a', 'a.client_key = b.client_key')}
    ${recordOf('a', 'r', `"referralKey" text, type jsonb, disposition jsonb, "dispositionOn" date, "abuseStartedOn" date,
      "abuseEndedOn" date, "locationNarrative" text, "dispositionNarrative" text`)}`,
});
