import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { copyDatabase, databasesNamed, databaseUrl, dropDatabase, ensureDatabase, withAdvisoryLock } from '../../src/store/databases.js';

/** Begins the name of every database that tests make. */
export const TEST_DATABASE_PREFIX = 'csec_test_';

/** A database of one test file: migrated, empty, and its own. */
export interface TestDatabase {
  /** Of the owner of the schema. */
  readonly url: string;
  drop(): Promise<void>;
}

const TEMPLATE_LOCK = 7_263_001;

/** Makes a fresh migrated database by copying one that was migrated once in this run. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const [server, prefix] = [inject('databaseUrl'), inject('databasePrefix')];
  const template = `${prefix}template`;
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  // PostgreSQL refuses to copy a database that somebody is connected to: making and copying take turns.
  const url = await withAdvisoryLock(server, TEMPLATE_LOCK, async () => {
    await ensureTemplate(server, template);
    return copyDatabase(server, template, name);
  });
  return { url, drop: () => dropDatabase(server, name) };
}

/**
 * Makes a fresh database by copying one that `fill` filled once in this run, whoever asked for it first. Files that give
 * the same name give the same filling, which leaves no connection behind.
 */
export async function createFilledDatabase(name: string, fill: (url: string) => Promise<unknown>): Promise<TestDatabase> {
  const [server, prefix] = [inject('databaseUrl'), inject('databasePrefix')];
  const [template, filled] = [`${prefix}template`, `${prefix}template_${name}`];
  const copy = `${prefix}${randomBytes(6).toString('hex')}`;
  const url = await withAdvisoryLock(server, TEMPLATE_LOCK, async () => {
    await ensureTemplate(server, template);
    await ensureOnce(server, filled, async () => fill(await copyDatabase(server, template, filled)));
    return copyDatabase(server, filled, copy);
  });
  return { url, drop: () => dropDatabase(server, copy) };
}

/** Makes a database without any table, for tests of the migrations themselves. */
export async function createEmptyDatabase(): Promise<TestDatabase> {
  const [server, prefix] = [inject('databaseUrl'), inject('databasePrefix')];
  const name = `${prefix}${randomBytes(6).toString('hex')}`;
  return { url: await ensureDatabase(server, name), drop: () => dropDatabase(server, name) };
}

async function ensureTemplate(server: string, template: string): Promise<void> {
  await ensureOnce(server, template, async () => {
    await ensureDatabase(server, template);
    const { runMigrations } = await import('../../src/store/migrate.js');
    await runMigrations(databaseUrl(server, template));
  });
}

/** A template that was made halfway is not kept: the next test must fail for the same reason, not another. */
async function ensureOnce(server: string, template: string, make: () => Promise<unknown>): Promise<void> {
  if ((await databasesNamed(server, template)).includes(template)) return;
  try {
    await make();
  } catch (error) {
    await dropDatabase(server, template);
    throw error;
  }
}
