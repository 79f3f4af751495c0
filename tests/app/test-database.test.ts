import { describe, expect, it } from 'vitest';
import { pendingMigrations } from '../../src/store/migrate.js';
import { createEmptyDatabase, createTestDatabase } from '../support/test-database.js';

describe('createTestDatabase', () => {
  it('makes migrated databases that are apart from each other, also when asked at once', async () => {
    const made = await Promise.all([createTestDatabase(), createTestDatabase()]);
    expect(made[0].url).not.toBe(made[1].url);
    expect(await Promise.all(made.map(({ url }) => pendingMigrations(url)))).toEqual([false, false]);
    for (const { drop } of made) await drop();
    await expect(pendingMigrations(made[0].url)).rejects.toThrow();
  });
});

describe('createEmptyDatabase', () => {
  it('makes a database that was never migrated', async () => {
    const { url, drop } = await createEmptyDatabase();
    expect(await pendingMigrations(url)).toBe(true);
    await drop();
  });
});
