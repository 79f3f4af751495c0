import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission, showOpened } from './steps/second-wall.js';

const TABLES = [
  // What partners pushed of screenings to a county, of youths who are linked and of those whom nobody knows yet; `said` false: her answers tell of
  // none; `doubtful`: an answer contradicts what it depends on. Who pushes writes it, and no job.
  `create table if not exists csec.received_finding (
    agency_id uuid not null references csec.agency (id), exit_key text collate "C" not null,
    kind text not null check (kind in ('SEXUAL_EXPLOITATION', 'LABOR_EXPLOITATION')), person_system text collate "C" not null,
    person_value text collate "C" not null, county char(2) not null, source_updated_at timestamptz, received_at timestamptz not null,
    said boolean not null, doubtful boolean not null, answered_on date, primary key (agency_id, exit_key, kind, county))`,
  'create index if not exists received_finding_person on csec.received_finding (agency_id, person_system, person_value)',
  // A finding that a worker of the case reviews; a review is of the finding as it stood, and goes with what it was of.
  `create table if not exists csec.screening_finding (
    subject_id uuid not null, id uuid not null default gen_random_uuid(), agency_id uuid not null, exit_key text collate "C" not null,
    kind text not null check (kind in ('SEXUAL_EXPLOITATION', 'LABOR_EXPLOITATION')), answered_on date,
    doubtful boolean not null default false, link_id uuid not null,
    state text not null default 'AWAITING_REVIEW' check (state in ('AWAITING_REVIEW', 'CONFIRMED', 'DISMISSED')),
    reason text, reviewed_by_agency_id uuid, reviewed_by_person_id text, reviewed_at timestamptz,
    primary key (subject_id, agency_id, exit_key, kind), unique (subject_id, id))`,
  'create index if not exists screening_finding_received on csec.screening_finding (agency_id, exit_key)',
];

/** What the serving role reads; whoever reviewed and why it writes, and does not read. */
const READ_BY_GATEWAY = '(subject_id, id, agency_id, kind, answered_on, doubtful, state)';

/**
 * Shows the received findings of those exits under the youth whom a link that stands names, and under nobody else, as
 * `place_received` does with services: as long as terms are in force that have anything kept. One that is changed, or comes by
 * another link, is reviewed anew.
 */
const PLACE = `create or replace function csec.place_findings(of_agency uuid, exits text[], moment timestamptz) returns void
  language plpgsql volatile set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.screening_finding t where t.agency_id = of_agency and t.exit_key = any (exits)
      and not exists (select from csec.received_finding r
        join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
        join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
        where r.agency_id = of_agency and r.exit_key = t.exit_key and r.kind = t.kind and l.subject_id = t.subject_id and r.said
          and csec.terms_store(of_agency, r.county, moment));
    insert into csec.screening_finding as t (subject_id, agency_id, exit_key, kind, answered_on, doubtful, link_id)
      select l.subject_id, of_agency, r.exit_key, r.kind, r.answered_on, r.doubtful, l.id
      from csec.received_finding r
      join csec.partner_link l on l.agency_id = of_agency and l.system = r.person_system and l.value = r.person_value and l.undone_at is null
      join csec.youth y on y.subject_id = l.subject_id and y.county = r.county
      where r.agency_id = of_agency and r.exit_key = any (exits) and r.said and csec.terms_store(of_agency, r.county, moment)
      on conflict (subject_id, agency_id, exit_key, kind) do update set id = gen_random_uuid(), answered_on = excluded.answered_on,
        doubtful = excluded.doubtful, link_id = excluded.link_id, state = 'AWAITING_REVIEW', reason = null,
        reviewed_by_agency_id = null, reviewed_by_person_id = null, reviewed_at = null
      where (t.answered_on, t.doubtful, t.link_id) is distinct from (excluded.answered_on, excluded.doubtful, excluded.link_id);
    update csec.partner_link l set came = l.came || '{CSEC_STATUS}'::text[] where not l.came @> '{CSEC_STATUS}'
      and l.id in (select t.link_id from csec.screening_finding t where t.agency_id = of_agency and t.exit_key = any (exits));
  end $$`;

/**
 * Keeps what an agency pushed of screenings: a finding again changes nothing, a newer one replaces an older, an older one
 * nothing, that answers tell of none as well. Whose it is is looked for by nobody who waits for the answer.
 */
const RECEIVE = `create or replace function csec.receive_findings(of_agency uuid, of_county text, fresh jsonb, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into csec.received_finding as r (agency_id, exit_key, kind, person_system, person_value, county, source_updated_at, received_at, said,
        doubtful, answered_on)
      select of_agency, f.key, f.kind, f.system, f.value, of_county, f."updatedAt", moment, f.said, coalesce(f.doubtful, false), f."answeredOn"
      from jsonb_to_recordset(fresh) as f (key text, kind text, system text, value text, "updatedAt" timestamptz, said boolean, doubtful boolean,
        "answeredOn" date)
      order by f.key, f.kind
      on conflict (agency_id, exit_key, kind, county) do update set person_system = excluded.person_system, person_value = excluded.person_value,
        source_updated_at = excluded.source_updated_at, received_at = excluded.received_at, said = excluded.said, doubtful = excluded.doubtful,
        answered_on = excluded.answered_on
      where excluded.source_updated_at is null or r.source_updated_at is null or excluded.source_updated_at >= r.source_updated_at;
    insert into csec.to_place (agency_id, what, county, key)
      select distinct of_agency, 'FINDING', of_county, f.key from jsonb_to_recordset(fresh) as f (key text);
    perform csec.ask_placing(of_agency);
  end $$`;

/** One agency's records are placed by one at a time, services and findings: who comes second sees what the first did. */
const LOCK = 'perform pg_advisory_xact_lock(6290, hashtext(of_agency::text))';

/** Shows some of what waits of an agency, and answers of how many; nothing where nothing waits. */
const PLACE_WAITING = `create or replace function csec.place_waiting_findings(of_agency uuid, size integer, moment timestamptz) returns integer
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    asked bigint[];
  begin
    ${LOCK};
    asked := array(select t.seq from csec.to_place t where t.agency_id = of_agency and t.what = 'FINDING' order by t.seq limit size);
    perform csec.place_findings(of_agency, array(select distinct t.key from csec.to_place t where t.seq = any (asked)), moment);
    delete from csec.to_place t where t.seq = any (asked);
    return cardinality(asked);
  end $$`;

/**
 * Shows again all findings that an agency sent of the person whom a link is of, under whom a link that stands names, and takes
 * away the rest.
 */
const PLACE_AGAIN = `create or replace function csec.place_findings_again(of_agency uuid, link uuid, moment timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    ${LOCK};
    perform csec.place_findings(of_agency, array(
      select r.exit_key from csec.received_finding r join csec.partner_link l
        on l.id = link and l.agency_id = r.agency_id and l.system = r.person_system and l.value = r.person_value where r.agency_id = of_agency
      union select t.exit_key from csec.screening_finding t where t.link_id = link), moment);
  end $$`;

/** What a worker links or undoes shows at once; what an exchanged name links waits, as its services do. */
const FOLLOW = `create or replace function csec.follow_link_with_findings() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    if tg_op = 'UPDATE' or new.basis = 'CONFIRMED' then
      perform csec.place_findings(new.agency_id, array(select r.exit_key from csec.received_finding r
        where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value), coalesce(new.undone_at, new.linked_at));
    else
      insert into csec.to_place (agency_id, what, county, key) select distinct r.agency_id, 'FINDING', r.county, r.exit_key from csec.received_finding r
        where r.agency_id = new.agency_id and r.person_system = new.system and r.person_value = new.value;
    end if;
    return null;
  end $$`;

/** What came under the agreement of the county that a youth leaves is hers no longer, as her services are not. */
const FOLLOW_MOVE = `create or replace function csec.follow_move_with_findings() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    delete from csec.screening_finding t where t.subject_id = new.subject_id and not exists (select from csec.received_finding r
      where r.agency_id = t.agency_id and r.exit_key = t.exit_key and r.kind = t.kind and r.county = new.county);
    return null;
  end $$`;

/** Keeps what a worker said of a finding of an opened subject; a later word stands for an earlier. Answers whether there is such a one. */
const REVIEW = `create or replace function csec.review_screening_finding(fresh jsonb) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.screening_finding := jsonb_populate_record(null::csec.screening_finding, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    update csec.screening_finding f set state = given.state, reason = given.reason, reviewed_by_agency_id = given.reviewed_by_agency_id,
      reviewed_by_person_id = given.reviewed_by_person_id, reviewed_at = given.reviewed_at where f.subject_id = given.subject_id and f.id = given.id;
    return found;
  end $$`;

/**
 * What youths said at exit of a programme, as partners pushed it: kept under the agency's own name of the person, and shown
 * as findings for review where a link that stands names a youth. No status of a case is computed from them.
 */
export class KeepScreeningFindings1770000006280 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of TABLES) await run.query(statement);
    await run.query('revoke all on csec.received_finding from public');
    await run.query('grant select, insert, update, delete on csec.received_finding to csec_admission');
    await secureSubjects(run, 'screening_finding', 'insert, update, delete');
    await showOpened(run, 'screening_finding', { columns: READ_BY_GATEWAY });
    for (const statement of [PLACE, RECEIVE, PLACE_WAITING, PLACE_AGAIN, FOLLOW, FOLLOW_MOVE, REVIEW]) await run.query(statement);
    const forDelivery = ['place_waiting_findings(uuid, integer, timestamptz)', 'place_findings_again(uuid, uuid, timestamptz)'];
    const inner = ['place_findings(uuid, text[], timestamptz)', 'follow_link_with_findings()', 'follow_move_with_findings()'];
    for (const signature of [...inner, ...forDelivery]) {
      await run.query(`revoke all on function csec.${signature} from public`);
      await run.query(`alter function csec.${signature} owner to csec_admission`);
    }
    for (const signature of forDelivery) await run.query(`grant execute on function csec.${signature} to csec_delivery`);
    await serveByAdmission(run, ['receive_findings(uuid, text, jsonb, timestamptz)', 'review_screening_finding(jsonb)']);
    await run.query(`create or replace trigger follow_link_with_findings after insert or update of undone_at on csec.partner_link
      for each row execute function csec.follow_link_with_findings()`);
    await run.query(`create or replace trigger follow_move_with_findings after update of county on csec.youth
      for each row when (old.county is distinct from new.county) execute function csec.follow_move_with_findings()`);
    await run.query(`create or replace trigger note_change after insert or update or delete on csec.screening_finding
      for each row execute function csec.note_row_change()`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
