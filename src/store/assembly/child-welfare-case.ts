import { replaceRows } from './assembly-step.js';
import { casesOf } from './batch-rows.js';
import { PART } from './parts.js';

/** Cases whose focus child is the youth. Source: CASE_T. */
export const CHILD_WELFARE_CASE = replaceRows({
  table: 'child_welfare_case', part: PART.CASE, columns: [
    'record_key', 'started_on', 'ended_on', 'close_reason_code', 'close_reason_display', 'service_component_code',
    'service_component_display', 'county', 'responsible_agency', 'limited_access'
  ],
  rows: `
    select subject_id, case_key, started_on, ended_on, close_reason_code, close_reason_display, service_component_code,
      service_component_display, county, responsible_agency, limited_access
    from ${casesOf(PART.CASE)} k`,
});
