import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The subjects to whom a node relates the caller, as the FROM and WHERE of SQL that names them `r`; null where the node
 * is no relation. What ends by itself is looked at as of the node's `asOf`. Only fixed text and quoted literals.
 */
const ADMISSION_RELATION = `create or replace function csec.admission_relation(node jsonb) returns text
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  begin
    return case node->>'kind'
      when 'assigned' then format('from csec.assignment r where r.staff_key = %L', node->>'staffKey')
      when 'involved' then format('from csec.involvement r where r.agency_id = %L and r.kind = %L', node->>'agencyId', node->>'as')
        || case when node ? 'personId' then format(' and r.person_id = %L', node->>'personId') else '' end
      when 'seated' then format('from csec.team_assignment r where r.team_id in (
           select m.team_id from csec.team_member m where m.person_id = %L and m.agency_id = %L)',
        node->>'personId', node->>'agencyId')
      when 'consented' then format(
        'from csec.consent r where r.effect = ''PERMIT'' and r.status = ''ACTIVE'' and r.names && %L::text[]',
        array_remove(array[node->>'agencyId', node->>'personId', 'class:' || (node->>'agencyKind')], null)::text)
      when 'ordered' then format('from csec.court_order r where r.kind <> ''PARENT_MAY_SIGN''
          and (r.recipient_agency_ids @> %L::uuid[] or r.recipient_person_ids @> %L::text[])',
        array[node->>'agencyId']::text, array[node->>'personId']::text)
      when 'reported' then format('from csec.mandated_report r where r.recipient_agency_id = %L
          and (r.ended_at is null or r.ended_at > %L)', node->>'agencyId', node->>'asOf')
      when 'emergency' then format('from csec.emergency_access r where r.agency_id = %L and r.person_id = %L and r.ends_at > %L
          and (r.closed_at is null or r.closed_at > %L)', node->>'agencyId', node->>'personId', node->>'asOf', node->>'asOf')
    end;
  end $$`;

/**
 * What else a node demands of a youth `y`. A kind that is not of the closed set is an error; a worker's node without
 * limits reaches nobody.
 */
const ADMISSION_CLAUSE = `create or replace function csec.admission_clause(node jsonb) returns text
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  declare
    limits text[] := array(select jsonb_array_elements_text(node->'limits'));
    clause text;
  begin
    case node->>'kind'
      when 'county' then clause := format('y.county = %L', node->>'county');
      when 'everywhere' then clause := case when array_to_string(limits, ' ') !~ ':(SAME|OTHER)' then 'y.county is null' else 'true' end;
      when 'assigned' then clause := 'true';
      when 'indexed' then return format('y.county = %L and y.has_open_case', node->>'county');
      when 'involved', 'seated', 'consented', 'ordered', 'reported', 'emergency' then return 'true';
      else raise exception 'unknown admission node' using errcode = 'invalid_parameter_value';
    end case;
    -- Within the worker's own county the relation is known; on a bare column the planner knows how many rows it keeps.
    if node->>'kind' = 'county' and node->>'county' = node->>'home' then
      return format('%s and y.sensitivity = any (%L::text[])', clause, array(
        select split_part(l, ':', 1) from unnest(limits) as l where l like '%:SAME')::text);
    end if;
    return format('%s and (y.sensitivity || case when y.county is null then '':NONE'' when y.county = %L
      then '':SAME'' else '':OTHER'' end) = any (%L::text[])', clause, node->>'home', limits::text);
  end $$`;

/**
 * The subjects that one node admits to a page. Without an order of its own a page is read along the relation's index
 * and stops when it is full; an order by a column of the youth needs all candidates, and a county has an index for it.
 */
const ADMISSION_BRANCH = `create or replace function csec.admission_branch(node jsonb, page jsonb, order_column text, size integer)
  returns text language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  declare
    relation text := csec.admission_relation(node);
    conditions text := csec.admission_clause(node) || ' and ' || csec.page_clause(page, order_column);
  begin
    if relation is not null and order_column is null then
      return format('(select y.subject_id, null::text as k
        from (select distinct r.subject_id %s and r.subject_id > %L order by r.subject_id) as c
        join csec.youth y on y.subject_id = c.subject_id where %s order by c.subject_id limit %s)',
        relation, coalesce(page->>'afterId', '00000000-0000-0000-0000-000000000000'), conditions, size);
    end if;
    if relation is not null then
      conditions := format('y.subject_id = any (array(select r.subject_id %s)) and %s', relation, conditions);
    end if;
    if order_column is null then
      return format('(select y.subject_id, null::text as k from csec.youth y where %s order by y.subject_id limit %s)', conditions, size);
    end if;
    return format('(select y.subject_id, y.%1$I as k from csec.youth y where %2$s order by y.%1$I, y.subject_id limit %3$s)',
      order_column, conditions, size);
  end $$`;

/**
 * The subjects that one node admits to a page that has neither filters nor an order of its own: the common page, in
 * statements that are planned once for a connection. They say what `admission_branch` says; null where a node is of a
 * kind or demands a thing that none of them knows. Each is read along an index in the order of the ids and stops when the
 * page is full; the fixed limit within tells the planner that it will.
 */
const ADMISSION_REACH = `create or replace function csec.admission_reach(node jsonb, after uuid, size integer)
  returns uuid[] language plpgsql stable set search_path = pg_catalog, pg_temp as $$
  declare
    limits jsonb := coalesce(node->'limits', '[]');
    home text := node->>'home';
    known text[] := case node->>'kind'
      when 'county' then '{kind,county,home,limits}' when 'everywhere' then '{kind,home,limits}' when 'assigned' then '{kind,staffKey,home,limits}'
      when 'involved' then case when node ? 'personId' then '{kind,agencyId,as,personId}' else '{kind,agencyId,as}' end
      when 'seated' then '{kind,personId,agencyId}' when 'consented' then '{kind,agencyId,personId,agencyKind}'
      when 'ordered' then '{kind,agencyId,personId}' when 'reported' then '{kind,agencyId,asOf}' end;
  begin
    if known is null or node - known <> '{}' then return null; end if;
    case node->>'kind'
      when 'county' then return array(select p.subject_id from (
          select y.subject_id from csec.youth y where y.county = node->>'county' and y.subject_id > after
            and limits ? (y.sensitivity || case when y.county = home then ':SAME' else ':OTHER' end)
          order by y.subject_id limit 1001) as p order by p.subject_id limit size);
      when 'everywhere' then
        if limits::text !~ ':(SAME|OTHER)' then return array(select p.subject_id from (
            select y.subject_id from csec.youth y where y.county is null and y.subject_id > after
              and limits ? (y.sensitivity || ':NONE')
            order by y.subject_id limit 1001) as p order by p.subject_id limit size);
        end if;
        return array(select p.subject_id from (
          select y.subject_id from csec.youth y where y.subject_id > after and limits ? (y.sensitivity
            || case when y.county is null then ':NONE' when y.county = home then ':SAME' else ':OTHER' end)
          order by y.subject_id limit 1001) as p order by p.subject_id limit size);
      when 'assigned' then return array(select p.subject_id from (
          select distinct r.subject_id from csec.assignment r where r.staff_key = node->>'staffKey' and r.subject_id > after
            and exists (select from csec.youth y where y.subject_id = r.subject_id and limits ? (y.sensitivity
              || case when y.county is null then ':NONE' when y.county = home then ':SAME' else ':OTHER' end) offset 0)
          order by r.subject_id limit 1001) as p order by p.subject_id limit size);
      when 'involved' then
        if node ? 'personId' then return array(
          select distinct r.subject_id from csec.involvement r join csec.youth y on y.subject_id = r.subject_id
          where r.person_id = node->>'personId' and r.agency_id = (node->>'agencyId')::uuid and r.kind = node->>'as'
            and r.subject_id > after
          order by r.subject_id limit size);
        end if;
        return array(select p.subject_id from (
          select distinct r.subject_id from csec.involvement r where r.agency_id = (node->>'agencyId')::uuid
            and r.kind = node->>'as' and r.subject_id > after
            and exists (select from csec.youth y where y.subject_id = r.subject_id offset 0)
          order by r.subject_id limit 1001) as p order by p.subject_id limit size);
      when 'seated' then return array(
          select distinct r.subject_id from csec.team_assignment r join csec.youth y on y.subject_id = r.subject_id
          where r.subject_id > after and r.team_id in (select m.team_id from csec.team_member m
            where m.person_id = node->>'personId' and m.agency_id = (node->>'agencyId')::uuid)
          order by r.subject_id limit size);
      when 'consented' then return array(
          select distinct r.subject_id from csec.consent r join csec.youth y on y.subject_id = r.subject_id
          where r.effect = 'PERMIT' and r.status = 'ACTIVE' and r.subject_id > after
            and r.names && array_remove(array[node->>'agencyId', node->>'personId', 'class:' || (node->>'agencyKind')], null)
          order by r.subject_id limit size);
      when 'ordered' then return array(
          select distinct r.subject_id from csec.court_order r join csec.youth y on y.subject_id = r.subject_id
          where r.kind <> 'PARENT_MAY_SIGN' and r.subject_id > after and (r.recipient_agency_ids @> array[(node->>'agencyId')::uuid]
            or r.recipient_person_ids @> array[node->>'personId'])
          order by r.subject_id limit size);
      when 'reported' then return array(
          select distinct r.subject_id from csec.mandated_report r join csec.youth y on y.subject_id = r.subject_id
          where r.recipient_agency_id = (node->>'agencyId')::uuid and r.subject_id > after
            and (r.ended_at is null or r.ended_at > (node->>'asOf')::timestamptz)
          order by r.subject_id limit size);
    end case;
  end $$`;

/** The filters of a page as SQL over `csec.youth y`; they read what is told of him, never what limited access hides. */
const PAGE_CLAUSE = `create or replace function csec.page_clause(page jsonb, order_column text) returns text
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  declare
    conditions text[] := array[
      case when page->>'open' is not null then format('y.stated_open_case = %L', page->>'open') end,
      case when page->>'csecStatus' is not null then format('y.csec_status = %L', page->>'csecStatus') end,
      case when page->>'county' is not null then format('y.stated_county = %L', page->>'county') end,
      case when page->>'openedFrom' is not null
        then format('y.opened_order <= date ''9999-12-31'' - %L::date', page->>'openedFrom') end,
      case when page->>'openedTo' is not null
        then format('y.opened_order between 1 + (date ''9999-12-31'' - %L::date) and 2147483646', page->>'openedTo') end,
      case when page->>'gridType' is not null then format(
        'exists (select from csec.csec_grid_entry g where g.subject_id = y.subject_id and g.type_code = %L)', page->>'gridType') end,
      case when page->>'afterId' is null then null
        when order_column is null then format('y.subject_id > %L', page->>'afterId')
        else format('(y.%I, y.subject_id) > (%L, %L)', order_column, page->>'afterKey', page->>'afterId') end];
  begin
    return array_to_string(array['true'] || array_remove(conditions, null), ' and ');
  end $$`;

/**
 * Admits a page: the subjects in order, opened, with the facts of each decision. What opens one youth who is asked for,
 * breaking the glass and the county's index, reaches nobody here.
 */
const ADMIT_PAGE = `create or replace function csec.admit_page(nodes jsonb, caller jsonb, page jsonb)
  returns table (subject_id uuid, order_key text, facts json)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    order_column text := case page->>'order' when 'ANY' then null when 'OPENED_ON' then 'opened_order'
      when 'YOUTH_NAME' then 'name_order' else 'unknown' end;
    size integer := least((page->>'first')::integer, 1001);
    branches text[];
    after uuid := coalesce(page->>'afterId', '00000000-0000-0000-0000-000000000000');
    as_of jsonb := jsonb_build_object('asOf', caller->'asOf');
    node jsonb;
    reached uuid[];
    ids uuid[];
    keys text[];
  begin
    if order_column is null and not page ?| '{open,csecStatus,county,openedFrom,openedTo,gridType}' then
      ids := '{}';
      for place in 0 .. jsonb_array_length(nodes) - 1 loop
        node := nodes->place;
        continue when node->>'kind' in ('emergency', 'indexed');
        if node->>'kind' = 'reported' then node := node || as_of; end if;
        reached := csec.admission_reach(node, after, size);
        ids := case when reached is not null then ids || reached end;
        exit when ids is null;
      end loop;
    end if;
    if ids is not null then
      ids := array(select distinct s from unnest(ids) as s order by s limit size);
    else
      select array_agg(csec.admission_branch(n || as_of, page, order_column, size)) into branches from jsonb_array_elements(nodes) as n
        where n->>'kind' is null or n->>'kind' not in ('emergency', 'indexed');
      if branches is null then return; end if;
      execute format('select array_agg(s.subject_id order by s.k, s.subject_id), array_agg(s.k::text order by s.k, s.subject_id)
        from (select u.subject_id, u.k from (%s) as u order by u.k, u.subject_id limit %s) as s',
        array_to_string(branches, ' union '), size) into ids, keys;
    end if;
    if coalesce(cardinality(ids), 0) = 0 then return; end if;
    perform csec.open_subjects(ids);
    return query select f.subject_id, keys[array_position(ids, f.subject_id)], f.facts
      from csec.facts_of(ids, caller) as f order by array_position(ids, f.subject_id);
  end $$`;

/** Admits those of the given subjects that a node reaches, in the order of their ids. */
const ADMIT_IDS = `create or replace function csec.admit_ids(nodes jsonb, caller jsonb, subjects uuid[])
  returns table (subject_id uuid, order_key text, facts json)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    clauses text;
    ids uuid[];
  begin
    select string_agg('(' || csec.admission_clause(node)
        || coalesce(' and exists (select ' || csec.admission_relation(node) || ' and r.subject_id = y.subject_id)', '') || ')', ' or ')
      into clauses from (select n || jsonb_build_object('asOf', caller->'asOf') as node from jsonb_array_elements(nodes) as n) as taken;
    if clauses is null then return; end if;
    execute format('select array_agg(y.subject_id) from csec.youth y where y.subject_id = any ($1) and (%s)', clauses)
      into ids using subjects;
    if ids is null then return; end if;
    perform csec.open_subjects(ids);
    return query select f.subject_id, null::text, f.facts from csec.facts_of(ids, caller) as f order by f.subject_id;
  end $$`;

/** Admits whoever bears an identifier: the CWS/CMS client key where `system` is null, else an id of another system. */
const ADMIT_IDENTIFIER = `create or replace function csec.admit_identifier(nodes jsonb, caller jsonb, system integer, value text)
  returns table (subject_id uuid, order_key text, facts json)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    return query select a.subject_id, a.order_key, a.facts from csec.admit_ids(nodes, caller, case
      when system is null then array(select y.subject_id from csec.youth y where y.client_key = value)
      else array(select distinct i.subject_id from csec.identifier i where i.system_code = system and i.value = admit_identifier.value)
      end) as a;
  end $$`;

/** The facts on which a decision for another caller would rest, of subjects that this transaction has open already. */
const FACTS_OF_OPENED = `create or replace function csec.facts_of_opened(subjects uuid[], caller jsonb)
  returns table (subject_id uuid, facts json)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select f.subject_id, f.facts from csec.facts_of(
      array(select s from unnest(subjects) as s where s = any (csec.opened_subjects())), caller) as f order by f.subject_id $$`;

const SIGNATURES = [
  'admission_relation(jsonb)', 'admission_clause(jsonb)', 'admission_branch(jsonb, jsonb, text, integer)', 'admission_reach(jsonb, uuid, integer)', 'page_clause(jsonb, text)', 'admit_page(jsonb, jsonb, jsonb)',
  'admit_ids(jsonb, jsonb, uuid[])', 'admit_identifier(jsonb, jsonb, integer, text)',
  'facts_of_opened(uuid[], jsonb)',
];

/** Admission: which subjects a caller may know of, opened for the transaction together with the facts about them. */
export class AdmitSubjects1770000001100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [
      ADMISSION_RELATION, ADMISSION_CLAUSE, PAGE_CLAUSE, ADMISSION_BRANCH, ADMISSION_REACH, ADMIT_PAGE, ADMIT_IDS, ADMIT_IDENTIFIER, FACTS_OF_OPENED,
    ]) {
      await run.query(statement);
    }
    for (const signature of SIGNATURES) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    await run.query(`grant execute on function csec.admit_page(jsonb, jsonb, jsonb), csec.admit_ids(jsonb, jsonb, uuid[]),
      csec.admit_identifier(jsonb, jsonb, integer, text), csec.facts_of_opened(uuid[], jsonb) to csec_gateway`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
