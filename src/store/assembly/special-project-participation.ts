import { replaceRows } from './assembly-step.js';
import { casesOf, referralsOf } from './batch-rows.js';
import { ofKey, ofParent, recordOf } from './landed-rows.js';
import { PART } from './parts.js';

const LINK = '"projectKey" text, "startedOn" date, "endedOn" date';
const PROJECT = 'name text, programme text, "impliedGridType" integer';
const COLUMNS = `p.name, p.programme, p."impliedGridType"`;
/** Who may know of the referral or case `k` that takes part, since taking part tells that there is one. One that is not known may be limited. */
const CARRIER = `coalesce(k.limited_access, 'R'), k.county`;

/**
 * Special projects of the youth's referrals and cases; none hangs off the youth itself.
 * Source: SPRJ_RFT through REFR_CLT, SPRJ_CST through CASE_T, with SPC_PRJT. The definition's flags travel along.
 */
export const SPECIAL_PROJECT_PARTICIPATION = replaceRows({
  table: 'special_project_participation', part: PART.PROJECT, columns: [
    'record_key', 'project_name', 'programme', 'implied_grid_type', 'through', 'started_on', 'ended_on', 'flags', 'limited_access',
    'carrier_county'
  ],
  rows: `
    select k.subject_id, 'SPRJ_RFT:' || s.source_key, ${COLUMNS}, 'REFERRAL', r."startedOn", r."endedOn",
      array(select distinct unnest(s.flags || d.flags) order by 1), ${CARRIER}
    from ${referralsOf(PART.PROJECT)} k
    join ${ofParent('SPRJ_RFT', 's', 'k.referral_key')}
    ${recordOf('s', 'r', LINK)}
    join ${ofKey('SPC_PRJT', 'd', 'r."projectKey"')}
    ${recordOf('d', 'p', PROJECT)}
    union all
    select k.subject_id, 'SPRJ_CST:' || s.source_key, ${COLUMNS}, 'CASE', r."startedOn", r."endedOn",
      array(select distinct unnest(s.flags || d.flags) order by 1), ${CARRIER}
    from ${casesOf(PART.PROJECT)} k
    join ${ofParent('SPRJ_CST', 's', 'k.case_key')}
    ${recordOf('s', 'r', LINK)}
    join ${ofKey('SPC_PRJT', 'd', 'r."projectKey"')}
    ${recordOf('d', 'p', PROJECT)}`,
});
