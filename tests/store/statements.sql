-- admit-page
select subject_id, order_key, facts from csec.admit_page($1::jsonb, $2::jsonb, $3::jsonb);

-- admit-withdrawing
select subject_id, order_key, facts from csec.admit_withdrawing($1::jsonb, $2::jsonb, $3::jsonb);

-- waiting-like
select beside.subject_id, w.id, w.agency_id, w.county, w.system, w.value, w.first_name, w.middle_name, w.last_name, w.born_on, w.sex, w.received_at, w.meant, w.outcome
  from jsonb_to_recordset($1::jsonb) as beside (subject_id uuid, keys text[], kinds text[], programme_kinds text[])
  cross join lateral csec.waiting_like(beside.subject_id, beside.keys, beside.kinds, beside.programme_kinds, $2::boolean, $3::integer) with ordinality as w
    (id, agency_id, county, system, value, first_name, middle_name, last_name, born_on, sex, received_at, meant, outcome, place)
  order by beside.subject_id, w.place;

-- admit-ids
select subject_id, order_key, facts from csec.admit_ids($1::jsonb, $2::jsonb, $3::uuid[]);

-- admit-identifier
select subject_id, order_key, facts from csec.admit_identifier($1::jsonb, $2::jsonb, $3::integer, $4);

-- history-terms
select g.agency_id, g.county, t.agreement_id, t.cells, t.consented_by, t.minors_own_care, t.stores, t.endpoint from csec.history_terms t join csec.agreement g on g.id = t.agreement_id
    where t.agreement_id = any ($1::uuid[]) order by g.effective_on desc, g.id;

-- history-sources
select a.name, a.kind, l.system as person_system, l.value as person_value, g.agency_id, g.county, g.purposes, g.protocol_version, g.signed_at, g.effective_on,
      g.expires_on, g.terminated_at, t.agreement_id, t.cells, t.consented_by, t.minors_own_care, t.stores, t.endpoint
    from csec.partner_link l join csec.agency a on a.id = l.agency_id
    join csec.youth y on y.subject_id = l.subject_id
    join csec.agreement g on g.agency_id = l.agency_id and g.county = y.county
    join csec.history_terms t on t.agreement_id = g.id
    where l.subject_id = $1 and l.undone_at is null order by l.linked_at desc, l.id;

-- identifier-systems-owned
select w.system from csec.identifier_owner w where w.agency_id = $1 and w.county = $2 order by w.system;

-- narrow-opened
select csec.narrow_opened($1::uuid[]);

-- facts-of-opened
select subject_id, facts from csec.facts_of_opened($1::uuid[], $2::jsonb);

-- youths-by-subject
select subject_id, client_key, stated_county, sensitivity, first_name, middle_name, last_name, name_suffix, born_on,
    birth_date_estimated, died_on, sex, ethnicity_code, ethnicity_display, primary_language_code,
    primary_language_display, secondary_language_code, secondary_language_display, sexual_orientation_code,
    sexual_orientation_display, gender_identity_code, gender_identity_display, address_confidential, minor_parent,
    in_care, stated_open_case, opened_on, csec_status, sb855_eligible
  from csec.youth where subject_id = any ($1) order by subject_id;

-- aliases-by-subject
select subject_id, first_name, middle_name, last_name, kind_code, kind_display
  from csec.alias where subject_id = any ($1) order by subject_id, record_key;

-- addresses-by-subject
select subject_id, kind_code, kind_display, started_on, ended_on, street, unit, city, state, zip, county, phone,
    homeless
  from csec.address where subject_id = any ($1) order by subject_id, ended_on desc nulls first, started_on desc nulls last, record_key;

-- grid-entries-by-subject
select subject_id, type_code, type_display, is_victim, started_on, ended_on, flags
  from csec.csec_grid_entry where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key;

-- screening-findings-by-subject
select subject_id, id, agency_id, kind, answered_on, doubtful, state
  from csec.screening_finding where subject_id = any ($1) order by subject_id, answered_on desc nulls last, id;

-- special-projects-by-subject
select subject_id, project_name, programme, implied_grid_type, through, started_on, ended_on, flags,
    limited_access, carrier_county
  from csec.special_project_participation where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key;

-- referrals-by-subject
select subject_id, referral_key, received_on, closed_on, response_code, response_display, disposition, county,
    limited_access, responsible_agency
  from csec.referral where subject_id = any ($1) order by subject_id, received_on desc nulls last, referral_key;

-- allegations-by-subject
select subject_id, referral_key, type_code, type_display, subtypes, disposition_code, disposition_display,
    disposition_on, abuse_started_on, abuse_ended_on, location_narrative, disposition_narrative
  from csec.allegation where subject_id = any ($1) order by subject_id, abuse_started_on desc nulls last, record_key;

-- reporters-by-referral
select r.subject_id, r.referral_key, r.first_name, r.last_name, r.employer, r.phone, r.mandated
  from unnest($1::uuid[], $2::text[]) as wanted (subject_id, referral_key)
  join csec.reporter r on r.subject_id = wanted.subject_id and r.referral_key = wanted.referral_key
  order by r.subject_id, r.referral_key;

-- child-welfare-cases-by-subject
select subject_id, record_key, started_on, ended_on, close_reason_code, close_reason_display, service_component_code,
    service_component_display, county, responsible_agency, limited_access
  from csec.child_welfare_case where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key;

-- placements-by-subject
select subject_id, facility_type_code, facility_type_display, facility_name, facility_street, facility_city,
    facility_phone, facility_county, started_on, ended_on, end_reason_code, end_reason_display, removed_on,
    removal_reason_code, removal_reason_display, episode_ended_on
  from csec.placement where subject_id = any ($1) order by subject_id, started_on desc nulls last, record_key;

-- absences-by-subject
select subject_id, kind, started_on, ended_on, derived_from
  from csec.absence where subject_id = any ($1) order by subject_id, started_on desc, record_key;

-- identifiers-by-subject
select i.subject_id, i.system_code, i.system_display, i.value, i.category
  from unnest($1::uuid[], $2::text[]) as wanted (subject_id, allowed)
  join csec.identifier i on i.subject_id = wanted.subject_id and i.category = any (string_to_array(wanted.allowed, ' '))
  order by i.subject_id, i.system_code, i.value, i.record_key;

-- assignments-by-subject
select subject_id, staff_key, through, through_key, kind, worker_name, worker_phone, worker_email, county, started_on,
    ended_on
  from csec.assignment where subject_id = any ($1) order by subject_id, ended_on desc nulls first, started_on desc nulls last, record_key;

-- involvements-by-subject
select subject_id, agency_id, person_id, kind, conditions, started_on, ended_on, referral_key
  from csec.involvement where subject_id = any ($1) order by subject_id, started_on desc, record_key;

-- service-records-by-subject
select wanted.subject_id, s.category, s.kind, s.service_code, s.service_display, s.service_text, s.status,
    s.method_code, s.method_display, s.started_on, s.ended_on, s.requested_on, s.priority,
    s.stands_by_request, s.provider_name, s.system, s.regime, s.source_agency_id, s.consented_by, s.source_updated_at, s.public_id,
    case when same.pairs is not null then array(select p.gives_way from jsonb_to_recordset(same.pairs) as p (kept text, gives_way text)
      where p.kept = s.record_key order by p.gives_way collate "C") end as also
  from (select w.subject_id, string_to_array(w.allowed, ' ') as allowed, w.limited, w.place
    from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as w (subject_id, allowed, limited, place) offset 0) as wanted
  cross join lateral (
    select case when exists (select from csec.service_record n where n.subject_id = wanted.subject_id and n.same_as is not null)
      then (select jsonb_agg(p) from (with told as materialized (select o.record_key, o.source_agency_id, o.category, o.kind, o.started_on, coalesce(o.told_since, 'infinity') as told_since,
          string_to_array(o.same_as, E'\n') as names,
          array['urn:ca:csec:service|' || o.public_id, case when o.system = 'CWS/CMS' then 'urn:ca:cwscms:DL_SVC_T|' || substr(o.record_key, 10) end] as own
        from csec.service_record o where o.subject_id = wanted.subject_id and o.started_on is not null and (o.category || ':' || o.regime || case o.consented_by when 'MINOR' then ':MINOR' else '' end
          = any (wanted.allowed)
        or (wanted.limited is not null and exists (select from jsonb_to_recordset(wanted.limited::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = o.category and a.regime = o.regime and (o.consented_by <> 'MINOR' or a.minor)
          and (a."from" is null or o.started_on >= a."from") and (a."to" is null or o.started_on < a."to")
          and (a.sources is null or o.source_agency_id::text = any (a.sources))))) and o.record_key <> all ($4::text[])),
        alike as (select k.record_key as kept, g.record_key as gives_way from told k join told g on g.started_on = k.started_on and g.record_key <> k.record_key
          where g.names && k.own
            or (g.source_agency_id is distinct from k.source_agency_id and g.category = k.category and g.kind = k.kind and not k.names && g.own
              and exists (select from unnest(g.names) as name
                left join csec.identifier_owner w on w.system = split_part(name, '|', 1) and w.county = (select y.county from csec.youth y where y.subject_id = wanted.subject_id)
                  and w.agency_id in (k.source_agency_id, g.source_agency_id) and isfinite(k.told_since) and isfinite(g.told_since)
                where name = any (k.names) and name !~ '^(urn:ca:csec:service(:[^|]*)?|urn:ca:cwscms:DL_SVC_T)[|]'
                  and case when w.agency_id is null then (k.told_since, k.record_key) < (g.told_since, g.record_key) else w.agency_id = k.source_agency_id end)))
        select a.kept, a.gives_way from alike a where not exists (select from alike b where b.gives_way = a.kept)) as p) end as pairs offset 0) as same
  cross join lateral (
    select r.* from csec.service_record r
    where r.subject_id = wanted.subject_id and (r.category || ':' || r.regime || case r.consented_by when 'MINOR' then ':MINOR' else '' end
          = any (wanted.allowed)
        or (wanted.limited is not null and exists (select from jsonb_to_recordset(wanted.limited::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = r.category and a.regime = r.regime and (r.consented_by <> 'MINOR' or a.minor)
          and (a."from" is null or r.started_on >= a."from") and (a."to" is null or r.started_on < a."to")
          and (a.sources is null or r.source_agency_id::text = any (a.sources))))) and r.record_key <> all ($4::text[])
      and (same.pairs is null or r.record_key <> all (array(select p.gives_way from jsonb_to_recordset(same.pairs) as p (gives_way text))))
      and ($5::date is null or r.started_on >= $5) and ($6::date is null or r.started_on < $6)
      and ($8::uuid is null
        or ($7::date is not null and (r.started_on < $7 or r.started_on is null or (r.started_on = $7 and r.public_id > $8)))
        or ($7::date is null and r.started_on is null and r.public_id > $8))
    order by r.started_on desc nulls last, r.public_id limit $9) as s
  order by wanted.place, s.started_on desc nulls last, s.public_id;

-- services-told-already
select substr(p.gives_way, 6)::integer as n, k.public_id, case when p.kept like 'live:%' then substr(p.kept, 6)::integer end as instead
  from (select w.subject_id, string_to_array(w.allowed, ' ') as allowed, w.limited, w.place
    from unnest($1::uuid[], $2::text[], $3::text[]) with ordinality as w (subject_id, allowed, limited, place) offset 0) as wanted
  cross join lateral (with told as materialized (select o.record_key, o.source_agency_id, o.category, o.kind, o.started_on, coalesce(o.told_since, 'infinity') as told_since,
          string_to_array(o.same_as, E'\n') as names,
          array['urn:ca:csec:service|' || o.public_id, case when o.system = 'CWS/CMS' then 'urn:ca:cwscms:DL_SVC_T|' || substr(o.record_key, 10) end] as own
        from csec.service_record o where o.subject_id = wanted.subject_id and o.started_on is not null and (o.category || ':' || o.regime || case o.consented_by when 'MINOR' then ':MINOR' else '' end
          = any (wanted.allowed)
        or (wanted.limited is not null and exists (select from jsonb_to_recordset(wanted.limited::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = o.category and a.regime = o.regime and (o.consented_by <> 'MINOR' or a.minor)
          and (a."from" is null or o.started_on >= a."from") and (a."to" is null or o.started_on < a."to")
          and (a.sources is null or o.source_agency_id::text = any (a.sources))))) and o.record_key <> all ($4::text[]) union all select 'live:' || l.n, l.agency_id, l.category, l.kind, l.started_on, 'infinity'::timestamptz, l.names, array[]::text[]
        from jsonb_to_recordset($5::jsonb) as l (n text, agency_id uuid, category text, kind text, started_on date, names text[]) where l.started_on is not null),
        alike as (select k.record_key as kept, g.record_key as gives_way from told k join told g on g.started_on = k.started_on and g.record_key <> k.record_key
          where g.names && k.own
            or (g.source_agency_id is distinct from k.source_agency_id and g.category = k.category and g.kind = k.kind and not k.names && g.own
              and exists (select from unnest(g.names) as name
                left join csec.identifier_owner w on w.system = split_part(name, '|', 1) and w.county = (select y.county from csec.youth y where y.subject_id = wanted.subject_id)
                  and w.agency_id in (k.source_agency_id, g.source_agency_id) and isfinite(k.told_since) and isfinite(g.told_since)
                where name = any (k.names) and name !~ '^(urn:ca:csec:service(:[^|]*)?|urn:ca:cwscms:DL_SVC_T)[|]'
                  and case when w.agency_id is null then (k.told_since, k.record_key) < (g.told_since, g.record_key) else w.agency_id = k.source_agency_id end)))
        select a.kept, a.gives_way from alike a where not exists (select from alike b where b.gives_way = a.kept)) as p
  left join csec.service_record k on k.subject_id = wanted.subject_id and k.record_key = p.kept
  where p.gives_way like 'live:%' order by n, k.public_id, instead;

-- consents-by-subject
select subject_id, record from csec.consent
  where subject_id = any ($1) order by subject_id, recorded_at desc, id;

-- victim-elections-by-subject
select subject_id, id, elected, source, recorded_by_agency_id, recorded_by_person_id, recorded_at
  from csec.victim_election where subject_id = any ($1) order by subject_id, recorded_at desc, elected desc, id;

-- consent-by-id
select subject_id, record from csec.consent where subject_id = $1 and id = $2;

-- teams-by-subject
select a.subject_id, a.assigned_at, a.unassigned_at, a.window_opened_at, a.window_extended_to, t.id, t.name, t.county,
    t.statute, t.protocol_version, t.protocol_expires_on, t.closed_at
  from csec.team_assignment a join csec.team t on t.id = a.team_id
  where a.subject_id = any ($1) order by a.subject_id, a.assigned_at desc, a.record_key;

-- disclosures-by-subject
select d.record, g.grounds, (d.record->>'id') = any ((select csec.sealed_disclosures($1))::text[]) as sealed
  from csec.disclosure d left join csec.disclosure_grounds g on g.hash = d.grounds
  where d.subject_id = $1 and ($2::timestamptz is null or (d.at, d.record->>'id') < ($2, $3))
    and ($5 or not exists (select from csec.agency a where a.id = (d.record->>'agencyId')::uuid
      and (a.kind = 'SUBSTANCE_USE_PROGRAM' or a.regime_status = 'PART2_PROGRAM')))
  order by d.at desc, d.record->>'id' desc limit $4;

-- sync-runs
select r.id, r.county, r.kind, r.folder_label, r.status, r.started_at, r.finished_at, r.failure_code, r.rows_read, r.rows_quarantined - (select count(*) from csec.quarantined_row q where q.run_id = r.id and q.reason = 'NOT_THIS_COUNTYS') as rows_quarantined, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_applied end as rows_applied, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_unchanged end as rows_unchanged, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_superseded end as rows_superseded, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_tombstoned end as rows_tombstoned, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_held end as rows_held, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_joined end as rows_joined,
  case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.youths_assembled end as youths_assembled from csec.sync_run r
  where ($1::text is null or r.county = $1) and ($2::timestamptz is null or (r.started_at, r.id) < ($2, $3::uuid))
  order by r.started_at desc, r.id desc limit $4;

-- sync-run-by-id
select r.id, r.county, r.kind, r.folder_label, r.status, r.started_at, r.finished_at, r.failure_code, r.rows_read, r.rows_quarantined - (select count(*) from csec.quarantined_row q where q.run_id = r.id and q.reason = 'NOT_THIS_COUNTYS') as rows_quarantined, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_applied end as rows_applied, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_unchanged end as rows_unchanged, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_superseded end as rows_superseded, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_tombstoned end as rows_tombstoned, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_held end as rows_held, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.rows_joined end as rows_joined,
  case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then r.youths_assembled end as youths_assembled from csec.sync_run r where r.id = $1;

-- sync-table-counts
select t.run_id, t.source_table, t.outcome, t.rows_read, t.rows_quarantined - (select count(*) from csec.quarantined_row q where q.run_id = r.id and q.reason = 'NOT_THIS_COUNTYS' and q.source_table = t.source_table) as rows_quarantined, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then t.rows_applied end as rows_applied, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then t.rows_unchanged end as rows_unchanged, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then t.rows_superseded end as rows_superseded, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then t.rows_tombstoned end as rows_tombstoned, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then t.rows_held end as rows_held, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then t.rows_joined end as rows_joined
  from csec.sync_table_count t join csec.sync_run r on r.id = t.run_id where t.run_id = any ($1) order by t.run_id, t.source_table;

-- quarantined-rows
select q.id, q.run_id, q.source_table, q.file, q.line, q.column_name, q.reason, q.at, q.settled_by
  from csec.quarantined_row q
  join csec.sync_run r on r.id = q.run_id
  left join csec.quarantined_row last on last.id = $4::uuid
  where r.county = $1 and q.reason <> 'NOT_THIS_COUNTYS' and ($2::uuid is null or q.run_id = $2)
    and ($6::text is null or q.source_table = $6) and ($7::text is null or q.reason = $7) and ($8 or q.settled_by is null)
    and ($3::timestamptz is null or q.at < $3 or (q.at = $3 and (q.file, q.line, q.id) > (last.file, last.line, last.id)))
  order by q.at desc, q.file, q.line, q.id limit $5;

-- extract-upload-by-id
select u.id, u.county, u.kind, u.state, u.failure_code as "failureCode", u.run_id as "runId", u.started_at as "startedAt", u.changed_at as "changedAt",
    (select json_agg(json_build_object('name', f.name, 'bytes', f.bytes, 'sha256', f.sha256, 'received', f.received) order by f.name)
      from csec.extract_upload_file f where f.upload_id = u.id) as files
  from csec.extract_upload u where u.id = $1 and u.county = $2;

-- metrics-runs
select r.county, r.kind, r.status = 'RUNNING' as running, r.status = 'FAILED' as failed, r.started_at as "startedAt", r.youths_assembled as "youthsAssembled",
    p.bytes_read as "bytesRead", p.bytes_total as "bytesInAll", p.clients, p.clients_total as "clientsInAll"
  from (select distinct on (county) id, county, kind, status, started_at, youths_assembled from csec.sync_run order by county, started_at desc, id desc) r left join csec.run_progress p on p.run_id = r.id and r.status = 'RUNNING' order by r.county;

-- metrics-rows
select r.county, t.source_table as table, o.outcome, o.rows
  from (select distinct on (county) id, county, kind, status, started_at, youths_assembled from csec.sync_run order by county, started_at desc, id desc) r join csec.sync_table_count t on t.run_id = r.id,
    lateral (values ('applied', t.rows_applied), ('unchanged', t.rows_unchanged), ('superseded', t.rows_superseded), ('tombstoned', t.rows_tombstoned),
      ('held', t.rows_held), ('quarantined', t.rows_quarantined)) as o (outcome, rows)
  where o.rows > 0 order by r.county, t.source_table, o.outcome;

-- metrics-counties
select r.county, max(r.finished_at) filter (where r.status = 'COMPLETED') as "completedAt",
    (select count(*) from csec.quarantined_row q join csec.sync_run of on of.id = q.run_id where of.county = r.county and q.settled_by is null) as quarantined
  from csec.sync_run r group by r.county order by r.county;

-- metrics-undelivered
select county, kind, case state when 'WAITING' then paused_because end as "heldBecause", sum(events)::integer as events, min(oldest) as "oldestAt"
  from csec.undelivered_events(null) where state = 'DEAD' or paused_because is not null group by 1, 2, 3 order by 1, 2, 3;

-- run-checks
select run_id as "runId", source_table as table, kind, nullif(column_name, '') as column, stated::text as stated, found::text as found, passes
  from csec.run_check where run_id = any ($1) order by run_id, source_table, kind, column_name;

-- run-progress
select p.run_id as "runId", p.phase, p.source_table as table, p.bytes_read as "bytesRead", p.bytes_total as "bytesInAll",
    case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then p.clients end as clients, case when not (r.upload_id is not null and exists (select from csec.sync_run o where o.county <> r.county)) then p.clients_total end as "clientsInAll", p.at
  from csec.run_progress p join csec.sync_run r on r.id = p.run_id where p.run_id = any ($1) and r.status = 'RUNNING';

-- agencies
select id, name, kind, county, state, regime_status, duties_honoured, duties_by_county from csec.agency order by name, id;

-- agencies-by-id
select id, name, kind, county, state, regime_status, duties_honoured, duties_by_county from csec.agency where id = any ($1) order by id;

-- agency-with-agreements
select a.id, a.name, a.kind, a.county, a.state, a.regime_status, a.duties_honoured, a.duties_by_county, g.id as agreement_id, g.county as agreement_county,
    g.purposes, g.protocol_version, g.signed_at, g.effective_on, g.expires_on, g.terminated_at
  from csec.agency a left join csec.agreement g on g.agency_id = a.id where a.id = $1 order by g.effective_on, g.id;

-- agreements-by-agency
select id, agency_id, county, purposes, protocol_version, signed_at, effective_on, expires_on, terminated_at
  from csec.agreement where agency_id = any ($1) order by agency_id, effective_on, id;

-- teams-by-id
select id, name, county, statute, protocol_version, protocol_expires_on, closed_at from csec.team where id = any ($1) order by id;

-- teams-by-county
select id, name, county, statute, protocol_version, protocol_expires_on, closed_at from csec.team where $1::text is null or county = $1 order by name, id;

-- members-by-team
select team_id, person_id, agency_id, discipline, training_attested_on, joined_at, left_at
  from csec.team_member where team_id = any ($1) order by team_id, joined_at, person_id;

-- persons-by-id
select id, agency_id, name, staff_key from csec.person where id = any ($1) order by id;

-- court-orders-by-subject
select subject_id, id, kind, court, case_number, categories, recipient_agency_ids, recipient_person_ids, purposes, data_from,
    data_to, subpoena_served, findings_made, effective_from, expires_on, vacated_at, document_hash, recorded_by_agency_id, recorded_at
  from csec.court_order where subject_id = any ($1) order by subject_id, effective_from desc, id;

-- mandated-reports-by-subject
select subject_id, id, statute, recipient_agency_id, learned_at, due_at, reported_at, report_number, ended_at,
    csec.report_delivery(subject_id, id) as delivery from csec.mandated_report where subject_id = any ($1) order by subject_id, learned_at desc, id;

-- mandated-reports-of-county
select subject_id, id, statute, recipient_agency_id, learned_at, due_at, reported_at, report_number, ended_at,
    csec.report_delivery(subject_id, id) as delivery from csec.mandated_reports_of($1, $2::text[], $3::boolean, $4::timestamptz, $5::uuid, $6::integer);

-- withdrawals-to
select id, subject_id, consent_id, spoken, categories, disclosure_ids, withdrawn_at, created_at
  from csec.withdrawals_told($1::uuid, $2, $3::text[], $4::timestamptz, $5::uuid, $6::integer);

-- emergencies-to-review
select subject_id, id, agency_id, person_id, reason, opened_at, ends_at, closed_at, reason_words, callback,
    recipient_name, recipient_affiliation, disclosed_by
  from csec.emergencies_to_review($1, $2::text[], $3::timestamptz, $4::uuid, $5::integer);

-- seal-notices-to-agency
select id, subject_id, disclosure_ids, destroy_by, created_at
  from csec.seal_notices_to($1::uuid, $2::timestamptz, $3::uuid, $4::integer);

-- case-document-marks
select category, regime, also, filed_on, source_agency_id, team_id, kind, consented_by from csec.case_document
  where subject_id = $1 and id = $2;

-- case-documents-by-subject
select wanted.subject_id, d.id, d.category, d.also, d.kind, d.title, d.filed_on, d.matter, d.team_id, d.text, d.system, d.regime,
    d.source_agency_id, d.consented_by, d.source_updated_at
  from unnest($1::uuid[], $2::text[], $3::text[], $7::text[], $8::text[])
    with ordinality as wanted (subject_id, allowed, teams, released, evaluations, place)
  cross join lateral (
    select c.* from csec.case_document c
    where c.subject_id = wanted.subject_id
      and (c.team_id is null or c.team_id::text = any (string_to_array(wanted.teams, ' ')))
      and exists (select from jsonb_to_recordset(wanted.allowed::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = c.category and a.regime = c.regime and (c.consented_by <> 'MINOR' or a.minor)
          and (a."from" is null or c.filed_on >= a."from") and (a."to" is null or c.filed_on < a."to")
          and (a.sources is null or c.source_agency_id::text = any (a.sources)))
      and (c.also = '[]'::jsonb or not exists (
        select from jsonb_to_recordset(c.also) as told (category text, regime text)
        where not exists (select from jsonb_to_recordset(wanted.released::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = told.category and a.regime = told.regime and (c.consented_by in ('PARENT', 'COURT') or a.minor)
          and (a."from" is null or c.filed_on >= a."from") and (a."to" is null or c.filed_on < a."to")
          and (a.sources is null or c.source_agency_id::text = any (a.sources)))))
      and (c.kind <> 'COURT_EVALUATION' or exists (select from jsonb_to_recordset(wanted.evaluations::jsonb)
          as a (category text, regime text, minor boolean, "from" date, "to" date, sources text[])
        where a.category = c.category and a.regime = c.regime and (c.consented_by <> 'MINOR' or a.minor)
          and (a."from" is null or c.filed_on >= a."from") and (a."to" is null or c.filed_on < a."to")
          and (a.sources is null or c.source_agency_id::text = any (a.sources))))
      and ($5::uuid is null or c.filed_on < $4::date or (c.filed_on = $4::date and c.id > $5::uuid))
    order by c.filed_on desc, c.id limit $6) as d
  order by wanted.place, d.filed_on desc, d.id;

-- agency-kinds-named
select distinct kind from csec.agency where kind = any ($1) and length(name) > 3 and position(lower(name) in lower($2)) > 0 order by kind;

-- count-programme
select word, counted from csec.count_programme($1, $2, $3::integer, $4::integer, $5::integer);

-- program-release-of-table
select r.hash, r.published, r.frozen_at, (select coalesce(json_agg(json_build_object('step', s.step, 'approved', s.approved, 'agencyId', s.agency_id,
    'personId', s.person_id, 'at', csec.instant(s.at)) order by s.step), '[]') from csec.program_signature s where s.hash = r.hash) as signatures
  from csec.program_release r
  where ($1 = 'EVER' or (not exists (select from csec.program_signature s where s.hash = r.hash and not s.approved)
    and ($1 = 'RELEASED') = exists (select from csec.program_signature s where s.hash = r.hash and s.step = 'LEGAL'))) and r.program_table = $2 and r.county is not distinct from $3 and r.year = $4::integer
    and r.quarter is not distinct from $5::integer and r.years = $6::integer;

-- program-release-by-hash
select r.hash, r.published, r.frozen_at, (select coalesce(json_agg(json_build_object('step', s.step, 'approved', s.approved, 'agencyId', s.agency_id,
    'personId', s.person_id, 'at', csec.instant(s.at)) order by s.step), '[]') from csec.program_signature s where s.hash = r.hash) as signatures from csec.program_release r where r.hash = $1;

-- program-releases
select r.hash, r.published, r.frozen_at, (select coalesce(json_agg(json_build_object('step', s.step, 'approved', s.approved, 'agencyId', s.agency_id,
    'personId', s.person_id, 'at', csec.instant(s.at)) order by s.step), '[]') from csec.program_signature s where s.hash = r.hash) as signatures
  from csec.program_release r
  where ($1 = 'EVER' or (not exists (select from csec.program_signature s where s.hash = r.hash and not s.approved)
    and ($1 = 'RELEASED') = exists (select from csec.program_signature s where s.hash = r.hash and s.step = 'LEGAL'))) and ($2::timestamptz is null or (r.frozen_at, r.hash) < ($2, $3))
  order by r.frozen_at desc, r.hash desc limit $4;

-- program-ledger
select releases from csec.program_ledger;

-- program-tables
select r.published from csec.program_release r order by r.frozen_at, r.hash;

-- approvals-of-caller
select subject_id, id, agency_id, person_id, role, purpose, categories, decision, decided_at, ends_at, withdrawn_at
  from csec.release_approval where subject_id = any ($1::uuid[]) and agency_id = $2::uuid and person_id = $3 and decision = 'APPROVED';

-- approvals-asked-by-caller
select a.* from unnest($1::uuid[]) as wanted (subject) cross join lateral (
    select subject_id, id, agency_id, person_id, role, purpose, categories, decision, decided_at, ends_at, withdrawn_at, requested_at
    from csec.release_approval where subject_id = wanted.subject and agency_id = $2::uuid and person_id = $3
    order by requested_at desc, id limit 50) a order by a.subject_id, a.requested_at desc, a.id;

-- approvals-to-decide
select subject_id, id, agency_id, person_id, role, purpose, categories, reason_words, requested_at
  from csec.approvals_to_decide($1, $2::text[], $3::timestamptz, $4::uuid, $5::integer);
