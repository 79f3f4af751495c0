import { replaceRows } from './assembly-step.js';
import { casesOf, referralsOf } from './batch-rows.js';
import { ofKey, recordOf, rowsBy } from './landed-rows.js';
import { PART } from './parts.js';

/**
 * Who carries the youth's cases and referrals, each as one worker over one span of days.
 *
 * Source: ASGNM_T through its caseload's holders (STFCSLDT), one row for each holder whose span meets the assignment's.
 * Where no holder is known, an open primary assignment is the worker's named on the case or referral itself (FKSTFPERST),
 * who also stands for a case or referral that has no primary assignment at all. A past or secondary assignment whose
 * holder is unknown yields nobody: naming the present worker would be false.
 */
export const ASSIGNMENT = replaceRows({
  table: 'assignment', part: PART.ASSIGNMENT, columns: [
    'record_key', 'staff_key', 'through', 'through_key', 'kind', 'worker_name', 'worker_phone', 'worker_email', 'county', 'started_on',
    'ended_on'
  ],
  rows: `
    with carried as (
      select subject_id, 'CASE' as through, case_key as through_key, staff_key, county, started_on, ended_on from ${casesOf(PART.ASSIGNMENT)} k
      union all
      select subject_id, 'REFERRAL', referral_key, staff_key, county, received_on, closed_on from ${referralsOf(PART.ASSIGNMENT)} f where known
    ), span as materialized (
      -- One row for each holder of each assignment; one with no holder, or no assignment, is there all the same.
      select c.*, a.source_key as assignment_key, r.kind, r.county as assigned_county, r."startedOn", r."endedOn", h.source_key as holding_key,
        h.record->>'staffKey' as holder, (h.record->>'startedOn')::date as held_from, (h.record->>'endedOn')::date as held_to,
        coalesce(bool_or(r.kind = 'PRIMARY') over carrier, false) as assigned, row_number() over carrier as place
      from carried c
      left join lateral ${rowsBy('parent_key', 'c.through_key', { table: 'ASGNM_T', alias: 'a' })} on a.record->>'through' = c.through
      ${recordOf('a', 'r', 'kind text, "caseloadKey" text, county text, "startedOn" date, "endedOn" date')}
      -- Looked up by no index: there are about as many as workers.
      left join csec.county_record h on h.source_table = 'STFCSLDT' and h.record->>'caseloadKey' = r."caseloadKey"
        and coalesce((h.record->>'startedOn')::date, '-infinity') <= coalesce(r."endedOn", 'infinity')
        and coalesce((h.record->>'endedOn')::date, 'infinity') >= coalesce(r."startedOn", '-infinity')
      window carrier as (partition by c.subject_id, c.through, c.through_key)
    ), workers as (
      select subject_id, assignment_key || ':' || holding_key as record_key, holder as staff_key, through, through_key, kind,
        assigned_county as county, greatest("startedOn", held_from) as started_on, least("endedOn", held_to) as ended_on
      from span where holding_key is not null
      union all
      select subject_id, assignment_key, staff_key, through, through_key, kind, assigned_county, "startedOn", null
      from span where holding_key is null and kind = 'PRIMARY' and "endedOn" is null and staff_key is not null
      union all
      select subject_id, through || ':' || through_key, staff_key, through, through_key, 'PRIMARY', county, started_on, ended_on
      from span where not assigned and place = 1 and staff_key is not null
    )
    select w.subject_id, w.record_key, w.staff_key, w.through, w.through_key, w.kind,
      nullif(concat_ws(' ', s.record->>'firstName', s.record->>'lastName'), ''), s.record->>'phone', s.record->>'email',
      coalesce(w.county, s.record->>'county'), w.started_on, w.ended_on
    from workers w
    left join ${ofKey('STFPERST', 's', 'w.staff_key')}`,
});
