import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The schema and its three roles, none of which can log in. Roles belong to the whole server, so two databases that
 * migrate at once may both try to create them: losing that race is not a fault.
 */
export class CreateSchema1770000000000 implements MigrationInterface {
  async up(run: QueryRunner): Promise<void> {
    await run.query('create schema if not exists csec');
    // From PostgreSQL 16 whoever creates a role may administer it without being able to take it.
    const mayTake = `pg_catalog.pg_has_role(current_user, role_name,
      case when current_setting('server_version_num')::integer >= 160000 then 'set' else 'member' end)`;
    for (const role of ['csec_gateway', 'csec_admission', 'csec_sync']) {
      await run.query(`do $$ begin
        if not exists (select from pg_catalog.pg_roles where rolname = '${role}') then
          create role ${role} nologin noinherit nosuperuser nocreatedb nocreaterole noreplication nobypassrls;
        end if;
      exception when duplicate_object or unique_violation then null;
      end $$`);
      await run.query(`do $$ declare role_name name := '${role}'; begin
        if not ${mayTake} then execute format('grant %I to %I', role_name, current_user); end if;
      exception when internal_error or unique_violation then
        if not ${mayTake} then raise; end if;
      end $$`);
    }
    await run.query('revoke all on schema csec from public');
    await run.query('grant usage on schema csec to csec_gateway, csec_sync');
    // A role must be able to create in a schema to be given a function of it.
    await run.query('grant usage, create on schema csec to csec_admission');
  }

  async down(): Promise<void> {
    throw new Error('Migrations run forward only.');
  }
}
