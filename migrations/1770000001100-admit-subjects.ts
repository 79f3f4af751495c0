import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The SQL of one admission node, over `csec.youth y`; only fixed text and quoted literals, and a kind that is not of
 * the closed set is an error. A worker's node without limits reaches nobody. A relation is looked up from the caller's
 * side for a page (the candidates, once) and from the subject's side for given ids.
 */
const ADMISSION_CLAUSE = `create or replace function csec.admission_clause(node jsonb, by_subject boolean) returns text
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  declare
    relation text;
    clause text;
  begin
    case node->>'kind'
      when 'county' then clause := format('y.county = %L', node->>'county');
      when 'everywhere' then clause := case when not exists (
          select from jsonb_array_elements_text(node->'limits') as l where l not like '%:NONE')
        then 'y.county is null' else 'true' end;
      when 'assigned' then relation := format(
        'select r.subject_id from csec.assignment r where r.staff_key = %L', node->>'staffKey');
      when 'involved' then relation := format(
        'select r.subject_id from csec.involvement r where r.agency_id = %L and r.kind = %L', node->>'agencyId', node->>'as');
      when 'seated' then relation := format(
        'select r.subject_id from csec.team_assignment r where r.team_id in (
           select m.team_id from csec.team_member m where m.person_id = %L and m.agency_id = %L)',
        node->>'personId', node->>'agencyId');
      when 'consented' then relation := format(
        'select r.subject_id from csec.consent r where r.effect = ''PERMIT'' and r.status = ''ACTIVE'' and r.names && %L::text[]',
        array_remove(array[node->>'agencyId', node->>'personId', 'class:' || (node->>'agencyKind')], null)::text);
      else raise exception 'unknown admission node' using errcode = 'invalid_parameter_value';
    end case;
    if relation is not null then
      clause := case when by_subject then format('exists (%s and r.subject_id = y.subject_id)', relation)
        else format('y.subject_id = any (array(%s))', relation) end;
    end if;
    if node->>'kind' in ('county', 'everywhere', 'assigned') then
      clause := clause || format(' and (y.sensitivity || case when y.county is null then '':NONE'' when y.county = %L
        then '':SAME'' else '':OTHER'' end) = any (%L::text[])', node->>'home', array(select jsonb_array_elements_text(node->'limits'))::text);
    end if;
    return '(' || clause || ')';
  end $$`;

/** The filters of a page as SQL over `csec.youth y`. */
const PAGE_CLAUSE = `create or replace function csec.page_clause(page jsonb, order_column text) returns text
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  declare
    clause text := 'true';
    -- Spelt as an array and not as a table, so that the order of the conditions is the order here.
    conditions text[] := array[
      case when page->>'open' is not null then format('y.has_open_case = %L', page->>'open') end,
      case when page->>'csecStatus' is not null then format('y.csec_status = %L', page->>'csecStatus') end,
      case when page->>'county' is not null then format('y.county = %L', page->>'county') end,
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
    return array_to_string(array_remove(array[clause] || conditions, null), ' and ');
  end $$`;

/** Admits a page: the subjects in order, opened, with the facts of each decision. */
const ADMIT_PAGE = `create or replace function csec.admit_page(nodes jsonb, caller jsonb, page jsonb)
  returns table (subject_id uuid, order_key text, facts jsonb)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    order_column text := case page->>'order' when 'ANY' then null when 'OPENED_ON' then 'opened_order'
      when 'YOUTH_NAME' then 'name_order' else 'unknown' end;
    order_text text := case when order_column is null then 'y.subject_id' else format('y.%I, y.subject_id', order_column) end;
    size integer := least((page->>'first')::integer, 1001);
    branches text[];
    ids uuid[];
    keys text[];
  begin
    select array_agg(format('(select y.subject_id, %s as k from csec.youth y where %s and %s order by %s limit %s)',
        coalesce('y.' || quote_ident(order_column), 'null::text'), csec.admission_clause(node, false),
        csec.page_clause(page, order_column), order_text, size))
      into branches from jsonb_array_elements(nodes) as node;
    if branches is null then return; end if;
    execute format('select array_agg(s.subject_id order by s.k, s.subject_id), array_agg(s.k::text order by s.k, s.subject_id)
      from (select u.subject_id, u.k from (%s) as u order by u.k, u.subject_id limit %s) as s',
      array_to_string(branches, ' union '), size) into ids, keys;
    if ids is null then return; end if;
    perform csec.open_subjects(ids);
    return query select f.subject_id, keys[array_position(ids, f.subject_id)], f.facts
      from csec.facts_of(ids, caller) as f order by array_position(ids, f.subject_id);
  end $$`;

/** Admits those of the given subjects that a node reaches, in the order of their ids. */
const ADMIT_IDS = `create or replace function csec.admit_ids(nodes jsonb, caller jsonb, subjects uuid[])
  returns table (subject_id uuid, order_key text, facts jsonb)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    clauses text;
    ids uuid[];
  begin
    select string_agg(csec.admission_clause(node, true), ' or ') into clauses from jsonb_array_elements(nodes) as node;
    if clauses is null then return; end if;
    execute format('select array_agg(y.subject_id) from csec.youth y where y.subject_id = any ($1) and (%s)', clauses)
      into ids using subjects;
    if ids is null then return; end if;
    perform csec.open_subjects(ids);
    return query select f.subject_id, null::text, f.facts from csec.facts_of(ids, caller) as f order by f.subject_id;
  end $$`;

/** Admits whoever bears an identifier: the CWS/CMS client key where `system` is null, else an id of another system. */
const ADMIT_IDENTIFIER = `create or replace function csec.admit_identifier(nodes jsonb, caller jsonb, system integer, value text)
  returns table (subject_id uuid, order_key text, facts jsonb)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    return query select a.subject_id, a.order_key, a.facts from csec.admit_ids(nodes, caller, case
      when system is null then array(select y.subject_id from csec.youth y where y.client_key = value)
      else array(select distinct i.subject_id from csec.identifier i where i.system_code = system and i.value = admit_identifier.value)
      end) as a;
  end $$`;

/** The facts on which a decision for another caller would rest, of subjects that this transaction has open already. */
const FACTS_OF_OPENED = `create or replace function csec.facts_of_opened(subjects uuid[], caller jsonb)
  returns table (subject_id uuid, facts jsonb)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select f.subject_id, f.facts from csec.facts_of(
      array(select s from unnest(subjects) as s where s = any (csec.opened_subjects())), caller) as f order by f.subject_id $$`;

const SIGNATURES = [
  'admission_clause(jsonb, boolean)', 'page_clause(jsonb, text)', 'admit_page(jsonb, jsonb, jsonb)',
  'admit_ids(jsonb, jsonb, uuid[])', 'admit_identifier(jsonb, jsonb, integer, text)',
  'facts_of_opened(uuid[], jsonb)',
];

/** Admission: which subjects a caller may know of, opened for the transaction together with the facts about them. */
export class AdmitSubjects1770000001100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [ADMISSION_CLAUSE, PAGE_CLAUSE, ADMIT_PAGE, ADMIT_IDS, ADMIT_IDENTIFIER, FACTS_OF_OPENED]) {
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
