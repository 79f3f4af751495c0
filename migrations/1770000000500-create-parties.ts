import type { MigrationInterface, QueryRunner } from 'typeorm';

const COUNTY = `county text not null check (county ~ '^[0-9]{2}$')`;

/** Agencies, their people and agreements, teams and their members: who may stand in which relation to a youth. */
export class CreateParties1770000000500 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query(`create table if not exists csec.agency (
      id uuid primary key, name text not null, kind text not null, county text check (county ~ '^[0-9]{2}$'),
      state text not null check (state ~ '^[A-Z]{2}$'), regime_status text not null)`);
    await run.query(`create table if not exists csec.person (
      id text collate "C" primary key, agency_id uuid not null references csec.agency (id), name text not null,
      staff_key text collate "C", designated_for_index_on date)`);
    await run.query('create index if not exists person_agency on csec.person (agency_id, id)');
    await run.query(`create table if not exists csec.agreement (
      id uuid primary key, agency_id uuid not null references csec.agency (id), ${COUNTY},
      purposes text[] not null, protocol_version text not null, signed_at timestamptz not null,
      effective_on date not null, expires_on date, terminated_at timestamptz)`);
    await run.query('create index if not exists agreement_agency on csec.agreement (agency_id, effective_on, id)');
    await run.query(`create table if not exists csec.team (
      id uuid primary key, name text not null, ${COUNTY}, statute text not null,
      protocol_version text, protocol_expires_on date, closed_at timestamptz)`);
    await run.query(`create table if not exists csec.team_member (
      team_id uuid not null references csec.team (id), person_id text collate "C" not null references csec.person (id),
      agency_id uuid not null references csec.agency (id), discipline text not null, training_attested_on date,
      joined_at timestamptz not null, left_at timestamptz, primary key (team_id, person_id, joined_at))`);
    await run.query(`create unique index if not exists team_member_seated on csec.team_member (team_id, person_id)
      where left_at is null`);
    await run.query('create index if not exists team_member_person on csec.team_member (person_id, agency_id, team_id)');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
