import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a release is kept as: the text whose hash is signed, and what finds it again. */
const TABLES = [
  `create table if not exists csec.program_release (
    hash text primary key check (hash ~ '^[0-9a-f]{64}$'), program_table text not null, county text, year integer not null,
    quarter integer, years integer not null, published text not null, frozen_at timestamptz not null)`,
  `create index if not exists program_release_frozen on csec.program_release (frozen_at desc, hash)`,
  `create table if not exists csec.program_signature (
    hash text not null references csec.program_release (hash), step text not null check (step in ('ANALYST', 'EXPERT', 'LEGAL')),
    approved boolean not null, agency_id uuid not null, person_id text not null, at timestamptz not null,
    primary key (hash, step), constraint one_signature_each unique (hash, person_id))`,
  // One row that every freezing moves: of two that counted at once without knowing of each other, one finds it moved.
  `create table if not exists csec.program_ledger (only_row boolean primary key default true check (only_row), releases bigint not null)`,
  `insert into csec.program_ledger (releases) values (0) on conflict do nothing`,
];

/**
 * Freezes a table under the analyst's signature. \`known\` is how many releases it was protected against: were there more
 * since, or is one live for the same table, place and period, nothing is kept.
 */
const KEEP = `create or replace function csec.keep_program_release(fresh jsonb, published text, known bigint) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.program_release := jsonb_populate_record(null::csec.program_release, fresh);
  begin
    update csec.program_ledger l set releases = l.releases + 1 where l.releases = known;
    if not found then raise exception 'another table was frozen meanwhile' using errcode = 'CS409'; end if;
    if exists (select from csec.program_release r where r.program_table = given.program_table and r.county is not distinct from given.county
        and r.year = given.year and r.quarter is not distinct from given.quarter and r.years = given.years
        and not exists (select from csec.program_signature s where s.hash = r.hash and not s.approved)) then
      raise exception 'this table is frozen already' using errcode = 'CS409';
    end if;
    insert into csec.program_release (hash, program_table, county, year, quarter, years, published, frozen_at)
      values (given.hash, given.program_table, given.county, given.year, given.quarter, given.years, published, given.frozen_at);
    insert into csec.program_signature (hash, step, approved, agency_id, person_id, at)
      values (given.hash, 'ANALYST', true, (fresh->>'agency_id')::uuid, fresh->>'person_id', given.frozen_at);
  end $$`;

/** Adds the next signature: the expert's to the analyst's, the legal reviewer's to both; a third person each, and none after a refusal. */
const SIGN = `create or replace function csec.sign_program_release(signature jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.program_signature := jsonb_populate_record(null::csec.program_signature, signature);
    steps text[] := array(select s.step from csec.program_signature s where s.hash = given.hash and s.approved order by s.step);
  begin
    if not (given.step = 'EXPERT' and steps = '{ANALYST}' or given.step = 'LEGAL' and steps = '{ANALYST,EXPERT}')
      or exists (select from csec.program_signature s where s.hash = given.hash and (not s.approved or s.person_id = given.person_id)) then
      raise exception 'this signature is not the next one' using errcode = 'CS409';
    end if;
    insert into csec.program_signature select given.*;
  end $$`;

/** The frozen tables of the programme report. Nobody, the owner included, changes or removes one. */
export class KeepProgramReleases1770000005100 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    for (const statement of TABLES) await run.query(statement);
    for (const table of ['program_release', 'program_signature', 'program_ledger']) {
      await run.query(`revoke all on csec.${table} from public`);
      await run.query(`grant select on csec.${table} to csec_gateway, csec_reports`);
    }
    await run.query(`create or replace function csec.refuse_report_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$ begin
      raise exception 'a released table stays as it is' using errcode = 'insufficient_privilege'; end $$`);
    await run.query('revoke all on function csec.refuse_report_change() from public');
    for (const table of ['program_release', 'program_signature']) {
      await run.query(`create or replace trigger ${table}_only_grows before update or delete on csec.${table}
        for each row execute function csec.refuse_report_change()`);
      await run.query(`create or replace trigger ${table}_not_truncated before truncate on csec.${table}
        for each statement execute function csec.refuse_report_change()`);
      await run.query(`grant insert on csec.${table} to csec_reports`);
    }
    await run.query('grant update on csec.program_ledger to csec_reports');
    await run.query(KEEP);
    await run.query(SIGN);
    for (const name of ['keep_program_release(jsonb, text, bigint)', 'sign_program_release(jsonb)']) {
      await run.query(`revoke all on function csec.${name} from public`);
      await run.query(`alter function csec.${name} owner to csec_reports`);
      await run.query(`grant execute on function csec.${name} to csec_gateway`);
    }
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
