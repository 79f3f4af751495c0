import pg from 'pg';
import type { DataSource } from 'typeorm';
import { GatewayError } from '../kernel/gateway-error.js';
import { APPLICATION_NAME, adminDataSource } from './data-source.js';
import { storeError } from './store-error.js';

const LOCK_KEY = 4_315_202_655;
const OLDEST_SERVER = 150_000;

/**
 * Brings the database up to the newest migration; does nothing when it is there. Two starters at once: the second
 * waits for the first. Errors: DATABASE_TOO_OLD, DATABASE_LOGIN_TOO_WEAK, STORE_UNAVAILABLE.
 */
export async function runMigrations(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, application_name: `${APPLICATION_NAME} migrate` });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await checkServer(client);
    await client.query('create schema if not exists csec');
    await withDataSource(url, (source) => source.runMigrations({ transaction: 'each' }));
  } catch (fault) {
    throw storeError(fault, 'migrate');
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** Says whether a migration of this build has not run yet; also true on a database that was never migrated. */
export async function pendingMigrations(url: string): Promise<boolean> {
  try {
    return await withDataSource(url, async (source) => {
      const found: readonly { exists: boolean }[] = await source.query(
        `select to_regclass('csec.schema_migration') is not null as exists`,
      );
      return found[0]?.exists === true ? source.showMigrations() : true;
    });
  } catch (fault) {
    throw storeError(fault, 'pending-migrations');
  }
}

async function withDataSource<T>(url: string, use: (source: DataSource) => Promise<T>): Promise<T> {
  const source = await adminDataSource(url).initialize();
  try {
    return await use(source);
  } finally {
    await source.destroy();
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; may_create: boolean; may_grant: boolean }>(`
    select current_setting('server_version_num')::integer as version,
      has_database_privilege(current_database(), 'create') as may_create,
      (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
        or (select count(*) = 3 from pg_roles where rolname in ('csec_gateway', 'csec_admission', 'csec_sync')
            and pg_has_role(current_user, oid, 'member')) as may_grant`);
  const server = rows[0];
  if (!server || server.version < OLDEST_SERVER) {
    throw new GatewayError('DATABASE_TOO_OLD', 'The database server is older than PostgreSQL 15.', { setting: 'DATABASE_URL' });
  }
  if (!server.may_create || !server.may_grant) {
    const needs = server.may_create ? 'CREATEROLE, or membership in csec_gateway, csec_admission and csec_sync' : 'CREATE on the database';
    throw new GatewayError('DATABASE_LOGIN_TOO_WEAK', `The login of DATABASE_URL lacks ${needs}.`, { setting: 'DATABASE_URL' });
  }
}
