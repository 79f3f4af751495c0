import { mkdtempSync, readFileSync, readdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { ask, removeExtracts, rowsOf, sync, writeExtract } from './extract-folder.js';
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
