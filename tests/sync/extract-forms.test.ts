import { mkdtempSync, readFileSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fixedClock } from '../../src/kernel/clock.js';
import { instant } from '../../src/kernel/dates.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { ask, lineOf, removeExtracts, rowsOf, sync, writeExtract } from './extract-folder.js';
import { KID, springfield } from './springfield.js';
import { zipOf } from './zip.js';

let database: TestDatabase;
beforeEach(async () => { database = await createTestDatabase(); });
afterEach(() => database.drop());
const out = mkdtempSync(path.join(os.tmpdir(), 'csec-forms-'));
afterAll(() => { removeExtracts(); rmSync(out, { recursive: true, force: true }); });

const filesOf = (folder: string) => readdirSync(folder).map((name) => ({ name, content: readFileSync(path.join(folder, name)) }));
const RUN_TABLES = new Set(['sync_run']);
const recordsOf = async (url: string) => Object.fromEntries(Object.entries(await endState(url)).filter(([table]) => !RUN_TABLES.has(table)));

describe('an extract', () => {
  it('says the same as a folder, as packed files, and as a zip', async () => {
    const folder = writeExtract(springfield());
    await sync(database.url, folder);
    const plain = await recordsOf(database.url);
    const packed = writeExtract(springfield());
    for (const { name, content } of filesOf(packed)) {
      unlinkSync(path.join(packed, name));
      writeFileSync(path.join(packed, `${name}.gz`), gzipSync(content));
    }
    const zip = path.join(out, 'extract.zip');
    writeFileSync(zip, zipOf(filesOf(folder).map(({ name, content }) => ({ name: `march/${name}`, content }))));
    for (const form of [packed, zip]) {
      const other = await createTestDatabase();
      try {
        expect((await sync(other.url, form)).totals).toMatchObject({ read: 34, applied: 34 });
        const found = await recordsOf(other.url);
        expect({ ...found, sync_table_count: found['sync_table_count']!.length }).toEqual({ ...plain, sync_table_count: plain['sync_table_count']!.length });
      } finally {
        await other.drop();
      }
    }
  });

  it('may be one file', async () => {
    const rows = springfield();
    await sync(database.url, writeExtract(rows));
    const folder = writeExtract({ OCL_NM_T: [{ ...rows.OCL_NM_T![0]!, FIRST_NM: 'Alone', LST_UPD_TS: '2026-02-01-09.00.00.000000' }] });
    expect((await sync(database.url, path.join(folder, 'OCL_NM_T.csv'), { kind: 'DELTA' })).totals).toMatchObject({ read: 1, applied: 1 });
    expect(await rowsOf(database.url, 'alias', KID)).toMatchObject([{ first_name: 'Alone' }]);
  });

  it('may be written in Latin-1, if that is said', async () => {
    const rows = springfield();
    const write = () => {
      const folder = writeExtract({ ...rows, CLIENT_T: rows.CLIENT_T!.map((row) => ({ ...row, COM_LST_NM: 'Peña' })) });
      const file = path.join(folder, 'CLIENT_T.csv');
      writeFileSync(file, Buffer.from(readFileSync(file, 'utf8'), 'latin1'));
      return folder;
    };
    const taken = await sync(database.url, write(), { format: { encoding: 'LATIN1' } });
    expect([taken.totals.quarantined, (await ask(database.url, 'select distinct last_name from csec.youth'))]).toEqual([0, [{ last_name: 'Peña' }]]);
    const other = await createTestDatabase();
    const misread = await sync(other.url, write());
    expect(misread.tables.find(({ table }) => table === 'CLIENT_T')).toMatchObject({ read: 3, quarantined: 3 });
    expect(await ask(other.url, "select distinct reason from csec.quarantined_row where source_table = 'CLIENT_T'")).toEqual([{ reason: 'NOT_UTF8' }]);
    await other.drop();
  });

  it('that is a zip which breaks off cannot be read, and says so without a path', async () => {
    const zip = path.join(out, 'broken.zip');
    writeFileSync(zip, zipOf(filesOf(writeExtract(springfield()))).subarray(0, 900));
    await expect(sync(database.url, zip)).rejects.toMatchObject({ code: 'EXTRACT_UNREADABLE', details: { reason: 'ARCHIVE_UNREADABLE' }, message: expect.not.stringContaining(out) });
  });

  describe('out of which more comes than may', () => {
    const rows = springfield();
    /** Rows that the table would take, each of them: a file of them packs to a hundredth and less. */
    const bomb = (bytes: number): Buffer => {
      const line = lineOf('OCL_NM_T', { ...rows.OCL_NM_T![0]!, FIRST_NM: 'Bomb' });
      const header = readFileSync(path.join(writeExtract({ OCL_NM_T: [] }), 'OCL_NM_T.csv'));
      return Buffer.concat([header, Buffer.from(line.repeat(Math.ceil(bytes / line.length)))]);
    };
    const unread = { outcome: 'UNREADABLE', read: 0, failure: { reason: 'UNPACKED_TOO_LARGE', file: expect.stringMatching(/^OCL_NM_T\.csv/) } };
    const staged = "select tablename from pg_tables where schemaname = 'csec_stage'";

    it.each([['gz', (folder: string, content: Buffer) => {
      unlinkSync(path.join(folder, 'OCL_NM_T.csv'));
      writeFileSync(path.join(folder, 'OCL_NM_T.csv.gz'), gzipSync(content));
      return folder;
    }], ['zip', (folder: string, content: Buffer) => {
      const zip = path.join(out, 'bomb.zip');
      writeFileSync(zip, zipOf(filesOf(folder).map((file) => (file.name === 'OCL_NM_T.csv' ? { ...file, content } : file))));
      return zip;
    }], ['zip of gz', (folder: string, content: Buffer) => {
      const zip = path.join(out, 'nested.zip');
      writeFileSync(zip, zipOf(filesOf(folder).map((file) => (file.name === 'OCL_NM_T.csv' ? { name: 'OCL_NM_T.csv.gz', content: gzipSync(content) } : file))));
      return zip;
    }]] as const)('leaves its table as it was, and the others go on: %s', async (_, packed) => {
      await sync(database.url, writeExtract(rows));
      const before = await rowsOf(database.url, 'alias', KID);
      const newer = { ...rows, CLIENT_T: rows.CLIENT_T!.map((row) => ({ ...row, COM_MID_NM: 'New', LST_UPD_TS: '2026-02-01-09.00.00.000000' })) };
      const report = await sync(database.url, packed(writeExtract(newer), bomb(18_000_000)));
      expect([report.status, report.tables.find(({ table }) => table === 'OCL_NM_T')]).toMatchObject(['FAILED_TABLES', unread]);
      expect([await rowsOf(database.url, 'alias', KID), await ask(database.url, staged)]).toEqual([before, []]);
      expect(await ask(database.url, 'select middle_name from csec.youth where client_key = $1', [KID])).toEqual([{ middle_name: 'New' }]);
    });

    it('than the settings say, of all files together', async () => {
      const folder = writeExtract(rows);
      for (const { name, content } of filesOf(folder)) {
        unlinkSync(path.join(folder, name));
        writeFileSync(path.join(folder, `${name}.gz`), gzipSync(content));
      }
      const size = filesOf(writeExtract(rows)).reduce((sum, { content }) => sum + content.length, 0);
      const fits = await sync(database.url, folder, { unpack: { mostBytes: size, mostRatio: 1 } });
      expect(fits.status).toBe('COMPLETED');
      const report = await sync(database.url, folder, { unpack: { mostBytes: size - 1, mostRatio: 1 }, clock: fixedClock(instant('2026-03-02T20:00:00Z')) });
      expect([report.status, ...new Set(report.tables.flatMap(({ failure }) => failure?.reason ?? []))]).toEqual(['FAILED_TABLES', 'UNPACKED_TOO_LARGE']);
    });
  });

  it('whose packed file breaks off leaves its table as it was', async () => {
    const folder = writeExtract(springfield());
    const file = path.join(folder, 'OCL_NM_T.csv');
    const content = gzipSync(readFileSync(file));
    unlinkSync(file);
    writeFileSync(`${file}.gz`, content.subarray(0, content.length - 12));
    const report = await sync(database.url, folder);
    expect(report.tables.find(({ table }) => table === 'OCL_NM_T')).toMatchObject({ outcome: 'UNREADABLE', failure: { reason: 'FILE_UNREADABLE' } });
    expect([report.status, report.youthsAssembled]).toEqual(['FAILED_TABLES', 2]);
  });
});
