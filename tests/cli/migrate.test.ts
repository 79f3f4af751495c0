import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CHECKOUT } from '../../src/app/checkout.js';
import { readConfig } from '../../src/app/config.js';
import { openDatabase } from '../../src/app/open-database.js';
import { runMigrateCommand } from '../../src/cli/migrate.js';
import { createEmptyDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
beforeAll(async () => { database = await createEmptyDatabase(); });
afterAll(() => database.drop());

async function migrate(...argv: string[]): Promise<{ code: number; said: readonly string[] }> {
  const said: string[] = [];
  const code = await runMigrateCommand(argv, {
    config: () => readConfig({ DATABASE_URL: database.url }, CHECKOUT), openDatabase,
    print: { out: (line) => said.push(line), err: () => undefined },
  });
  return { code, said };
}

describe('npm run migrate', () => {
  it('says what is pending, brings the database up to date, and does nothing the second time', async () => {
    expect(await migrate('--check')).toEqual({ code: 1, said: ['Migrations are pending.'] });
    expect(await migrate()).toEqual({ code: 0, said: ['The database was brought up to date.'] });
    expect(await migrate()).toEqual({ code: 0, said: ['The database is up to date.'] });
    expect(await migrate('--check')).toEqual({ code: 0, said: ['The database is up to date.'] });
    expect((await migrate('--force')).code).toBe(2);
  });

  it('exits with 69 when the database does not answer', async () => {
    const code = await runMigrateCommand([], {
      config: () => readConfig({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' }, CHECKOUT), openDatabase,
      print: { out: () => undefined, err: () => undefined },
    });
    expect(code).toBe(69);
  });
});
