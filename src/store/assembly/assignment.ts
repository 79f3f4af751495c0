import { batchOf, landed, recordOf, replaceRows } from './assembly-step.js';
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
      select b.subject_id, 'CASE' as through, k.source_key as through_key, r."staffKey", r.county, r."startedOn", r."endedOn"
      from ${batchOf(PART.ASSIGNMENT)} b
      join ${landed('CASE_T', 'k', 'k.client_key = b.client_key')}
      ${recordOf('k', 'r', '"staffKey" text, county text, "startedOn" date, "endedOn" date')}
      union all
      select b.subject_id, 'REFERRAL', f.source_key, r."staffKey", r.county, r."receivedOn", r."closedOn"
      from ${batchOf(PART.ASSIGNMENT)} b
      join ${landed('REFR_CLT', 'l', 'l.client_key = b.client_key')}
      join ${landed('REFERL_T', 'f', 'f.source_key = l.parent_key')}
      ${recordOf('f', 'r', '"staffKey" text, county text, "receivedOn" date, "closedOn" date')}
    ), assigned as (
      select c.subject_id, c.through, c.through_key, c."staffKey" as carrier, a.source_key, r.*
      from carried c
      join ${landed('ASGNM_T', 'a', "a.parent_key = c.through_key and a.record->>'through' = c.through")}
      ${recordOf('a', 'r', 'kind text, "caseloadKey" text, county text, "startedOn" date, "endedOn" date')}
    ), held as (
      select a.subject_id, a.source_key || ':' || h.source_key as record_key, h.record->>'staffKey' as staff_key,
        a.through, a.through_key, a.kind, a.county,
        greatest(a."startedOn", (h.record->>'startedOn')::date) as started_on,
        least(a."endedOn", (h.record->>'endedOn')::date) as ended_on, a.source_key
      from assigned a
      join ${landed('STFCSLDT', 'h', `h.record->>'caseloadKey' = a."caseloadKey"`)}
      where coalesce((h.record->>'startedOn')::date, '-infinity') <= coalesce(a."endedOn", 'infinity')
        and coalesce((h.record->>'endedOn')::date, 'infinity') >= coalesce(a."startedOn", '-infinity')
    ), by_carrier as (
      select a.subject_id, a.source_key as record_key, a.carrier as staff_key, a.through, a.through_key, a.kind, a.county,
        a."startedOn" as started_on, a."endedOn" as ended_on
      from assigned a
      where a.kind = 'PRIMARY' and a."endedOn" is null and a.carrier is not null
        and not exists (select from held h where h.subject_id = a.subject_id and h.source_key = a.source_key)
    ), implied as (
      select c.subject_id, c.through || ':' || c.through_key as record_key, c."staffKey" as staff_key, c.through, c.through_key,
        'PRIMARY' as kind, c.county, c."startedOn" as started_on, c."endedOn" as ended_on
      from carried c
      where c."staffKey" is not null and not exists (
        select from assigned a where a.subject_id = c.subject_id and a.through = c.through and a.through_key = c.through_key
          and a.kind = 'PRIMARY')
    ), workers as (
      select subject_id, record_key, staff_key, through, through_key, kind, county, started_on, ended_on from held
      union all select * from by_carrier
      union all select * from implied
    )
    select w.subject_id, w.record_key, w.staff_key, w.through, w.through_key, w.kind,
      nullif(concat_ws(' ', s.record->>'firstName', s.record->>'lastName'), ''), s.record->>'phone', s.record->>'email',
      coalesce(w.county, s.record->>'county'), w.started_on, w.ended_on
    from workers w
    left join ${landed('STFPERST', 's', 's.source_key = w.staff_key')}`,
});
