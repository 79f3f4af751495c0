import type { MigrationInterface, QueryRunner } from 'typeorm';
import { serveByAdmission } from './steps/second-wall.js';

/**
 * What 42 CFR 2.51(c) has recorded of a disclosure in a medical emergency beside its time and nature: who received, where
 * he belongs, and who disclosed.
 */
const ENTRY = ['recipient_name', 'recipient_affiliation', 'disclosed_by'];

/** The lists of who answers for a county's accesses and reports hold no client whom the reader's privileges do not reach. */
const LISTS = [
  'drop function if exists csec.emergencies_to_review(text, timestamptz, uuid, integer)',
  `create or replace function csec.emergencies_to_review(of_county text, sensitivities text[], after_at timestamptz, after_id uuid, size integer)
  returns table (subject_id uuid, id uuid, agency_id uuid, person_id text, reason text, opened_at timestamptz, ends_at timestamptz,
    closed_at timestamptz, reason_words text, callback text, recipient_name text, recipient_affiliation text, disclosed_by text)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.subject_id, e.id, e.agency_id, e.person_id, e.reason, e.opened_at, e.ends_at, e.closed_at, e.reason_words, e.callback,
      e.recipient_name, e.recipient_affiliation, e.disclosed_by
    from csec.emergency_access e join csec.youth y on y.subject_id = e.subject_id
    where e.reviewed_at is null and (after_at is null or (e.opened_at, e.id) > (after_at, after_id))
      and csec.emergency_county(e) = of_county and y.sensitivity = any (sensitivities)
    order by e.opened_at, e.id limit size $$`,
  'drop function if exists csec.review_emergency(text, uuid, jsonb)',
  `create or replace function csec.review_emergency(of_county text, sensitivities text[], wanted uuid, review jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.emergency_access e set reviewed_at = (review->>'at')::timestamptz, reviewed_by = review->>'by',
        review_finding = review->>'finding', review_words = review->>'words'
      where e.id = wanted and e.reviewed_at is null and e.person_id <> review->>'by' and csec.emergency_county(e) = of_county
        and exists (select from csec.youth y where y.subject_id = e.subject_id and y.sensitivity = any (sensitivities));
    if not found then raise exception 'no access of the county waits for this review' using errcode = 'CS409'; end if;
  end $$`,
  'drop function if exists csec.mandated_reports_of(text, boolean, timestamptz, uuid, integer)',
  `create or replace function csec.mandated_reports_of(of_county text, sensitivities text[], unmade boolean, after_at timestamptz, after_id uuid, size integer)
  returns table (subject_id uuid, id uuid, statute text, recipient_agency_id uuid, learned_at timestamptz, due_at timestamptz,
    reported_at timestamptz, report_number text, ended_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select m.subject_id, m.id, m.statute, m.recipient_agency_id, m.learned_at, m.due_at, m.reported_at, m.report_number, m.ended_at
    from csec.mandated_report m join csec.youth y on y.subject_id = m.subject_id
    where y.county = of_county and y.sensitivity = any (sensitivities) and (not unmade or (m.reported_at is null and m.ended_at is null))
      and (after_at is null or (m.due_at, m.id) > (after_at, after_id))
    order by m.due_at, m.id limit size $$`,
];

/**
 * Ends at once an access that opened nothing. It says nothing of whether there was one: who is told of no youth must not
 * learn of one by the question.
 */
const END_VOID = `create or replace function csec.end_void_emergency(person text, wanted uuid, at timestamptz) returns void
  language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
    update csec.emergency_access e set closed_at = least(e.closed_at, at) where e.id = wanted and e.person_id = person $$`;

/** An involvement is told apart by whose it is and what it is; one that ended can begin again. */
const INVOLVEMENTS = [
  `create or replace function csec.put_involvement(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.involvement := jsonb_populate_record(null::csec.involvement, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    if exists (select from csec.involvement i where i.subject_id = given.subject_id and i.agency_id = given.agency_id and i.kind = given.kind
      and i.person_id is not distinct from given.person_id and (i.ended_on is null or i.ended_on > given.started_on)) then
      raise exception 'the involvement is there already' using errcode = 'CS409';
    end if;
    insert into csec.involvement select given.*;
  end $$`,
  `create or replace function csec.end_involvement(subject uuid, agency uuid, person text, of_kind text, on_day date) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.involvement i set ended_on = on_day where i.subject_id = subject and i.agency_id = agency and i.kind = of_kind
      and i.person_id is not distinct from person and i.started_on <= on_day and (i.ended_on is null or i.ended_on > on_day);
    if not found then raise exception 'no live involvement' using errcode = 'CS409'; end if;
  end $$`,
];

const FOR_GATEWAY = [
  'emergencies_to_review(text, text[], timestamptz, uuid, integer)', 'review_emergency(text, text[], uuid, jsonb)',
  'mandated_reports_of(text, text[], boolean, timestamptz, uuid, integer)', 'end_void_emergency(text, uuid, timestamptz)',
  'put_involvement(jsonb)', 'end_involvement(uuid, uuid, text, text, date)',
];

/** Lists by the reader's privileges, the entry that an emergency under Part 2 demands, and relations to a youth. */
export class ReviewAccesses1770000003700 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const column of ENTRY) await run.query(`alter table csec.emergency_access add column if not exists ${column} text`);
    for (const statement of [...LISTS, END_VOID, ...INVOLVEMENTS]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
