import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An instant as the gateway writes it: UTC, milliseconds, Z. */
const INSTANT = `create or replace function csec.instant(at timestamptz) returns text
  language sql stable parallel safe as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$`;

/** What an involvement is to a decision. INVARIANT (closed union): text of our code. */
const INVOLVEMENT = `json_build_object(
          'subjectId', i.subject_id, 'agencyId', i.agency_id, 'personId', i.person_id, 'kind', i.kind, 'conditions', i.conditions,
          'startedOn', i.started_on, 'endedOn', i.ended_on, 'referralKey', i.referral_key)`;

/**
 * Everything the decision on each subject may look at, as JSON text, which is cheaper to build than a binary document:
 * the subject's own standing, and only such relations, orders and consents as concern the caller, with those that say
 * who may sign. The parts of `caller`: staffKey, agencyId, personId, agencyKind, asOf.
 */
const FACTS_OF = `create or replace function csec.facts_of(subjects uuid[], caller jsonb)
  returns table (subject_id uuid, facts json)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  declare
    staff text := caller->>'staffKey';
    agency uuid := caller->>'agencyId';
    person text := caller->>'personId';
    as_of timestamptz := caller->>'asOf';
    as_of_day date := (as_of at time zone 'America/Los_Angeles')::date;
    teams uuid[] := array(select m.team_id from csec.team_member m where m.person_id = person);
    named text[] := array_remove(array[caller->>'agencyId', person, 'class:' || (caller->>'agencyKind')], null)
      || array(select 'team:' || t from unnest(teams) as t);
    designated date := (select p.designated_for_index_on from csec.person p where p.id = person and p.agency_id = agency);
  begin
    -- Each relation is read once for the whole page: a subquery for each subject would cost more than what it reads.
    return query select y.subject_id, json_build_object(
      'subject', json_build_object(
        'subjectId', y.subject_id, 'county', y.county, 'bornOn', y.born_on, 'diedOn', y.died_on,
        'sensitivity', y.sensitivity, 'removedFromParent', y.in_care, 'removedOn', y.removed_on,
        'hasOpenCase', y.has_open_case, 'addressConfidential', y.address_confidential),
      'assignments', coalesce(w.listed, '[]'), 'involvements', coalesce(v.listed, '[]'), 'parentage', coalesce(v.parents, '[]'),
      'seats', coalesce(s.listed, '[]'), 'orders', coalesce(o.listed, '[]'), 'emergencies', coalesce(e.listed, '[]'),
      'mandates', coalesce(m.listed, '[]'), 'designatedForIndexOn', designated,
      'consents', coalesce(k.records, '[]'),
      'discloserKinds', case when k.disclosers is null then '{}' else (
        select coalesce(json_object_agg(g.id, g.kind order by g.id), '{}') from csec.agency g
        where g.id::text in (select jsonb_array_elements_text(d) from jsonb_array_elements(k.disclosers) as d)) end)
    from csec.youth y
    left join (select a.subject_id, json_agg(json_build_object(
          'through', a.through, 'throughKey', a.through_key, 'kind', a.kind, 'startedOn', a.started_on,
          'endedOn', a.ended_on) order by a.record_key) as listed
        from csec.assignment a where a.staff_key = staff and a.subject_id = any (subjects) group by a.subject_id) as w
      on w.subject_id = y.subject_id
    left join (select i.subject_id,
          json_agg(${INVOLVEMENT} order by i.record_key) filter (where i.agency_id = agency and (i.person_id is null or i.person_id = person)) as listed,
          json_agg(${INVOLVEMENT} order by i.record_key) filter (where i.kind = 'PARENTAGE') as parents
        from csec.involvement i where i.subject_id = any (subjects) and (i.agency_id = agency or i.kind = 'PARENTAGE') group by i.subject_id) as v
      on v.subject_id = y.subject_id
    left join (select ta.subject_id, json_agg(json_build_object(
          'teamId', t.id, 'county', t.county, 'statute', t.statute, 'protocolVersion', t.protocol_version,
          'protocolExpiresOn', t.protocol_expires_on, 'assignedAt', csec.instant(ta.assigned_at),
          'unassignedAt', csec.instant(ta.unassigned_at), 'agencyId', m.agency_id,
          'trainingAttestedOn', m.training_attested_on, 'joinedAt', csec.instant(m.joined_at),
          'leftAt', csec.instant(m.left_at), 'windowOpenedAt', csec.instant(ta.window_opened_at),
          'windowExtendedTo', ta.window_extended_to, 'closedAt', csec.instant(t.closed_at), 'activeTrainedMembers', (
            select count(distinct o.person_id) from csec.team_member o where o.team_id = t.id and o.training_attested_on <= as_of_day
              and o.joined_at <= as_of and (o.left_at is null or as_of < o.left_at)))
          order by ta.record_key, m.joined_at) as listed
        from csec.team_assignment ta
        join csec.team t on t.id = ta.team_id
        join csec.team_member m on m.team_id = ta.team_id and m.person_id = person
        where ta.subject_id = any (subjects) and ta.team_id = any (teams) group by ta.subject_id) as s
      on s.subject_id = y.subject_id
    left join (select r.subject_id, json_agg(json_build_object(
          'id', r.id, 'subjectId', r.subject_id, 'kind', r.kind, 'court', r.court, 'caseNumber', r.case_number, 'categories', r.categories,
          'recipientAgencyIds', r.recipient_agency_ids, 'recipientPersonIds', r.recipient_person_ids, 'purposes', r.purposes,
          'dataFrom', r.data_from, 'dataTo', r.data_to, 'subpoenaServed', r.subpoena_served, 'findingsMade', r.findings_made,
          'effectiveFrom', csec.instant(r.effective_from), 'expiresOn', r.expires_on, 'vacatedAt', csec.instant(r.vacated_at),
          'documentHash', r.document_hash, 'recordedByAgencyId', r.recorded_by_agency_id, 'recordedAt', csec.instant(r.recorded_at))
          order by r.effective_from, r.id) as listed
        from csec.court_order r where r.subject_id = any (subjects) and (r.kind = 'PARENT_MAY_SIGN'
          or agency = any (r.recipient_agency_ids) or person = any (r.recipient_person_ids)) group by r.subject_id) as o
      on o.subject_id = y.subject_id
    left join (select r.subject_id, json_agg(json_build_object(
          'id', r.id, 'subjectId', r.subject_id, 'agencyId', r.agency_id, 'personId', r.person_id, 'reason', r.reason,
          'openedAt', csec.instant(r.opened_at), 'endsAt', csec.instant(r.ends_at), 'closedAt', csec.instant(r.closed_at))
          order by r.opened_at, r.id) as listed
        from csec.emergency_access r where r.subject_id = any (subjects) and r.person_id = person and r.agency_id = agency
        group by r.subject_id) as e
      on e.subject_id = y.subject_id
    left join (select r.subject_id, json_agg(json_build_object(
          'id', r.id, 'subjectId', r.subject_id, 'statute', r.statute, 'recipientAgencyId', r.recipient_agency_id,
          'learnedAt', csec.instant(r.learned_at), 'dueAt', csec.instant(r.due_at), 'reportedAt', csec.instant(r.reported_at),
          'reportNumber', r.report_number, 'endedAt', csec.instant(r.ended_at)) order by r.learned_at, r.id) as listed
        from csec.mandated_report r where r.subject_id = any (subjects) and r.recipient_agency_id = agency group by r.subject_id) as m
      on m.subject_id = y.subject_id
    left join (select c.subject_id, json_agg(c.record order by c.recorded_at, c.id) as records,
          jsonb_agg(c.record->'discloserAgencyIds') as disclosers
        from csec.consent c where c.subject_id = any (subjects) and (c.effect = 'REFUSE' or c.names && named) group by c.subject_id) as k
      on k.subject_id = y.subject_id
    where y.subject_id = any (subjects);
  end $$`;

/** The facts of decisions, built where the rows are. */
export class AssembleFacts1770000001000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(INSTANT);
    await run.query(FACTS_OF);
    await run.query('revoke all on function csec.instant(timestamptz), csec.facts_of(uuid[], jsonb) from public');
    await run.query('grant execute on function csec.instant(timestamptz) to csec_gateway, csec_admission, csec_sync');
    await run.query('alter function csec.facts_of(uuid[], jsonb) owner to csec_admission');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
