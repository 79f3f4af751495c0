import { afterEach, beforeEach, expect, test } from 'vitest';
import { readdirSync } from 'node:fs';
import { pendingMigrations, runMigrations } from '../../src/store/migrate.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';
import { asOwner } from './small-county.js';

let database: TestDatabase;

beforeEach(async () => { database = await createEmptyDatabase(); });
afterEach(() => database.drop());

const shape = (): Promise<unknown> => asOwner(database.url, async (client) => (await client.query(`
  select c.relname, c.relkind, c.relrowsecurity, c.relforcerowsecurity, c.relacl::text,
    (select array_agg(a.attname || ' ' || format_type(a.atttypid, a.atttypmod) order by a.attnum) from pg_attribute a where a.attrelid = c.oid and a.attnum > 0) as columns
  from pg_class c where c.relnamespace = 'csec'::regnamespace order by 1`)).rows);

test('two starters at once and a third later leave the same schema, nothing pending', async () => {
  expect(await pendingMigrations(database.url)).toBe(true);
  await Promise.all([runMigrations(database.url), runMigrations(database.url)]);
  const first = await shape();
  expect(await pendingMigrations(database.url)).toBe(false);
  await runMigrations(database.url);
  expect(await shape()).toEqual(first);
  const { rows } = await asOwner(database.url, (client) => client.query('select count(*)::integer as count from csec.schema_migration'));
  expect(rows).toEqual([{ count: MIGRATIONS.length }]);
});

test('every statement of every migration may run again', async () => {
  await runMigrations(database.url);
  const first = await shape();
  await asOwner(database.url, (client) => client.query('truncate csec.schema_migration'));
  await runMigrations(database.url);
  expect(await shape()).toEqual(first);
});

test('a login that may do everything but be a superuser can migrate', async () => {
  await asOwner(database.url, async (client) => {
    await client.query(`drop role if exists csec_test_owner`);
    await client.query(`create role csec_test_owner login createrole password 'for this test'`);
    for (const role of ['csec_gateway', 'csec_admission', 'csec_sync', 'csec_reports', 'csec_delivery']) await client.query(`grant ${role} to csec_test_owner`);
    await client.query(`do $$ begin execute format('grant create on database %I to csec_test_owner', current_database()); end $$`);
  });
  const url = new URL(database.url);
  [url.username, url.password] = ['csec_test_owner', 'for this test'];
  await runMigrations(url.href);
  expect(await pendingMigrations(url.href)).toBe(false);
  await asOwner(database.url, async (client) => {
    await client.query('drop owned by csec_test_owner cascade');
    await client.query('drop role csec_test_owner');
  });
});

test('a login that is too weak is told what it lacks, by name of the setting', async () => {
  await asOwner(database.url, async (client) => {
    await client.query('drop role if exists csec_test_weak');
    await client.query(`create role csec_test_weak login password 'for this test'`);
  });
  const url = new URL(database.url);
  [url.username, url.password] = ['csec_test_weak', 'for this test'];
  await expect(runMigrations(url.href)).rejects.toMatchObject({
    code: 'DATABASE_LOGIN_TOO_WEAK', message: 'The login of DATABASE_URL lacks CREATE on the database.', details: { setting: 'DATABASE_URL' },
  });
  await asOwner(database.url, (client) => client.query('drop role csec_test_weak'));
});

test('a server that is not there is unavailable, not a crash', async () => {
  await expect(runMigrations('postgresql://nobody@127.0.0.1:9/none')).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', details: { sqlState: 'ECONNREFUSED' } });
});

test('every file of the migrations folder is listed, in the order of its number', () => {
  const files = readdirSync(new URL('../../migrations', import.meta.url)).filter((name) => name.endsWith('.ts')).sort();
  expect(MIGRATIONS.map(({ name }) => name.slice(-13))).toEqual(files.map((name) => name.slice(0, 13)));
});
