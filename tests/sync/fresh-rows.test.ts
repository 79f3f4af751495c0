import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { ask, removeExtracts, sync, writeExtract } from './extract-folder.js';

const dirty = mkdtempSync(path.join(os.tmpdir(), 'csec-fresh-'));
const DATABASES: TestDatabase[] = [];
beforeAll(() => generateExtract({ youths: 40, county: '19', seed: 23, out: dirty, dirtyRate: 0.15 }));
afterAll(async () => {
  rmSync(dirty, { recursive: true, force: true });
  removeExtracts();
  await Promise.all(DATABASES.map((database) => database.drop()));
});

const YOUTH = { IDENTIFIER: 'AAAAAAAAA1', COM_FST_NM: 'Rowan', COM_LST_NM: 'Fields', BIRTH_DT: '2010-05-05', GENDER_CD: 'F', SENSTV_IND: 'N', CHLD_CLT_B: 'Y' };

/** Rows that wait, rows that are removed, and rows whose address, which is merely expected, is missing. */
const sparse = (): string => writeExtract({
  CLIENT_T: [YOUTH, { ...YOUTH, IDENTIFIER: 'AAAAAAAAA2', IBMSNAP_OPERATION: 'D', IBMSNAP_LOGMARKER: '2026-01-20-10.00.00.000000' }],
  CHLD_CLT: [{ FKCLIENT_T: 'AAAAAAAAA1' }, { FKCLIENT_T: 'AAAAAAAAA3' }],
  OCL_NM_T: [{ THIRD_ID: 'BBBBBBBBB1', FKCLIENT_T: 'AAAAAAAAA2', LAST_NM: 'Meadow' }, { THIRD_ID: 'BBBBBBBBB2', FKCLIENT_T: 'AAAAAAAAA1', LAST_NM: 'Hill' }],
  CL_ADDRT: [{ IDENTIFIER: 'CCCCCCCCC1', FKCLIENT_T: 'AAAAAAAAA1', FKADDRS_T: 'DDDDDDDDD1' }],
});

/** What a run leaves behind; `compared` where rows are not the first that the gateway ever sees, so that each is looked up. */
async function left(folder: string, { compared, before }: { readonly compared: boolean; readonly before?: string }) {
  const database = await createTestDatabase();
  DATABASES.push(database);
  if (before !== undefined) await sync(database.url, before, { kind: 'DELTA' });
  if (compared) await ask(database.url, "insert into csec.stale_client (county, client_key, parts) values ('58', 'ZZZZZZZZZZ', 1)");
  const report = await sync(database.url, folder, { rowsPerBatch: 60 });
  const [run] = await ask<{ all: boolean }>(database.url, 'select marks_all as all from csec.sync_run where id = $1', [report.runId]);
  await ask(database.url, "delete from csec.stale_client where county = '58'");
  const { sync_run: ledger, ...state } = await endState(database.url);
  return { marksAll: run?.all, report: { ...report, runId: '' }, state, ledger: ledger!.map((row) => row.replace(/"marks_all": (true|false), /, '')) };
}

describe('the rows of a first load, which land without being compared,', () => {
  for (const [name, folder, expected] of [
    ['of an extract with every kind of dirt', () => dirty, { held: 5, tombstoned: 0 }],
    ['of an extract with removals and rows that hang off nobody', sparse, { held: 2, tombstoned: 1 }],
  ] as const) {
    it(`come out as compared ones do: those ${name}`, async () => {
      const at = folder();
      const [fresh, compared] = [await left(at, { compared: false }), await left(at, { compared: true })];
      expect([fresh.marksAll, compared.marksAll]).toEqual([true, false]);
      expect(fresh.report.totals.held).toBeGreaterThanOrEqual(expected.held);
      expect(fresh.report.totals.tombstoned).toBe(expected.tombstoned);
      expect(fresh.report.tables.some(({ flags }) => (flags['PARENT_MISSING'] ?? 0) > 0)).toBe(true);
      expect({ ...fresh, marksAll: null }).toEqual({ ...compared, marksAll: null });
    });
  }

  it('come out as compared ones do also where a file spells one key in two ways: the newer stays, of equal ones the later', async () => {
    const name = { FKCLIENT_T: 'AAAAAAAAA1', LST_UPD_TS: '2026-01-15-10.00.00.000000' };
    const spelt = writeExtract({
      CLIENT_T: [YOUTH],
      CHLD_CLT: [{ FKCLIENT_T: 'AAAAAAAAA1' }],
      OCL_NM_T: [
        { ...name, THIRD_ID: 'BBBBBBBBB1', LAST_NM: 'Newer', LST_UPD_TS: '2026-01-16-10.00.00.000000' }, { ...name, THIRD_ID: 'BBBBBBBBB1\t', LAST_NM: 'Older', LST_UPD_TS: '' },
        { ...name, THIRD_ID: 'BBBBBBBBB2', LAST_NM: 'Earlier' }, { ...name, THIRD_ID: 'BBBBBBBBB2\u00a0', LAST_NM: 'Later' },
        { ...name, THIRD_ID: 'BBBBBBBBB3', LAST_NM: 'Once' },
      ],
    });
    const [fresh, compared] = [await left(spelt, { compared: false }), await left(spelt, { compared: true })];
    expect([fresh.report.totals.superseded, fresh.report.totals.applied]).toEqual([2, 5]);
    expect(await ask(DATABASES.at(-2)!.url, "select record->>'lastName' as name from csec.county_record where source_table = 'OCL_NM_T' order by source_key"))
      .toEqual([{ name: 'Newer' }, { name: 'Later' }, { name: 'Once' }]);
    expect({ ...fresh, marksAll: null }).toEqual({ ...compared, marksAll: null });
  });

  it('are compared after all where the key had to be made in between, for rows that had waited, and a file spells one of its keys in two ways', async () => {
    const before = writeExtract({ OCL_NM_T: [{ THIRD_ID: 'BBBBBBBBB1', FKCLIENT_T: 'AAAAAAAAA1', LAST_NM: 'Waiting' }] });
    const spelt = writeExtract({
      CLIENT_T: [YOUTH],
      CHLD_CLT: [{ FKCLIENT_T: 'AAAAAAAAA1' }],
      OCL_NM_T: [{ THIRD_ID: 'BBBBBBBBB2', FKCLIENT_T: 'AAAAAAAAA1', LAST_NM: 'Hill' }],
      ADDRS_T: [
        { IDENTIFIER: 'DDDDDDDDD1', CITY_NM: 'Newer', LST_UPD_TS: '2026-01-16-10.00.00.000000' }, { IDENTIFIER: 'DDDDDDDDD1\t', CITY_NM: 'Older' },
      ],
    });
    const [fresh, compared] = [await left(spelt, { compared: false, before }), await left(spelt, { compared: true, before })];
    expect([fresh.marksAll, compared.marksAll]).toEqual([true, false]);
    expect(fresh.report.totals).toMatchObject({ superseded: 1, held: 0 });
    expect({ ...fresh, marksAll: null }).toEqual({ ...compared, marksAll: null });
  });

  it('are landed without the key of the landing table, its indexes and autovacuum, all of which stand again when the run is over', async () => {
    const database = await createTestDatabase();
    DATABASES.push(database);
    const watcher = new pg.Client({ connectionString: database.url });
    await watcher.connect();
    const standing = async (): Promise<unknown> => (await watcher.query(`
      select (select count(*)::integer from pg_indexes where schemaname = 'csec' and tablename like 'county\\_record%') as indexes,
        (select count(*)::integer from pg_constraint where conrelid = 'csec.county_record'::regclass and contype = 'p') as keys,
        (select exists (select from csec.county_record where source_table = 'CLIENT_T') and not exists (select from csec.county_record where source_table = 'ASGNM_T')) as filling,
        (select count(*) > 0 from pg_class where relnamespace = 'csec'::regnamespace and 'autovacuum_enabled=false' = any (reloptions)) as untended`)).rows[0];
    const before = await standing();
    const seen = new Set<string>();
    const run = { over: false };
    const watching = (async () => {
      while (!run.over) seen.add(JSON.stringify(await standing()));
    })();
    await sync(database.url, dirty, { rowsPerBatch: 60 });
    run.over = true;
    await watching;
    const states = [...seen].map((each) => JSON.parse(each) as { readonly keys: number; readonly filling: boolean });
    // Codes, which are landed first and compared, need none of it.
    expect(states).toContainEqual({ indexes: 0, keys: 0, filling: true, untended: true });
    expect(states.filter(({ keys, filling }) => filling && keys > 0)).toEqual([]);
    expect(await standing()).toEqual(before);
    expect(before).toMatchObject({ keys: 1, untended: false });
    await watcher.end();
  });
});
