import { batchOf, coded, landed, recordOf, replaceRows } from './assembly-step.js';
import { PART } from './parts.js';

/** Referrals in which the youth takes part. Source: REFERL_T through REFR_CLT. */
export const REFERRAL = replaceRows({
  table: 'referral', part: PART.REFERRAL, columns: [
    'referral_key', 'received_on', 'closed_on', 'response_code', 'response_display', 'disposition', 'county', 'limited_access',
    'responsible_agency'
  ],
  rows: `
    select b.subject_id, f.source_key, r."receivedOn", r."closedOn", ${coded('r.response')}, l.record->>'disposition',
      r.county, r."limitedAccess", r."responsibleAgency"
    from ${batchOf(PART.REFERRAL)} b
    join ${landed('REFR_CLT', 'l', 'l.client_key = b.client_key')}
    join ${landed('REFERL_T', 'f', 'f.source_key = l.parent_key')}
    ${recordOf('f', 'r', `"receivedOn" date, "closedOn" date, response jsonb, county text, "limitedAccess" text,
      "responsibleAgency" text`)}`,
});
