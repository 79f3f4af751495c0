import { replaceRows } from './assembly-step.js';
import { allegationsOf } from './batch-rows.js';
import { PART } from './parts.js';

/** Allegations whose victim is the youth, with their sub-types. Source: ALLGTN_T with IJHM_DET. */
export const ALLEGATION = replaceRows({
  table: 'allegation', part: PART.ALLEGATION, columns: [
    'record_key', 'referral_key', 'type_code', 'type_display', 'subtypes', 'disposition_code', 'disposition_display', 'disposition_on',
    'abuse_started_on', 'abuse_ended_on', 'location_narrative', 'disposition_narrative'
  ],
  rows: `
    select subject_id, allegation_key, referral_key, type_code, type_display, subtypes, disposition_code, disposition_display, disposition_on,
      abuse_started_on, abuse_ended_on, location_narrative, disposition_narrative
    from ${allegationsOf(PART.ALLEGATION)} a`,
});
