import { coded, landed, recordOf, replaceRows } from './assembly-step.js';

/** Referrals in which the youth takes part. Source: REFERL_T through REFR_CLT. */
export const REFERRAL = replaceRows('referral', `
    insert into csec.referral (subject_id, referral_key, received_on, closed_on, response_code, response_display,
      disposition, county, limited_access, responsible_agency)
    select b.subject_id, f.source_key, r."receivedOn", r."closedOn", ${coded('r.response')}, l.record->>'disposition',
      r.county, r."limitedAccess", r."responsibleAgency"
    from pg_temp.assembly_batch b
    join ${landed('REFR_CLT', 'l', 'l.client_key = b.client_key')}
    join ${landed('REFERL_T', 'f', 'f.source_key = l.parent_key')}
    ${recordOf('f', 'r', `"receivedOn" date, "closedOn" date, response jsonb, county text, "limitedAccess" text,
      "responsibleAgency" text`)}`);
