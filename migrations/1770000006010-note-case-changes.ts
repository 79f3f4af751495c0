import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A notification holds 8,000 bytes, and an id with its comma 37. */
const IDS_TOGETHER = 200;

/**
 * Every gateway that listens hears of it with the commit, and nobody of what is rolled back. Ids alone: nothing of a record.
 * Whose they are the sign before them says: none, youths whose record changed; `!`, youths of whom it changed who may see
 * them; `@`, agencies and `#`, persons whose standing changed; `*` alone, that anybody's record may have.
 */
const ANNOUNCE_SIGNED = `create or replace function csec.announce_ids(sign text, ids text[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform pg_catalog.pg_notify('csec_case_changes', sign || pg_catalog.string_agg(parts.s, ',')) from (
      select named.s, (pg_catalog.row_number() over () - 1) / ${IDS_TOGETHER} as part
      -- A person whose id is no such has no token, and so no stream.
      from (select distinct u.s from pg_catalog.unnest(ids) as u (s) where u.s ~ '^[0-9a-f-]{36}$') as named) as parts group by parts.part;
  end $$`;

const ANNOUNCE = `create or replace function csec.announce_case_changes(subjects uuid[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.announce_ids('', subjects::text[]);
  end $$`;

/**
 * The outbox: a job of the queue, added by whoever changes something in the transaction that changes it, so that what is
 * rolled back is told to nobody and what is committed is not forgotten. Gateways hear of it; where no partner asked to be
 * told no job is added.
 */
const NOTE_CHANGES = `create or replace function csec.note_case_changes(subjects uuid[]) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.announce_case_changes(subjects);
    if not exists (select from csec.partner_subscription where state = 'ACTIVE') then return; end if;
    perform graphile_worker.add_job('compare', json_build_object('subjectId', s), queue_name := 'case:' || s, job_key := 'case:' || s)
      from (select distinct s from unnest(subjects) as s) as youths (s);
  end $$`;

const ASK_SWEEP = `create or replace function csec.ask_sweep(subscription uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('sweep', json_build_object('subscriptionId', subscription), queue_name := 'sweep:' || subscription,
      job_key := 'sweep:' || subscription);
  end $$`;

/** A report that a child is missing goes before whatever else waits for a worker: statute has it told within twenty-four hours. */
const URGENCY = `case when exists (select from csec.partner_event e where e.subscription_id = subscription and e.subject_id = subject
        and e.state = 'WAITING' and e.kind = 'MISSING_CHILD_REPORTED') then -1 else 0 end`;

const ASK_DELIVERY = `create or replace function csec.ask_delivery(subscription uuid, subject uuid) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform graphile_worker.add_job('deliver', json_build_object('subscriptionId', subscription, 'subjectId', subject),
      -- One partner's at a time: whose endpoint hangs holds one worker and no more.
      queue_name := 'deliver:' || subscription, job_key := 'deliver:' || subscription || ':' || subject,
      priority := ${URGENCY},
      -- One that waits after a failure goes on waiting, but where a report that she is missing came meanwhile.
      job_key_mode := case when exists (select from csec.partner_event e where e.subscription_id = subscription and e.subject_id = subject
        and e.state = 'WAITING' and e.kind = 'MISSING_CHILD_REPORTED' and e.attempts = 0) then 'replace' else 'preserve_run_at' end);
  end $$`;

const ROW_CHANGED = `create or replace function csec.note_row_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.note_case_changes(array[coalesce(new.subject_id, old.subject_id)]);
    return null;
  end $$`;

/** What an agency may see of everybody hangs on its agreements, its people's seats and its duties. */
const PARTY_CHANGED = `create or replace function csec.note_party_change() returns trigger
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    agencies uuid[];
    changed jsonb := to_jsonb(new);
  begin
    agencies := case tg_table_name
      when 'agency' then array[(changed->>'id')::uuid]
      when 'team' then array(select m.agency_id from csec.team_member m where m.team_id = (changed->>'id')::uuid)
      else array[(changed->>'agency_id')::uuid] end;
    perform csec.ask_sweep(s.id) from csec.partner_subscription s where s.state = 'ACTIVE' and s.agency_id = any (agencies);
    return null;
  end $$`;

/** Whether somebody was told of a youth before, by an answer, a message or an event. */
const WAS_TOLD = `create or replace function csec.was_told(subject uuid, agency uuid, person text) returns boolean
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select exists (select from csec.disclosure d where d.subject_id = subject and d.outcome in ('RELEASED', 'MESSAGE')
      and d.record->>'agencyId' = agency::text and d.record->>'personId' = person) $$`;

/**
 * Keeps what a partner is released now, and raises an event where that differs from what it was. That something ended is
 * raised only for who was told before: to anybody else it would tell that there was something. Answers the kind raised.
 */
const NOTE_VIEW = `create or replace function csec.note_partner_view(view jsonb, event uuid, moment timestamptz, silent boolean) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    subscription csec.partner_subscription;
    subject uuid := (view->>'subjectId')::uuid;
    seen text := view->>'digest';
    raised text := case when view->>'digest' is null then 'CASE_ENDED' else view->>'kind' end;
    former text;
    known boolean;
  begin
    select * into subscription from csec.partner_subscription s where s.id = (view->>'subscriptionId')::uuid for share;
    select v.digest into former from csec.partner_view v where v.subject_id = subject and v.subscription_id = subscription.id for update;
    known := found;
    if coalesce(subscription.state, 'ENDED') <> 'ACTIVE' or former is not distinct from seen then return null; end if;
    insert into csec.partner_view (subject_id, subscription_id, digest) values (subject, subscription.id, seen)
      on conflict on constraint partner_view_pkey do update set digest = excluded.digest;
    -- Of a child who is missing statute has told, whether or not somebody listened when it was ordered.
    if (silent and not known and raised <> 'MISSING_CHILD_REPORTED') or raised <> all (subscription.events) then return null; end if;
    if raised = 'CASE_ENDED' and not csec.was_told(subject, subscription.agency_id, subscription.person_id) then return null; end if;
    -- One that waits untried tells as much: whoever is told looks for himself.
    perform from csec.partner_event e where e.subscription_id = subscription.id and e.subject_id = subject and e.state = 'WAITING' and e.kind = raised
      and e.attempts = 0 and not exists (select from csec.partner_event l where l.subscription_id = subscription.id and l.subject_id = subject
        and l.state = 'WAITING' and l.seq > e.seq);
    if found then return null; end if;
    insert into csec.partner_event (subject_id, id, subscription_id, kind, raised_at) values (subject, event, subscription.id, raised, moment);
    perform csec.ask_delivery(subscription.id, subject);
    return raised;
  end $$`;

/** That a consent was withdrawn under which a partner received is raised once. */
const RAISE_WITHDRAWAL = `create or replace function csec.raise_withdrawal(told jsonb, event uuid, moment timestamptz) returns boolean
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    insert into csec.partner_event (subject_id, id, subscription_id, kind, cause, raised_at)
      values ((told->>'subjectId')::uuid, event, (told->>'subscriptionId')::uuid, 'CONSENT_WITHDRAWN', told->>'noticeId', moment)
      on conflict (subscription_id, cause) where cause is not null do nothing;
    if not found then return false; end if;
    perform csec.ask_delivery((told->>'subscriptionId')::uuid, (told->>'subjectId')::uuid);
    return true;
  end $$`;

/** An attempt, counted when it was begun, failed: the event waits so many seconds, and with none to wait is a dead letter. */
const PUT_OFF = `create or replace function csec.put_off_event(event uuid, why text, answered integer, seconds double precision, moment timestamptz) returns text
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    waiting csec.partner_event;
    subscription uuid;
    subject uuid;
  begin
    update csec.partner_event e set fault = why, status = answered, state = case when seconds is null then 'DEAD' else e.state end,
        settled_at = case when seconds is null then moment end
      where e.id = event and e.state = 'WAITING' returning * into waiting;
    subscription := waiting.subscription_id;
    subject := waiting.subject_id;
    if waiting.state = 'WAITING' then
      perform graphile_worker.add_job('deliver', json_build_object('subscriptionId', subscription, 'subjectId', subject),
        queue_name := 'deliver:' || subscription, run_at := now() + make_interval(secs => seconds),
        job_key := 'deliver:' || subscription || ':' || subject, priority := ${URGENCY});
    end if;
    return waiting.state;
  end $$`;

/** Tables whose rows are written one by one; what a sync assembles it notes a batch at a time. */
const RELATIONS = [
  'consent', 'involvement', 'team_assignment', 'court_order', 'seal_order', 'seal_tombstone', 'mandated_report', 'missing_child_description', 'endangerment',
  'case_document', 'victim_election', 'release_approval', 'emergency_access', 'consent_withdrawal',
];
const PARTIES = ['agency', 'agreement', 'team', 'team_member', 'person'];

/** Notes what changes of a case, and of who may see it, for the gateways that listen and the partners who asked to be told. */
export class NoteCaseChanges1770000006010 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of [ANNOUNCE_SIGNED, ANNOUNCE, NOTE_CHANGES, ASK_SWEEP, ASK_DELIVERY, ROW_CHANGED, PARTY_CHANGED, WAS_TOLD, NOTE_VIEW, RAISE_WITHDRAWAL, PUT_OFF]) await run.query(statement);
    await run.query('grant select on csec.team_member to csec_delivery');
    for (const name of ['announce_ids(text, text[])', 'announce_case_changes(uuid[])', 'note_case_changes(uuid[])', 'ask_sweep(uuid)', 'ask_delivery(uuid, uuid)', 'note_row_change()', 'note_party_change()',
      'note_partner_view(jsonb, uuid, timestamptz, boolean)', 'raise_withdrawal(jsonb, uuid, timestamptz)',
      'put_off_event(uuid, text, integer, double precision, timestamptz)']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`alter function csec.${name} owner to csec_delivery`);
    }
    await run.query('grant execute on function csec.ask_sweep(uuid), csec.ask_delivery(uuid, uuid) to csec_admission');
    await run.query('grant execute on function csec.note_case_changes(uuid[]) to csec_sync');
    await run.query('revoke all on function csec.was_told(uuid, uuid, text) from public');
    await run.query('alter function csec.was_told(uuid, uuid, text) owner to csec_admission');
    await run.query('grant execute on function csec.was_told(uuid, uuid, text) to csec_delivery');
    for (const table of RELATIONS) {
      await run.query(`create or replace trigger note_change after insert or update or delete on csec.${table}
        for each row execute function csec.note_row_change()`);
    }
    // What partners file themselves; the county's own rows come by a sync.
    await run.query(`create or replace trigger note_filed after insert or update on csec.service_record
      for each row when (new.system <> 'CWS/CMS') execute function csec.note_row_change()`);
    for (const table of PARTIES) {
      await run.query(`create or replace trigger note_change after insert or update on csec.${table} for each row execute function csec.note_party_change()`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
