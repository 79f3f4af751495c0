import { SERVICES_SHOWN } from './page-document.js';

/**
 * Kinds of service record that a county worker is released for child welfare, `CATEGORY:REGIME`, but for care to which
 * the minor alone consented: the policy, written out by hand. A test compares the answers, so it cannot drift from the
 * rules unnoticed.
 */
export const RELEASED_KINDS: readonly string[] = ['CASE_FACTS:CHILD_WELFARE', 'CASE_FACTS:COURT', 'SUBSTANCE_USE_OTHER:CHILD_WELFARE'];

/**
 * The whole page in one statement, the JSON built by PostgreSQL: the county ($1), youths without restriction of access,
 * after a subject ($2), so many ($3), services of the released kinds ($4).
 */
export const LIMIT_STATEMENT = {
  name: 'limit-page',
  text: `with page as materialized (
    select y.subject_id, y.stated_county, y.stated_open_case, y.csec_status, y.first_name, y.last_name, y.born_on,
      row_number() over (order by y.subject_id) as place
    from csec.youth y where y.county = $1 and y.sensitivity = 'N' and y.subject_id > $2 order by y.subject_id limit $3 + 1)
  select json_build_object('data', json_build_object('cases', json_build_object(
    'edges', (select coalesce(json_agg(json_build_object('node', json_build_object(
      'id', rtrim(translate(encode(convert_to('Case:' || p.subject_id, 'UTF8'), 'base64'), '+/', '-_'), '='),
      'county', p.stated_county, 'status', case when p.stated_open_case then 'OPEN' else 'CLOSED' end, 'csecStatus', p.csec_status,
      'youth', json_build_object('firstName', p.first_name, 'lastName', p.last_name, 'bornOn', p.born_on),
      'gridEntries', (select coalesce(json_agg(json_build_object(
          'type', json_build_object('code', g.type_code, 'display', g.type_display), 'isVictim', g.is_victim,
          'startedOn', g.started_on, 'endedOn', g.ended_on, 'flags', g.flags) order by g.started_on desc nulls last, g.record_key), '[]')
        from csec.csec_grid_entry g where g.subject_id = p.subject_id),
      'specialProjects', (select coalesce(json_agg(json_build_object(
          'projectName', s.project_name, 'programme', s.programme, 'through', s.through, 'startedOn', s.started_on,
          'endedOn', s.ended_on) order by s.started_on desc nulls last, s.record_key), '[]')
        from csec.special_project_participation s where s.subject_id = p.subject_id and s.limited_access = 'N'),
      'services', (select json_build_object(
          'edges', coalesce(json_agg(json_build_object('node', json_build_object(
            'category', v.category, 'kind', v.kind,
            'service', case when v.service_code is not null then json_build_object('code', v.service_code, 'display', v.service_display) end,
            'status', v.status, 'startedOn', v.started_on, 'endedOn', v.ended_on, 'providerName', v.provider_name))
            order by v.place) filter (where v.place <= ${SERVICES_SHOWN}), '[]'),
          'pageInfo', json_build_object('hasNextPage', count(*) > ${SERVICES_SHOWN}))
        from (select r.*, row_number() over () as place from (
          select * from csec.service_record o where o.subject_id = p.subject_id and o.category || ':' || o.regime = any ($4) and o.consented_by <> 'MINOR'
          order by o.started_on desc nulls last, o.public_id limit ${SERVICES_SHOWN + 1}) as r) as v)
      )) order by p.place), '[]') from page p where p.place <= $3),
    'pageInfo', json_build_object('hasNextPage', (select count(*) > $3 from page),
      'endCursor', (select rtrim(translate(replace(encode(convert_to('["cases:ANY",null,"' || p.subject_id || '"]', 'UTF8'), 'base64'), E'\\n', ''), '+/', '-_'), '=')
        from page p where p.place <= $3 order by p.place desc limit 1)))))::text as answer`,
};
