import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { sync } from './extract-folder.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-counties-'));
const COUNTIES = ['19', '34'];
let [one, other]: TestDatabase[] = [];
beforeAll(async () => {
  for (const county of COUNTIES) await generateExtract({ youths: 15, county, seed: Number(county), out: path.join(folder, county), dirtyRate: 0.05 });
  [one, other] = [await createTestDatabase(), await createTestDatabase()];
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([one, other].map((database) => database!.drop()));
});

const run = (database: TestDatabase, county: string) => sync(database.url, path.join(folder, county), { county, rowsPerBatch: 40, clientsPerTransaction: 4 });

it('two counties are taken in at the same time, and come out as one after the other', async () => {
  for (const county of COUNTIES) expect(await run(one!, county)).toMatchObject({ status: 'COMPLETED', youthsAssembled: 15 });
  const reports = await Promise.all(COUNTIES.map((county) => run(other!, county)));
  expect(reports.map(({ county, status, youthsAssembled }) => [county, status, youthsAssembled])).toEqual([['19', 'COMPLETED', 15], ['34', 'COMPLETED', 15]]);
  const [together, apart] = [await endState(other!.url), await endState(one!.url)];
  // Which of them found a code of the State's new, and which found it there, is told by the ledger alone.
  const ledger = { sync_table_count: [], sync_run: [] };
  expect({ ...together, ...ledger }).toEqual({ ...apart, ...ledger });
});
