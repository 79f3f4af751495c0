import { replaceRows } from './assembly-step.js';
import { referralsOf } from './batch-rows.js';
import { PART } from './parts.js';

/** Referrals in which the youth takes part. Source: REFERL_T through REFR_CLT. */
export const REFERRAL = replaceRows({
  table: 'referral', part: PART.REFERRAL, columns: [
    'referral_key', 'received_on', 'closed_on', 'response_code', 'response_display', 'disposition', 'county', 'limited_access',
    'responsible_agency'
  ],
  rows: `
    select subject_id, referral_key, received_on, closed_on, response_code, response_display, disposition, county, limited_access,
      responsible_agency
    from ${referralsOf(PART.REFERRAL)} r where known`,
});
