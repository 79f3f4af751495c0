import { afterAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { removeExtracts, sync, writeExtract, type ExtractRow } from './extract-folder.js';

const DATABASES: TestDatabase[] = [];
afterAll(async () => {
  removeExtracts();
  await Promise.all(DATABASES.map((database) => database.drop()));
});

const ROWS = 4_000;
const PER_BATCH = 200;

/** Clients in the order of their numbers; those from a number on are named otherwise. */
const clients = (renamedFrom: number): readonly ExtractRow[] => Array.from({ length: ROWS }, (_, n) => ({
  IDENTIFIER: `A${String(n).padStart(9, '0')}`, COM_FST_NM: n < renamedFrom ? 'Rowan' : 'Linden', COM_LST_NM: 'Fields', BIRTH_DT: '2010-05-05',
  GENDER_CD: 'F', SENSTV_IND: 'N', CHLD_CLT_B: 'N', LST_UPD_TS: n < renamedFrom ? '2026-01-15-10.00.00.000000' : '2026-01-16-10.00.00.000000',
}));

/** What two extracts after one another leave behind, and the longest stretch of the second that was read at once. */
async function left(second: readonly ExtractRow[], rowsPerBatch: number) {
  const database = await createTestDatabase();
  DATABASES.push(database);
  await sync(database.url, writeExtract({ CLIENT_T: clients(ROWS) }));
  let [rows, longest] = [0, 0];
  const report = await sync(database.url, writeExtract({ CLIENT_T: second }), {
    rowsPerBatch,
    onProgress: (progress) => {
      if (progress.phase !== 'LANDING' || progress.table !== 'CLIENT_T') return;
      longest = Math.max(longest, progress.rows - rows);
      rows = progress.rows;
    },
  });
  const { sync_run: ledger, sync_table_count: counts, ...state } = await endState(database.url);
  return { longest, state, runs: ledger!.length, counts: counts!.length, totals: report.totals };
}

describe('a file of which nearly every row says what it said', () => {
  it('is read in long stretches, and ends as one that was read at once', async () => {
    const second = clients(ROWS - 3);
    const [long, whole] = [await left(second, PER_BATCH), await left(second, ROWS * 2)];
    expect(long.longest).toBeGreaterThan(PER_BATCH * 5);
    expect(long.totals).toMatchObject({ applied: 3, unchanged: ROWS - 3 });
    expect({ ...long, longest: 0 }).toEqual({ ...whole, longest: 0 });
  });

  it('is read in short ones again from where that ceases, and every row is counted once', async () => {
    const second = clients(600);
    const [short, whole] = [await left(second, PER_BATCH), await left(second, ROWS * 2)];
    expect(short.longest).toBeLessThan(PER_BATCH * 5);
    expect(short.totals).toMatchObject({ applied: ROWS - 600, unchanged: 600 });
    expect({ ...short, longest: 0 }).toEqual({ ...whole, longest: 0 });
  });
});
