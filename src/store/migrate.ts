import pg from 'pg';
import { GatewayError } from '../kernel/gateway-error.js';
import { APPLICATION_NAME, adminDataSource } from './data-source.js';
import { installJobQueue, openJobQueue } from './job-queue.js';
import { MIGRATIONS } from './migrations.js';
import { storeError } from './store-error.js';

const LOCK_KEY = 4_315_202_655;
const OLDEST_SERVER = 150_000;

/**
 * Brings the database up to the newest migration; does nothing when it is there. Two starters at once: the second
 * waits for the first. Errors: DATABASE_TOO_OLD, DATABASE_LOGIN_TOO_WEAK, STORE_UNAVAILABLE.
 */
export async function runMigrations(url: string): Promise<void> {
  await withAdministrator(url, 'migrate', async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK_KEY]);
    await checkServer(client);
    await client.query('create schema if not exists csec');
    await installJobQueue(url);
    const source = await adminDataSource(url).initialize();
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await source.destroy();
    }
    await openJobQueue(client);
  });
}

/** Says whether a migration of this build has not run yet; also true on a database that was never migrated. */
export async function pendingMigrations(url: string): Promise<boolean> {
  return withAdministrator(url, 'pending-migrations', async (client) => {
    const { rows: [found] } = await client.query<{ exists: boolean }>(`select to_regclass('csec.schema_migration') is not null as exists`);
    if (!found?.exists) return true;
    const { rows } = await client.query<{ name: string }>('select name from csec.schema_migration');
    const run = new Set(rows.map(({ name }) => name));
    return MIGRATIONS.some(({ name }) => !run.has(name));
  });
}

async function withAdministrator<T>(url: string, statement: string, step: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, application_name: `${APPLICATION_NAME} migrate`, connectionTimeoutMillis: 10_000 });
  // A server that goes away reports it here as well; without a listener that would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return await step(client);
  } catch (fault) {
    throw storeError(fault, statement);
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function checkServer(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ version: number; may_create: boolean; may_grant: boolean }>(`
    select current_setting('server_version_num')::integer as version,
      has_database_privilege(current_database(), 'create') as may_create,
      (select rolsuper or rolcreaterole from pg_roles where rolname = current_user)
        or (select count(*) = 5 from pg_roles
            where rolname in ('csec_gateway', 'csec_admission', 'csec_sync', 'csec_reports', 'csec_delivery')
            and pg_has_role(current_user, oid, 'member')) as may_grant`);
  const server = rows[0];
  if (!server || server.version < OLDEST_SERVER) {
    throw new GatewayError('DATABASE_TOO_OLD', 'The database server is older than PostgreSQL 15.', { setting: 'DATABASE_URL' });
  }
  if (!server.may_create || !server.may_grant) {
    const needs = server.may_create ? 'CREATEROLE, or membership in csec_gateway, csec_admission, csec_sync, csec_reports and csec_delivery' : 'CREATE on the database';
    throw new GatewayError('DATABASE_LOGIN_TOO_WEAK', `The login of DATABASE_URL lacks ${needs}.`, { setting: 'DATABASE_URL' });
  }
}
