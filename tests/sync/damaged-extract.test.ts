import { appendFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, lineOf, removeExtracts, rowsOf, sync, writeExtract } from './extract-folder.js';
import type { RowCounts } from '../../src/store/landing/run-ledger.js';
import { KID, springfield } from './springfield.js';
import { createSpringfield } from './springfield-database.js';
import type { SyncReport } from '../../src/sync/sync-report.js';

let database: TestDatabase;
const onEmpty = async (): Promise<void> => { database = await createTestDatabase(); };
/** Where the extract of `springfield()` was taken before. */
const onSpringfield = async (): Promise<void> => { database = await createSpringfield(); };
afterEach(() => database.drop());
afterAll(removeExtracts);

const tableOf = (report: SyncReport, table: string) => report.tables.find((one) => one.table === table)!;
/** The rows of a table as they were counted. */
const everyRow = (of: RowCounts) => of.applied + of.unchanged + of.superseded + of.tombstoned + of.held + of.quarantined;
const first = <T>(rows: readonly T[] | undefined): T => rows![0]!;
const later = '2026-02-01-09.00.00.000001';

describe('a damaged extract', () => {
  const damage: readonly (readonly [string, string | Buffer, { readonly line: number; readonly reason: string }])[] = [
    ['a line with a field too many', 'a,b,c,d,e,f,g,h,i,j\n', { line: 3, reason: 'WRONG_FIELD_COUNT' }],
    ['quotes that are broken', '"CANARY" x,b\n', { line: 3, reason: 'BROKEN_QUOTES' }],
    ['a quote that never closes', `"CANARY\nx,y\n`, { line: 3, reason: 'BROKEN_QUOTES' }],
    ['bytes that are not UTF-8', Buffer.from([0x41, 0xff, 0x0a]), { line: 3, reason: 'NOT_UTF8' }],
    ['a last line that breaks off', 'AbCdEf', { line: 3, reason: 'TRUNCATED_LINE' }],
    ['a quote in the midst of a field', `${KID},CAN"ARY,x,y,z,1311,\n`, { line: 3, reason: 'BROKEN_QUOTES' }],
  ];

  it.each(damage)('with %s has that line quarantined, and every other row of the file taken', async (_, spoilt, failure) => {
    const rows = springfield();
    await onSpringfield();
    const folder = writeExtract({ CLIENT_T: rows.CLIENT_T!, OCL_NM_T: [{ ...first(rows.OCL_NM_T), FIRST_NM: 'Changed', LST_UPD_TS: later }] });
    appendFileSync(path.join(folder, 'OCL_NM_T.csv'), spoilt);
    const whole = { FKCLIENT_T: KID, THIRD_ID: 'OtHrNmB0X5', FIRST_NM: 'Behind', LST_UPD_TS: later };
    if (failure.reason !== 'TRUNCATED_LINE') appendFileSync(path.join(folder, 'OCL_NM_T.csv'), lineOf('OCL_NM_T', whole));
    const report = await sync(database.url, folder);
    const found = failure.reason === 'TRUNCATED_LINE' ? ['Changed'] : ['Changed', 'Behind'];
    const table = tableOf(report, 'OCL_NM_T');
    expect([report.status, table.outcome, table.applied, everyRow(table) === table.read]).toEqual(['COMPLETED', 'LANDED', found.length, true]);
    expect((await rowsOf(database.url, 'alias', KID)).map((row) => row['first_name'])).toEqual(found);
    expect((await ask(database.url, 'select source_table, file, line::int, reason from csec.quarantined_row order by line'))[0])
      .toEqual({ source_table: 'OCL_NM_T', file: 'OCL_NM_T.csv', ...failure });
  });

  it('with a header of another table leaves the table as it was, says so, and the other tables go on', async () => {
    const rows = springfield();
    await onSpringfield();
    const before = await rowsOf(database.url, 'alias', KID);
    const folder = writeExtract({ ...rows, CASE_T: [{ ...first(rows.CASE_T), END_DT: '2026-01-31', LST_UPD_TS: later }] });
    writeFileSync(path.join(folder, 'OCL_NM_T.csv'), 'CANARY,B\n1,2\n');
    const report = await sync(database.url, folder);
    const failure = { file: 'OCL_NM_T.csv', line: 1, reason: 'COLUMNS_MISSING' };
    expect(report).toMatchObject({ status: 'FAILED_TABLES', totals: { applied: 1, quarantined: 0 }, youthsAssembled: 1 });
    expect(tableOf(report, 'OCL_NM_T')).toMatchObject({ outcome: 'UNREADABLE', read: 0, applied: 0, failure });
    expect(tableOf(report, 'OCL_NM_T').failure!.says).not.toContain('CANARY');
    expect(await rowsOf(database.url, 'alias', KID)).toEqual(before);
    expect(await ask(database.url, 'select status, failure_code from csec.sync_run order by ctid desc limit 1'))
      .toEqual([{ status: 'FAILED', failure_code: 'EXTRACT_UNREADABLE' }]);
    expect(await ask(database.url, "select outcome, failed_file as file, failed_line::int as line, failed_reason as reason from csec.sync_table_count where outcome = 'UNREADABLE'"))
      .toEqual([{ outcome: 'UNREADABLE', ...failure }]);
  });

  it('without CLIENT_T is refused whole, and without others says which', async () => {
    await onEmpty();
    const { CLIENT_T, ...rest } = springfield();
    await expect(sync(database.url, writeExtract(rest))).rejects.toMatchObject({ code: 'EXTRACT_UNREADABLE', details: { reason: 'FILE_MISSING', table: 'CLIENT_T' } });
    expect(await ask(database.url, 'select 1 from csec.sync_run')).toEqual([]);
    const folder = writeExtract({ CLIENT_T: CLIENT_T! });
    writeFileSync(path.join(folder, 'NOTES.csv'), 'x\n');
    const report = await sync(database.url, folder);
    expect([report.status, report.otherFiles, report.youthsAssembled]).toEqual(['COMPLETED', ['NOTES.csv'], 2]);
    expect(report.tables.filter((table) => table.outcome === 'NOT_IN_EXTRACT')).toHaveLength(report.tables.length - 1);
  });

  it('is not looked at for a county that does not exist, and a folder that does not exist is said', async () => {
    await onEmpty();
    await expect(sync(database.url, '/nowhere', { county: '59' })).rejects.toMatchObject({ code: 'BAD_INPUT', details: { fields: ['county'] } });
    await expect(sync(database.url, '/nowhere/at/all')).rejects.toMatchObject({ code: 'EXTRACT_UNREADABLE' });
  });
});
