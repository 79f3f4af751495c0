import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { removeExtracts, rowsOf, sync, writeExtract } from './extract-folder.js';
import { KID, springfield } from './springfield.js';

let database: TestDatabase;
beforeEach(async () => { database = await createTestDatabase(); });
afterEach(() => database.drop());
afterAll(removeExtracts);

const LATER = '2026-02-01-09.00.00.000000';

/** An extract whose names of the youth stand under the columns of their keys, with more text behind it. */
function shifted(behind: string): string {
  const names = Array.from({ length: 6 }, (_, at) => ({ FKCLIENT_T: KID, THIRD_ID: `OtHrNm${at}0X5`, FIRST_NM: 'Changed', LST_UPD_TS: LATER }));
  const folder = writeExtract({ ...springfield(), OCL_NM_T: names });
  const file = path.join(folder, 'OCL_NM_T.csv');
  const text = readFileSync(file, 'utf8').replace('FKCLIENT_T', 'X').replace('FIRST_NM', 'FKCLIENT_T').replace(/\bX\b/, 'FIRST_NM');
  writeFileSync(file, text + behind);
  return folder;
}

describe('a file whose columns stand under the wrong names', () => {
  it.each([['that COPY takes', ''], ['that is read line by line', 'a,b"c\n']])('%s changes nothing of its table, says so, and the other tables go on', async (_, behind) => {
    await sync(database.url, writeExtract(springfield()));
    const before = await rowsOf(database.url, 'alias', KID);
    const report = await sync(database.url, shifted(behind));
    expect(report.tables.filter(({ outcome }) => outcome === 'UNREADABLE').map(({ table }) => table)).toEqual(['OCL_NM_T']);
    expect(JSON.stringify(report)).toContain('COLUMNS_SHIFTED');
    expect(await rowsOf(database.url, 'alias', KID)).toEqual(before);
    expect(before.length).toBeGreaterThan(0);
  });
});
