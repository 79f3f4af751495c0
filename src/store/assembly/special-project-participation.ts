import { batchOf, landed, recordOf, replaceRows } from './assembly-step.js';
import { PART } from './parts.js';

const LINK = '"projectKey" text, "startedOn" date, "endedOn" date';
const PROJECT = 'name text, programme text, "impliedGridType" integer';
const COLUMNS = `p.name, p.programme, p."impliedGridType"`;
/** Who may know of the referral or case `k` that takes part, since taking part tells that there is one. One that is not known may be limited. */
const CARRIER = `coalesce(k.record->>'limitedAccess', 'R'), k.record->>'county'`;

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
    select b.subject_id, 'SPRJ_RFT:' || s.source_key, ${COLUMNS}, 'REFERRAL', r."startedOn", r."endedOn",
      array(select distinct unnest(s.flags || d.flags) order by 1), ${CARRIER}
    from ${batchOf(PART.PROJECT)} b
    join ${landed('REFR_CLT', 'l', 'l.client_key = b.client_key')}
    join ${landed('SPRJ_RFT', 's', 's.parent_key = l.parent_key')}
    left join ${landed('REFERL_T', 'k', 'k.source_key = l.parent_key')}
    ${recordOf('s', 'r', LINK)}
    join ${landed('SPC_PRJT', 'd', 'd.source_key = r."projectKey"')}
    ${recordOf('d', 'p', PROJECT)}
    union all
    select b.subject_id, 'SPRJ_CST:' || s.source_key, ${COLUMNS}, 'CASE', r."startedOn", r."endedOn",
      array(select distinct unnest(s.flags || d.flags) order by 1), ${CARRIER}
    from ${batchOf(PART.PROJECT)} b
    join ${landed('CASE_T', 'k', 'k.client_key = b.client_key')}
    join ${landed('SPRJ_CST', 's', 's.parent_key = k.source_key')}
    ${recordOf('s', 'r', LINK)}
    join ${landed('SPC_PRJT', 'd', 'd.source_key = r."projectKey"')}
    ${recordOf('d', 'p', PROJECT)}`,
});
