import { cpSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exportQuarantine } from '../../src/store/landing/export-quarantine.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, removeExtracts, sync, writeExtract } from './extract-folder.js';
import { KID, springfield } from './springfield.js';

let database: TestDatabase;
beforeEach(async () => { database = await createTestDatabase(); });
afterEach(() => database.drop());
afterAll(removeExtracts);

/** One alias that can be read, one whose name is too long, one whose key is broken. */
const dirty = () => ({
  ...springfield(),
  OCL_NM_T: [
    { FKCLIENT_T: KID, THIRD_ID: 'OtHrNmA0X5', FIRST_NM: 'Bird' }, { FKCLIENT_T: KID, THIRD_ID: 'OtHrNmB0X5', FIRST_NM: 'CANARY'.repeat(9) },
    { FKCLIENT_T: 'CANARY', THIRD_ID: 'OtHrNmC0X5' },
  ],
});
const standing = () => ask<{ line: number }>(database.url, 'select line::int, reason from csec.quarantined_row where settled_by is null order by line');
const BOTH = [{ line: 3, reason: 'TEXT_TOO_LONG' }, { line: 4, reason: 'KEY_MALFORMED' }];

/** As if a mapping that was mended had met these lines when it could not read them: they stand in quarantine, and can be read. */
async function mendLine(line: number): Promise<void> {
  await ask(database.url, `insert into csec.quarantined_row (run_id, source_table, file, line, column_name, reason, at)
    select id, 'OCL_NM_T', 'OCL_NM_T.csv', $1, 'FIRST_NM', 'CODE_INVALID', started_at from csec.sync_run order by ctid limit 1`, [line]);
  await ask(database.url, "delete from csec.county_record where source_table = 'OCL_NM_T'");
}

describe('retrying the quarantine', () => {
  it('reads the open lines of the same files again, lands what can be understood now, and keeps what cannot', async () => {
    const folder = writeExtract(dirty());
    await sync(database.url, folder);
    expect(await standing()).toEqual(BOTH);
    await mendLine(2);
    const report = await sync(database.url, folder, { kind: 'RETRY' });
    expect(report).toMatchObject({ status: 'COMPLETED', youthsAssembled: 1, totals: { read: 3, applied: 1, quarantined: 2, unchanged: 0 } });
    expect(report.tables.filter(({ outcome }) => outcome === 'LANDED').map(({ table }) => table)).toEqual(['OCL_NM_T']);
    expect(await standing()).toEqual(BOTH);
    expect(await ask(database.url, `select distinct q.run_id = q.settled_by as own, s.kind from csec.quarantined_row q join csec.sync_run s on s.id = q.settled_by`))
      .toEqual([{ own: false, kind: 'RETRY' }]);
    expect(JSON.stringify(report)).not.toContain('CANARY');
  });

  it('knows the files again where they were copied to, and takes no others', async () => {
    const folder = writeExtract(dirty());
    await sync(database.url, folder);
    const copy = mkdtempSync(path.join(os.tmpdir(), 'csec-copy-'));
    try {
      cpSync(folder, copy, { recursive: true });
      expect((await sync(database.url, copy, { kind: 'RETRY' })).totals).toMatchObject({ read: 2, quarantined: 2 });
    } finally {
      rmSync(copy, { recursive: true });
    }
    await expect(sync(database.url, writeExtract(springfield()), { kind: 'RETRY' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(sync(database.url, folder, { kind: 'RETRY', county: '34' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('lets no line that waited overwrite what landed newer meanwhile', async () => {
    const folder = writeExtract(dirty());
    await sync(database.url, folder);
    await mendLine(2);
    const newer = { FKCLIENT_T: KID, THIRD_ID: 'OtHrNmA0X5', FIRST_NM: 'Newer', LST_UPD_TS: '2026-02-01-09.00.00.000001' };
    await sync(database.url, writeExtract({ OCL_NM_T: [newer] }), { kind: 'DELTA' });
    expect((await sync(database.url, folder, { kind: 'RETRY' })).totals).toMatchObject({ read: 3, applied: 0, superseded: 1, quarantined: 2 });
    expect(await ask(database.url, 'select first_name from csec.alias')).toEqual([{ first_name: 'Newer' }]);
  });
});

describe('the quarantine', () => {
  it('is emptied of a table by a full extract that reads all of it, and by no delta', async () => {
    await sync(database.url, writeExtract(dirty()));
    await sync(database.url, writeExtract({ OCL_NM_T: springfield().OCL_NM_T! }), { kind: 'DELTA' });
    expect(await standing()).toEqual(BOTH);
    const { OCL_NM_T, ...others } = springfield();
    await sync(database.url, writeExtract(others));
    expect(await standing()).toEqual(BOTH);
    await sync(database.url, writeExtract({ ...others, OCL_NM_T: OCL_NM_T! }));
    expect(await standing()).toEqual([]);
  });

  it('is exported as CSV with places and reasons, of one county, and without anything of a row', async () => {
    const report = await sync(database.url, writeExtract(dirty()));
    const of = async (county: string): Promise<[number, string]> => {
      let text = '';
      return [await exportQuarantine(database.url, county, async (lines) => { text += lines; }), text];
    };
    const [count, text] = await of('19');
    const [header, ...lines] = text.split('\r\n');
    expect([count, header, lines.sort()]).toEqual([2, 'run,at,table,file,line,column,reason', ['',
      `${report.runId},2026-03-01T20:00:00.000Z,OCL_NM_T,OCL_NM_T.csv,3,FIRST_NM,TEXT_TOO_LONG`,
      `${report.runId},2026-03-01T20:00:00.000Z,OCL_NM_T,OCL_NM_T.csv,4,FKCLIENT_T,KEY_MALFORMED`,
    ]]);
    expect(text).not.toContain('CANARY');
    expect(await of('34')).toEqual([0, 'run,at,table,file,line,column,reason\r\n']);
  });
});

describe('a run under way', () => {
  it('keeps the numbers of its bar', async () => {
    const folder = writeExtract(springfield());
    const bytes = Object.keys(springfield()).reduce((sum, table) => sum + statSync(path.join(folder, `${table}.csv`)).size, 0);
    await sync(database.url, folder);
    expect(await ask(database.url, 'select phase, source_table, bytes_total::int, clients::int, clients_total::int from csec.run_progress'))
      .toEqual([{ phase: 'ASSEMBLY', source_table: null, bytes_total: bytes, clients: 2, clients_total: 2 }]);
  });
});
