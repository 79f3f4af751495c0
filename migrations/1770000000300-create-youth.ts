import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The youth. `name_order` is what a list by name sorts on: one text of last and first name in lower case, compared by
 * byte, so that a cursor means the same on every server; a youth without a name comes last. `opened_order` counts days
 * backwards, so that rising order is newest first with the never-opened last, and one keyset serves every order.
 * `county` and `has_open_case` are what admission and decisions rest on; `stated_county`, `stated_open_case`, `opened_on`
 * and `sb855_eligible` are what is told and filtered by, and know nothing of cases and referrals of limited access.
 */
export class CreateYouth1770000000300 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.youth (
      subject_id uuid primary key default gen_random_uuid(),
      client_key text collate "C" not null unique,
      county text check (county ~ '^[0-9]{2}$'),
      stated_county text check (stated_county ~ '^[0-9]{2}$'),
      sensitivity text not null default 'N' check (sensitivity in ('N', 'S', 'R')),
      first_name text,
      middle_name text,
      last_name text,
      name_suffix text,
      born_on date,
      birth_date_estimated boolean,
      died_on date,
      sex text check (sex in ('F', 'M', 'I', 'U')),
      ethnicity_code integer,
      ethnicity_display text,
      primary_language_code integer,
      primary_language_display text,
      secondary_language_code integer,
      secondary_language_display text,
      sexual_orientation_code integer,
      sexual_orientation_display text,
      gender_identity_code integer,
      gender_identity_display text,
      address_confidential boolean not null default false,
      minor_parent boolean,
      in_care boolean not null default false,
      removed_on date,
      has_open_case boolean not null default false,
      stated_open_case boolean not null default false,
      opened_on date,
      csec_status text check (csec_status in ('AT_RISK', 'VICTIM_CURRENT', 'VICTIM_PAST')),
      sb855_eligible boolean,
      name_order text collate "C" not null generated always as (
        lower(coalesce(last_name, E'\\uFFFF')) || E'\\t' || lower(coalesce(first_name, E'\\uFFFF'))
      ) stored,
      opened_order integer not null generated always as (coalesce(date '9999-12-31' - opened_on, 2147483647)) stored
    )`);
    await run.query('create index if not exists youth_county on csec.youth (county, subject_id)');
    await run.query('create index if not exists youth_stated_county on csec.youth (stated_county, subject_id)');
    await run.query('create index if not exists youth_county_opened on csec.youth (county, opened_order, subject_id)');
    await run.query('create index if not exists youth_county_name on csec.youth (county, name_order, subject_id)');
    await run.query(`create index if not exists youth_county_status on csec.youth (county, csec_status, subject_id)
      where csec_status is not null`);
    await run.query('create index if not exists youth_opened on csec.youth (opened_order, subject_id)');
    await run.query('create index if not exists youth_name on csec.youth (name_order, subject_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
