import { replaceRows } from './assembly-step.js';
import { referralsOf } from './batch-rows.js';
import { ofParent, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

/** Who made the youth's referrals. Source: REPTR_T through REFR_CLT. */
export const REPORTER = replaceRows({
  table: 'reporter', part: PART.REPORTER, columns: [
    'referral_key', 'first_name', 'last_name', 'employer', 'phone', 'mandated'
  ],
  rows: `
    select distinct on (l.subject_id, p.parent_key) l.subject_id, p.parent_key,
      r."firstName", r."lastName", r.employer, r.phone, r.mandated
    from ${referralsOf(PART.REPORTER)} l
    join ${ofParent('REPTR_T', 'p', 'l.referral_key')}
    ${recordOf('p', 'r', '"firstName" text, "lastName" text, employer text, phone text, mandated boolean')}
    order by l.subject_id, p.parent_key, p.updated_at desc nulls last, p.source_key`,
});
