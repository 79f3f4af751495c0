import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Breaking the glass is for whom the caller may not know of yet: the youth is named by id or identifier and need not be
 * open. Answers the access, or nothing where there is no such youth. Who has a live access already keeps that one: asking
 * again never makes it longer.
 */
const OPEN_EMERGENCY = `create or replace function csec.open_emergency(fresh jsonb, system integer, value text)
  returns table (subject_id uuid, id uuid, opened_at timestamptz, ends_at timestamptz)
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.emergency_access := jsonb_populate_record(null::csec.emergency_access, fresh);
    named uuid[];
  begin
    named := case
      when value is null then array(select y.subject_id from csec.youth y where y.subject_id = given.subject_id)
      when system is null then array(select y.subject_id from csec.youth y where y.client_key = value)
      else array(select distinct i.subject_id from csec.identifier i where i.system_code = system and i.value = open_emergency.value) end;
    -- An identifier that two youths bear names neither: an emergency has one named patient.
    if cardinality(named) <> 1 then return; end if;
    given.subject_id := named[1];
    return query select e.subject_id, e.id, e.opened_at, e.ends_at from csec.emergency_access e
      where e.subject_id = given.subject_id and e.person_id = given.person_id and e.agency_id = given.agency_id
        and e.closed_at is null and e.opened_at <= given.opened_at and given.opened_at < e.ends_at order by e.ends_at desc limit 1;
    if found then return; end if;
    insert into csec.emergency_access select given.*;
    return query select given.subject_id, given.id, given.opened_at, given.ends_at;
  end $$`;

const CLOSE_AND_REVIEW = [
  `create or replace function csec.close_emergency(person text, wanted uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.emergency_access e set closed_at = least(e.closed_at, at) where e.id = wanted and e.person_id = person;
    if not found then raise exception 'no such access' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.emergency_county(e csec.emergency_access) returns text
  language sql stable set search_path = pg_catalog, pg_temp as $$
    select coalesce((select y.county from csec.youth y where y.subject_id = e.subject_id),
      (select a.county from csec.agency a where a.id = e.agency_id)) $$`,
  `create or replace function csec.emergencies_to_review(of_county text, after_at timestamptz, after_id uuid, size integer)
  returns table (subject_id uuid, id uuid, agency_id uuid, person_id text, reason text, opened_at timestamptz, ends_at timestamptz,
    closed_at timestamptz, reason_words text, callback text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.subject_id, e.id, e.agency_id, e.person_id, e.reason, e.opened_at, e.ends_at, e.closed_at, e.reason_words, e.callback
    from csec.emergency_access e
    where e.reviewed_at is null and (after_at is null or (e.opened_at, e.id) > (after_at, after_id))
      and csec.emergency_county(e) = of_county
    order by e.opened_at, e.id limit size $$`,
  `create or replace function csec.review_emergency(of_county text, wanted uuid, review jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.emergency_access e set reviewed_at = (review->>'at')::timestamptz, reviewed_by = review->>'by',
        review_finding = review->>'finding', review_words = review->>'words'
      where e.id = wanted and e.reviewed_at is null and e.person_id <> review->>'by' and csec.emergency_county(e) = of_county;
    if not found then raise exception 'no access of the county waits for this review' using errcode = 'CS409'; end if;
  end $$`,
];

const MANDATED_REPORTS = [
  `create or replace function csec.open_mandated_report(fresh jsonb) returns uuid
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.mandated_report := jsonb_populate_record(null::csec.mandated_report, fresh);
    live uuid;
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.mandated_report select given.* on conflict do nothing;
    -- What is reported already is reported: the clock runs from the first learning of it.
    select m.id into live from csec.mandated_report m where m.subject_id = given.subject_id and m.statute = given.statute
      and m.recipient_agency_id = given.recipient_agency_id and m.ended_at is null;
    if live is null then raise exception 'the report has ended' using errcode = 'CS409'; end if;
    return live;
  end $$`,
  `create or replace function csec.note_report_made(subject uuid, wanted uuid, at timestamptz, number text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.mandated_report m set reported_at = coalesce(m.reported_at, at), report_number = coalesce(number, m.report_number)
      where m.subject_id = subject and m.id = wanted and m.ended_at is null;
    if not found then raise exception 'no live report' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.end_mandated_report(subject uuid, wanted uuid, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.mandated_report m set ended_at = least(m.ended_at, at) where m.subject_id = subject and m.id = wanted;
    if not found then raise exception 'no such report' using errcode = 'CS409'; end if;
  end $$`,
  `create or replace function csec.mandated_reports_of(of_county text, unmade boolean, after_at timestamptz, after_id uuid, size integer)
  returns table (subject_id uuid, id uuid, statute text, recipient_agency_id uuid, learned_at timestamptz, due_at timestamptz,
    reported_at timestamptz, report_number text, ended_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.subject_id, m.id, m.statute, m.recipient_agency_id, m.learned_at, m.due_at, m.reported_at, m.report_number, m.ended_at
    from csec.mandated_report m join csec.youth y on y.subject_id = m.subject_id
    where y.county = of_county and (not unmade or (m.reported_at is null and m.ended_at is null))
      and (after_at is null or (m.due_at, m.id) > (after_at, after_id))
    order by m.due_at, m.id limit size $$`,
];

const INNER = ['emergency_county(csec.emergency_access)'];
const FOR_GATEWAY = [
  'open_emergency(jsonb, integer, text)', 'close_emergency(text, uuid, timestamptz)',
  'emergencies_to_review(text, timestamptz, uuid, integer)', 'review_emergency(text, uuid, jsonb)', 'open_mandated_report(jsonb)',
  'note_report_made(uuid, uuid, timestamptz, text)', 'end_mandated_report(uuid, uuid, timestamptz)',
  'mandated_reports_of(text, boolean, timestamptz, uuid, integer)',
];

/** What a mutation may record of accesses by breaking the glass and of compelled reports, and the lists of who answers for them. */
export class RecordSpecialAccesses1770000003500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [OPEN_EMERGENCY, ...CLOSE_AND_REVIEW, ...MANDATED_REPORTS]) await run.query(statement);
    for (const signature of [...INNER, ...FOR_GATEWAY]) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    for (const signature of FOR_GATEWAY) await run.query(`grant execute on function csec.${signature} to csec_gateway`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
