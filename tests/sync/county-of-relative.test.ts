import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeYouth } from '../../adapters/cws-cms/synthetic/describe-youth.js';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, sync } from './extract-folder.js';

const OPTIONS = { county: '19', seed: 11 };
/** The last of them is known by a cousin with a case alone. */
const YOUTHS = 76;
const out = mkdtempSync(path.join(os.tmpdir(), 'csec-relatives-'));
let database: TestDatabase;
beforeAll(async () => {
  await generateExtract({ ...OPTIONS, youths: YOUTHS, out, dirtyRate: 0 });
  database = await createTestDatabase();
});
afterAll(async () => {
  rmSync(out, { recursive: true, force: true });
  await database.drop();
});

it('every youth of a generated extract is given the county that follows from her rows, a relative\'s case among them', async () => {
  expect(await sync(database.url, out)).toMatchObject({ status: 'COMPLETED', youthsAssembled: YOUTHS });
  const youths = Array.from({ length: YOUTHS }, (_, index) => describeYouth(OPTIONS, index));
  const last = youths.at(-1)!;
  expect([last.cases, last.referralKeys, last.county]).toEqual([[], [], '19']);
  const stored = await ask<{ client_key: string; county: string | null }>(database.url, 'select client_key, county from csec.youth order by client_key collate "C"');
  const expected = youths.map(({ clientKey, county }) => ({ client_key: clientKey, county })).sort((a, b) => (a.client_key < b.client_key ? -1 : 1));
  expect(stored).toEqual(expected);
});
