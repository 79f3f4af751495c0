import type { MigrationInterface, QueryRunner } from 'typeorm';

/** From PostgreSQL 16 whoever creates a role may administer it without being able to take it. */
const MAY_TAKE = `pg_catalog.pg_has_role(current_user, role_name,
      case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end)`;

/** What the role of the report may look at, and of which rows. A youth whom the county sealed is not there for it. */
const LOOKS_AT: Readonly<Record<string, { readonly columns: string; readonly rows: string }>> = {
  youth: { columns: 'subject_id, stated_county, sensitivity, born_on, sex', rows: `sensitivity <> 'R'` },
  csec_grid_entry: { columns: 'subject_id, type_code, is_victim, started_on, ended_on', rows: 'true' },
  absence: { columns: 'subject_id, kind, started_on, ended_on', rows: 'true' },
  placement: { columns: 'subject_id, started_on, ended_on', rows: 'true' },
  referral: { columns: 'subject_id, referral_key, received_on, limited_access', rows: `limited_access = 'N'` },
  allegation: { columns: 'subject_id, referral_key, type_code, disposition_code', rows: 'true' },
  service_record: {
    columns: 'subject_id, category, status, matter, started_on, ended_on',
    // What a seal order can purge is never counted, so that no count tells of one.
    rows: `category not in ('JUVENILE_JUSTICE', 'SEALED') and matter is null`,
  },
};

/** The days from and to which a period goes; it is one of the closed list, or an error. */
const PERIOD = `create or replace function csec.program_period(of_year integer, of_quarter integer, of_years integer)
  returns table (first_day date, next_day date)
  language plpgsql immutable set search_path = pg_catalog, pg_temp as $$
  begin
    if of_year is null or of_year not between 1990 and 2200 or of_years is null or of_years not in (1, 4)
      or (of_quarter is not null and (of_quarter not between 1 and 4 or of_years <> 1)) or (of_years = 4 and of_year % 4 <> 0) then
      raise exception 'no such period' using errcode = 'invalid_parameter_value';
    end if;
    first_day := make_date(of_year - of_years + 1, coalesce(3 * of_quarter - 2, 1), 1);
    next_day := (first_day + case when of_quarter is null then make_interval(years => of_years) else make_interval(months => 3) end)::date;
    return next;
  end $$`;

/** What each row of the table of that name counts, as a list of words for a youth; null: nobody counts in such a table. */
const GROUPS_OF = `
      select l.subject_id, case wanted
        when 'VICTIMS' then case when l.victim then array['VICTIM'] end
        when 'YOUTHS_BY_STATUS' then array[case when l.victim then 'VICTIM' else 'AT_RISK' end]
        when 'VICTIMS_BY_AGE' then case when l.victim then array[l.age] end
        when 'VICTIMS_BY_SEX' then case when l.victim then array[l.sex] end
        when 'VICTIMS_BY_AGE_AND_SEX' then case when l.victim then array[l.age || '/' || l.sex] end
        when 'VICTIMS_BY_COUNTY' then case when l.victim then array[coalesce(l.stated_county, 'NO_COUNTY')] end
        when 'VICTIMS_BY_GRID_TYPE' then case when l.victim then l.types || '{ALL}'::text[] end
        when 'RISK_FACTORS' then case when l.victim then '{ALL}'::text[]
          || case when exists (select from csec.absence a where a.subject_id = l.subject_id and a.kind = 'RAN_AWAY' and a.started_on < next_day)
            then '{RAN_AWAY}'::text[] end
          || case when exists (select from csec.placement p where p.subject_id = l.subject_id and p.started_on < next_day
              and (p.ended_on is null or p.ended_on >= first_day)) then '{OUT_OF_HOME_CARE}'::text[] end
          || case when (select count(*) from csec.placement p where p.subject_id = l.subject_id and p.started_on < next_day) >= 3
            then '{SEVERAL_PLACEMENTS}'::text[] end
          || array(select distinct case when g.type_code = 2181 then 'SEXUAL_ABUSE_ALLEGED' when g.type_code = 2179 then 'PHYSICAL_ABUSE_ALLEGED'
                when g.type_code = 2176 then 'EMOTIONAL_ABUSE_ALLEGED' when g.type_code in (2178, 2180) then 'NEGLECT_ALLEGED'
                else 'CARETAKER_ABSENCE_ALLEGED' end
              from csec.allegation g join csec.referral r on r.subject_id = g.subject_id and r.referral_key = g.referral_key
              where g.subject_id = l.subject_id and g.type_code in (2181, 2179, 2176, 2178, 2180, 2169) and r.received_on < next_day
                and coalesce(g.disposition_code, 0) not in (46, 5918)) end
        when 'SERVICE_TYPES' then case when l.victim then '{ALL}'::text[] || array(
          select distinct case when s.category = 'CASE_FACTS' then 'CASE_MANAGEMENT' when s.category = 'MENTAL_HEALTH' then 'MENTAL_HEALTH'
              when s.category in ('SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER') then 'SUBSTANCE_USE'
              when s.category = 'EDUCATION' then 'EDUCATION' when s.category = 'DEVELOPMENTAL_DISABILITY' then 'DEVELOPMENTAL' else 'MEDICAL' end
            from csec.service_record s where s.subject_id = l.subject_id and s.started_on < next_day
              and coalesce(s.ended_on, s.started_on) >= first_day and coalesce(s.status, 'COMPLETED') <> 'ATTEMPTED'
              and s.category in ('CASE_FACTS', 'MENTAL_HEALTH', 'SUBSTANCE_USE_PART2', 'SUBSTANCE_USE_OTHER', 'EDUCATION', 'DEVELOPMENTAL_DISABILITY',
                'REPRODUCTIVE_HEALTH', 'COMMUNICABLE_DISEASE', 'HIV', 'ASSAULT_MEDICAL', 'GENERAL_MEDICAL')) end
        when 'BARRIERS' then case when l.victim then '{ALL}'::text[]
          || case when exists (select from csec.absence a where a.subject_id = l.subject_id and a.started_on < next_day
              and (a.ended_on is null or a.ended_on >= first_day)) then '{ABSENT_FROM_CARE}'::text[] end
          || case when exists (select from csec.service_record s where s.subject_id = l.subject_id and s.category = 'CASE_FACTS'
              and s.status = 'ATTEMPTED' and s.started_on >= first_day and s.started_on < next_day) then '{CONTACT_NOT_MADE}'::text[] end end
      end as words`;

/**
 * The counts of one table of the closed list: words and numbers, never a youth. Whom the grid lists in the period counts;
 * with a row of a victim, as a victim, of the age at which he first was one in the period.
 */
const COUNT_PROGRAMME = `create or replace function csec.count_programme(
    wanted text, of_county text, of_year integer, of_quarter integer, of_years integer) returns table (word text, counted integer)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
  #variable_conflict use_column
  declare
    first_day date;
    next_day date;
  begin
    if wanted is null or wanted not in ('VICTIMS', 'YOUTHS_BY_STATUS', 'VICTIMS_BY_AGE', 'VICTIMS_BY_SEX', 'VICTIMS_BY_AGE_AND_SEX',
        'VICTIMS_BY_COUNTY', 'VICTIMS_BY_GRID_TYPE', 'RISK_FACTORS', 'SERVICE_TYPES', 'BARRIERS')
      or (of_county is not null and (of_county !~ '^(0[1-9]|[1-4][0-9]|5[0-8])$' or wanted in ('VICTIMS_BY_COUNTY', 'VICTIMS_BY_GRID_TYPE',
        'RISK_FACTORS', 'SERVICE_TYPES', 'BARRIERS'))) then
      raise exception 'no such table' using errcode = 'invalid_parameter_value';
    end if;
    select p.first_day, p.next_day into first_day, next_day from csec.program_period(of_year, of_quarter, of_years) as p;
    return query with entry as (
      select g.subject_id, bool_or(g.is_victim) as victim, min(greatest(g.started_on, first_day)) filter (where g.is_victim) as victim_on,
        array_agg(distinct g.type_code::text) filter (where g.is_victim) as types
      from csec.csec_grid_entry g
      where g.is_victim is not null and g.started_on < next_day and (g.ended_on is null or g.ended_on >= first_day)
      group by g.subject_id),
    listed as (
      select e.subject_id, e.victim, e.types, y.stated_county,
        case when y.sex in ('F', 'M') then y.sex else 'OTHER_OR_UNKNOWN' end as sex,
        case when y.born_on is null then 'AGE_UNKNOWN' when age(e.victim_on, y.born_on) < interval '12 years' then 'UNDER_12'
          when age(e.victim_on, y.born_on) < interval '15 years' then 'FROM_12_TO_14' when age(e.victim_on, y.born_on) < interval '18 years'
          then 'FROM_15_TO_17' else 'FROM_18' end as age
      from entry e join csec.youth y on y.subject_id = e.subject_id
      where y.sensitivity <> 'R' and (of_county is null or y.stated_county = of_county)),
    grouped as (${GROUPS_OF}
      from listed l)
    select w, count(*)::integer from grouped g cross join unnest(g.words) as w group by w order by w;
  end $$`;

/**
 * Counts for the programme report, under a role of its own: it can see no name, no id in another system and no sealed
 * youth, and its one function answers words and numbers. The serving role may call the function and gains no row by it.
 */
export class CountProgramme1770000005000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = 'csec_reports') then
        create role csec_reports nologin noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
    await run.query(`do $$ declare role_name name := 'csec_reports'; begin
      if not ${MAY_TAKE} then execute format('grant %I to %I', role_name, current_user); end if;
    exception when internal_error or unique_violation then
      if not ${MAY_TAKE} then raise; end if;
    end $$`);
    await run.query('grant usage, create on schema csec to csec_reports');
    for (const [table, { columns, rows }] of Object.entries(LOOKS_AT)) {
      await run.query(`grant select (${columns}) on csec.${table} to csec_reports`);
      await run.query(`drop policy if exists report_counts on csec.${table}`);
      await run.query(`create policy report_counts on csec.${table} for select to csec_reports using (${rows})`);
    }
    await run.query(PERIOD);
    await run.query(COUNT_PROGRAMME);
    for (const name of ['program_period(integer, integer, integer)', 'count_programme(text, text, integer, integer, integer)']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`alter function csec.${name} owner to csec_reports`);
    }
    await run.query('grant execute on function csec.count_programme(text, text, integer, integer, integer) to csec_gateway');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
