import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An instant as the gateway writes it: UTC, milliseconds, Z. */
const INSTANT = `create or replace function csec.instant(at timestamptz) returns text
  language sql stable parallel safe as $$
    select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$`;

/**
 * Everything the decision on each subject may look at, as JSON text, which is cheaper to build than a binary document: the subject's own standing, and only such relations and
 * consents as concern the caller. The parts of `caller`: staffKey, agencyId, personId, agencyKind, asOf.
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
  begin
    -- Each relation is read once for the whole page: a subquery for each subject would cost more than what it reads.
    return query select y.subject_id, json_build_object(
      'subject', json_build_object(
        'subjectId', y.subject_id, 'county', y.county, 'bornOn', y.born_on, 'diedOn', y.died_on,
        'sensitivity', y.sensitivity, 'removedFromParent', y.in_care, 'hasOpenCase', y.has_open_case,
        'addressConfidential', y.address_confidential),
      'assignments', coalesce(w.listed, '[]'), 'involvements', coalesce(v.listed, '[]'), 'seats', coalesce(s.listed, '[]'),
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
    left join (select i.subject_id, json_agg(json_build_object(
          'subjectId', i.subject_id, 'agencyId', i.agency_id, 'kind', i.kind, 'startedOn', i.started_on,
          'endedOn', i.ended_on, 'referralKey', i.referral_key) order by i.record_key) as listed
        from csec.involvement i where i.agency_id = agency and i.subject_id = any (subjects) group by i.subject_id) as v
      on v.subject_id = y.subject_id
    left join (select ta.subject_id, json_agg(json_build_object(
          'teamId', t.id, 'county', t.county, 'statute', t.statute, 'protocolVersion', t.protocol_version,
          'protocolExpiresOn', t.protocol_expires_on, 'assignedAt', csec.instant(ta.assigned_at),
          'unassignedAt', csec.instant(ta.unassigned_at), 'agencyId', m.agency_id,
          'trainingAttestedOn', m.training_attested_on, 'joinedAt', csec.instant(m.joined_at),
          'leftAt', csec.instant(m.left_at), 'activeTrainedMembers', (
            select count(distinct o.person_id) from csec.team_member o where o.team_id = t.id and o.training_attested_on <= as_of_day
              and o.joined_at <= as_of and (o.left_at is null or as_of < o.left_at)))
          order by ta.record_key, m.joined_at) as listed
        from csec.team_assignment ta
        join csec.team t on t.id = ta.team_id
        join csec.team_member m on m.team_id = ta.team_id and m.person_id = person
        where ta.subject_id = any (subjects) and ta.team_id = any (teams) group by ta.subject_id) as s
      on s.subject_id = y.subject_id
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
