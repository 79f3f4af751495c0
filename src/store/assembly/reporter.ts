import { batchOf, landed, recordOf, replaceRows } from './assembly-step.js';
import { PART } from './parts.js';

/** Who made the youth's referrals. Source: REPTR_T through REFR_CLT. */
export const REPORTER = replaceRows({
  table: 'reporter', part: PART.REPORTER, columns: [
    'referral_key', 'first_name', 'last_name', 'employer', 'phone', 'mandated'
  ],
  rows: `
    select distinct on (b.subject_id, p.parent_key) b.subject_id, p.parent_key,
      r."firstName", r."lastName", r.employer, r.phone, r.mandated
    from ${batchOf(PART.REPORTER)} b
    join ${landed('REFR_CLT', 'l', 'l.client_key = b.client_key')}
    join ${landed('REPTR_T', 'p', 'p.parent_key = l.parent_key')}
    ${recordOf('p', 'r', '"firstName" text, "lastName" text, employer text, phone text, mandated boolean')}
    order by b.subject_id, p.parent_key, p.updated_at desc nulls last, p.source_key`,
});
