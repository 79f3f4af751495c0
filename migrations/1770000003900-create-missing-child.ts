import type { MigrationInterface, QueryRunner } from 'typeorm';
import { secureSubjects, serveByAdmission, showOpened } from './steps/second-wall.js';

const TABLES = ['missing_child_description', 'endangerment'];

/**
 * What the county describes a missing child by, the newest description standing for all before it. The newest of two of
 * one moment is told by its id, so that nobody can read now the one and now the other.
 */
const FUNCTIONS = [
  `create or replace function csec.describe_missing_child(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.missing_child_description := jsonb_populate_record(null::csec.missing_child_description, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.missing_child_description select given.*;
  end $$`,
  `create or replace function csec.note_endangerment(fresh jsonb) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  declare
    given csec.endangerment := jsonb_populate_record(null::csec.endangerment, fresh);
  begin
    perform csec.require_opened(given.subject_id);
    insert into csec.endangerment select given.*;
  end $$`,
  // It says nothing of whether there was such a fact: whoever takes one back may not read all that others noted.
  `create or replace function csec.withdraw_endangerment(subject uuid, of_kind text, in_words text, at timestamptz) returns void
  language plpgsql volatile security definer set search_path = pg_catalog, pg_temp as $$
  begin
    perform csec.require_opened(subject);
    update csec.endangerment e set withdrawn_at = coalesce(e.withdrawn_at, at)
      where e.subject_id = subject and e.kind = of_kind and (in_words is null or lower(e.words) = lower(in_words));
  end $$`,
];

const FOR_GATEWAY = ['describe_missing_child(jsonb)', 'note_endangerment(jsonb)', 'withdraw_endangerment(uuid, text, text, timestamptz)'];

/**
 * What the report of a missing child tells and CWS/CMS has no column for: photo, height, weight, hair, eyes, where the
 * child was last seen, and what endangers it, each such fact with the law of where it is known from.
 */
export class CreateMissingChild1770000003900 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.missing_child_description (
      subject_id uuid not null, id uuid not null, photo_reference text, height_inches integer, weight_pounds integer, hair text, eyes text,
      last_seen_on date, last_seen_place text, last_seen_at_address boolean not null default true, recorded_by_agency_id uuid not null,
      recorded_at timestamptz not null, primary key (subject_id, id))`);
    await run.query(`create index if not exists missing_child_description_newest
      on csec.missing_child_description (subject_id, recorded_at desc, id)`);
    await run.query(`create table if not exists csec.endangerment (
      subject_id uuid not null, id uuid not null, kind text not null check (kind in ('PRESCRIPTION_MEDICATION', 'PREGNANCY',
        'SUICIDAL_TENDENCY', 'TRAFFICKING_VULNERABILITY', 'MEDICAL_CONDITION', 'SUBSTANCE_USE', 'DEVELOPMENTAL_DISABILITY')),
      words text, noted_on date not null, system text not null, regime text not null, source_agency_id uuid, consented_by text not null
      default 'NOT_APPLICABLE' check (consented_by in ('MINOR', 'PARENT', 'COURT', 'NOT_APPLICABLE')), source_updated_at timestamptz,
      withdrawn_at timestamptz, primary key (subject_id, id))`);
    for (const table of TABLES) await this.secure(run, table);
    for (const statement of FUNCTIONS) await run.query(statement);
    await serveByAdmission(run, FOR_GATEWAY);
  }

  private async secure(run: QueryRunner, table: string): Promise<void> {
    await secureSubjects(run, table);
    const there = table === 'endangerment' ? 'withdrawn_at is null and ' : '';
    await showOpened(run, table, { there });
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
