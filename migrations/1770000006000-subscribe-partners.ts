import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission } from './steps/second-wall.js';

/** From PostgreSQL 16 whoever creates a role may administer it without being able to take it. */
const MAY_TAKE = `pg_catalog.pg_has_role(current_user, role_name,
      case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end)`;

const REGISTERS = [
  `create table if not exists csec.partner_subscription (
    id uuid primary key, agency_id uuid not null references csec.agency (id), county char(2) not null, person_id text not null, role text not null,
    purpose text not null, events text[] not null, endpoint text not null, state text not null check (state in ('ACTIVE', 'PAUSED', 'ENDED')),
    paused_because text, baselined_at timestamptz, swept_on date, recorded_at timestamptz not null)`,
  'create index if not exists partner_subscription_county on csec.partner_subscription (county, recorded_at, id)',
  'create index if not exists partner_subscription_agency on csec.partner_subscription (agency_id)',
  // A secret is made of its id under the gateway's own key; none is kept.
  `create table if not exists csec.partner_secret (
    id uuid primary key, subscription_id uuid not null references csec.partner_subscription (id), created_at timestamptz not null, retires_at timestamptz)`,
  'create index if not exists partner_secret_subscription on csec.partner_secret (subscription_id)',
  `create table if not exists csec.partner_subscription_act (
    id bigint generated always as identity primary key, subscription_id uuid not null, act text not null, by_agency_id uuid not null,
    by_person_id text not null, at timestamptz not null)`,
];

const OF_YOUTHS: Readonly<Record<string, string>> = {
  // What a partner was released when it was last compared: a keyed hash, and null once nothing is.
  partner_view: `create table if not exists csec.partner_view (
    subject_id uuid not null, subscription_id uuid not null, digest text, primary key (subject_id, subscription_id))`,
  partner_event: `create table if not exists csec.partner_event (
    subject_id uuid not null, id uuid not null unique, subscription_id uuid not null, seq bigint generated always as identity, kind text not null,
    cause text, raised_at timestamptz not null, state text not null default 'WAITING' check (state in ('WAITING', 'SENT', 'DEAD', 'STOPPED')),
    attempts integer not null default 0, tried_since timestamptz, fault text, status integer, settled_at timestamptz, primary key (subject_id, id))`,
};

const INDEXES = [
  'create index if not exists partner_view_subscription on csec.partner_view (subscription_id, subject_id)',
  `create index if not exists partner_event_waiting on csec.partner_event (subscription_id, subject_id, seq) where state = 'WAITING'`,
  'create index if not exists partner_event_subscription on csec.partner_event (subscription_id, seq)',
  `create unique index if not exists partner_event_cause on csec.partner_event (subscription_id, cause) where cause is not null`,
];

/** Records a subscription with its first secret, and looks at once at what its partner is released already. */
const RECORD = `create or replace function csec.record_partner_subscription(fresh jsonb, secret uuid, by_agency uuid, by_person text) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.partner_subscription := jsonb_populate_record(null::csec.partner_subscription, fresh);
  begin
    insert into csec.partner_subscription select given.*;
    insert into csec.partner_secret (id, subscription_id, created_at) values (secret, given.id, given.recorded_at);
    insert into csec.partner_subscription_act (subscription_id, act, by_agency_id, by_person_id, at)
      values (given.id, 'RECORDED', by_agency, by_person, given.recorded_at);
    perform csec.ask_sweep(given.id);
  end $$`;

/** What a county may still do with a subscription of its own; one that has ended stays so. */
const CHANGE = `create or replace function csec.change_partner_subscription(wanted uuid, of_county text, act text, by_agency uuid, by_person text, moment timestamptz)
  returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    update csec.partner_subscription s set paused_because = case act when 'PAUSED' then 'COUNTY' end,
        state = case act when 'PAUSED' then 'PAUSED' when 'RESUMED' then 'ACTIVE' else 'ENDED' end
      where s.id = wanted and s.county = of_county and s.state <> 'ENDED';
    if not found then return false; end if;
    insert into csec.partner_subscription_act (subscription_id, act, by_agency_id, by_person_id, at) values (wanted, act, by_agency, by_person, moment);
    if act = 'RESUMED' then
      -- What nobody tried while it was paused has its time before it.
      update csec.partner_event e set tried_since = null where e.subscription_id = wanted and e.state = 'WAITING';
      perform csec.ask_sweep(wanted);
    end if;
    return true;
  end $$`;

/** A further secret; those before it sign until they retire. */
const ROTATE = `create or replace function csec.rotate_partner_secret(wanted uuid, of_county text, secret uuid, retires timestamptz, by_agency uuid, by_person text,
    moment timestamptz) returns boolean language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform from csec.partner_subscription s where s.id = wanted and s.county = of_county and s.state <> 'ENDED' for update;
    if not found then return false; end if;
    update csec.partner_secret k set retires_at = least(k.retires_at, retires) where k.subscription_id = wanted;
    insert into csec.partner_secret (id, subscription_id, created_at) values (secret, wanted, moment);
    insert into csec.partner_subscription_act (subscription_id, act, by_agency_id, by_person_id, at) values (wanted, 'SECRET_ROTATED', by_agency, by_person, moment);
    return true;
  end $$`;

/** What became of the events of a county's subscription, newest first: never of which youth. What waits while it is paused is held. */
const EVENTS_OF = `create or replace function csec.partner_events_of(wanted uuid, of_county text, of_state text, before bigint, size integer)
  returns table (id uuid, seq bigint, kind text, state text, attempts integer, fault text, status integer, raised_at timestamptz, settled_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.id, e.seq, e.kind, stands.state, e.attempts, e.fault, e.status, e.raised_at, e.settled_at
    from csec.partner_event e join csec.partner_subscription s on s.id = e.subscription_id
      cross join lateral (select case when e.state = 'WAITING' and s.state = 'PAUSED' then 'HELD' else e.state end as state) as stands
    where s.id = wanted and s.county = of_county and (of_state is null or stands.state = of_state) and (before is null or e.seq < before)
    order by e.seq desc limit size $$`;

/** Dead letters wait again, in their old order. */
const REPLAY = `create or replace function csec.replay_partner_events(wanted uuid, of_county text, events uuid[], by_agency uuid, by_person text, moment timestamptz)
  returns integer language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    replayed integer;
  begin
    if not exists (select from csec.partner_subscription s where s.id = wanted and s.county = of_county and s.state <> 'ENDED') then return null; end if;
    with again as (
      update csec.partner_event e set state = 'WAITING', attempts = 0, tried_since = null, fault = null, status = null, settled_at = null
        where e.subscription_id = wanted and e.state = 'DEAD' and (events is null or e.id = any (events)) returning e.subject_id),
    asked as (select csec.ask_delivery(wanted, subject_id) from (select distinct subject_id from again) as youths)
    select (select count(*) from again) from (select count(*) from asked) as all_asked into replayed;
    insert into csec.partner_subscription_act (subscription_id, act, by_agency_id, by_person_id, at) values (wanted, 'REPLAYED', by_agency, by_person, moment);
    return replayed;
  end $$`;

/** The youth of an event, for the agency that it was raised for; the gate decides what comes of it. */
const SUBJECT_OF = `create or replace function csec.partner_event_subject(event uuid, agency uuid) returns uuid
  language sql stable security definer set search_path = pg_catalog, pg_temp as $$
    select e.subject_id from csec.partner_event e join csec.partner_subscription s on s.id = e.subscription_id
    where e.id = event and s.agency_id = agency and e.state in ('WAITING', 'SENT') $$`;

const FOR_GATEWAY = [
  'record_partner_subscription(jsonb, uuid, uuid, text)', 'change_partner_subscription(uuid, text, text, uuid, text, timestamptz)',
  'rotate_partner_secret(uuid, text, uuid, timestamptz, uuid, text, timestamptz)', 'partner_events_of(uuid, text, text, bigint, integer)',
  'replay_partner_events(uuid, text, uuid[], uuid, text, timestamptz)', 'partner_event_subject(uuid, uuid)',
];

/** What partners asked to be told, and what of it waits, was told or could not be. */
export class SubscribePartners1770000006000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = 'csec_delivery') then
        create role csec_delivery nologin noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
      end if;
    exception when duplicate_object or unique_violation then null;
    end $$`);
    await run.query(`do $$ declare role_name name := 'csec_delivery'; begin
      if not ${MAY_TAKE} then execute format('grant %I to %I', role_name, current_user); end if;
    exception when internal_error or unique_violation then
      if not ${MAY_TAKE} then raise; end if;
    end $$`);
    await run.query('grant usage, create on schema csec to csec_delivery');
    for (const statement of REGISTERS) await run.query(statement);
    for (const table of ['partner_subscription', 'partner_secret', 'partner_subscription_act']) {
      await run.query(`revoke all on csec.${table} from public, csec_gateway, csec_admission, csec_delivery`);
      await run.query(`grant select, insert, update on csec.${table} to csec_admission`);
    }
    await run.query('grant select on csec.partner_subscription, csec.partner_secret to csec_gateway');
    await run.query('grant select on csec.partner_secret to csec_delivery');
    await run.query('grant select, update on csec.partner_subscription to csec_delivery');
    for (const [table, statement] of Object.entries(OF_YOUTHS)) {
      await run.query(statement);
      await secureSubjects(run, table);
      await run.query(`drop policy if exists delivery_writes on csec.${table}`);
      await run.query(`create policy delivery_writes on csec.${table} for all to csec_delivery using (true) with check (true)`);
      await run.query(`grant select, insert, update on csec.${table} to csec_delivery`);
    }
    for (const statement of [...INDEXES, RECORD, CHANGE, ROTATE, EVENTS_OF, REPLAY, SUBJECT_OF]) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
