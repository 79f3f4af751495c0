import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { decimalOf, decimalText, plus } from '../../adapters/cws-cms/extract/control-file.js';
import type { SyncRequest } from '../../src/sync/run-sync.js';
import type { SyncReport } from '../../src/sync/sync-report.js';
import { printReport } from '../../src/sync/print-report.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, removeExtracts, sync, writeExtract, writeTable, type ExtractRow, type ExtractRows } from './extract-folder.js';
import { springfield } from './springfield.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
beforeEach(async () => {
  await ask(database.url, 'delete from csec.sync_run');
  for (const table of ['county_record', 'held_row', 'stale_client']) await ask(database.url, `delete from csec.${table}`);
});
afterAll(async () => { removeExtracts(); await database.drop(); });

const LATER = '2026-02-01-09.00.00.000001';

function addresses(count: number, more: (place: number) => ExtractRow = () => ({})): ExtractRow[] {
  return Array.from({ length: count }, (_, place) => ({
    IDENTIFIER: `Adr${String(place).padStart(4, '0')}0X5`, STREET_NO: '12', STREET_NM: 'Elm', CITY_NM: 'Springfield', STATE_C: '1828', ZIP_NO: String(90000 + place), CNTY_SPFCD: '19', ...more(place),
  }));
}

function extract(rows: ExtractRows, control?: string): string {
  const folder = writeExtract(rows);
  if (control !== undefined) writeFileSync(path.join(folder, 'CONTROL.csv'), control);
  return folder;
}

const failure = async (folder: string, more: Partial<SyncRequest> = {}): Promise<unknown> => sync(database.url, folder, more).then(() => null, (fault: unknown) => fault);
const landed = async (table: string): Promise<number> => (await ask<{ n: number }>(database.url,
  "select count(*)::int as n from csec.county_record where source_table = $1 and record <> '{}'", [table]))[0]!.n;
const failedChecks = (report: SyncReport) => report.checks.filter(({ passes }) => !passes);

describe('a control file', () => {
  it('that states what the files hold is confirmed, and is no file named after no table', async () => {
    const folder = extract({ ...springfield(), ADDRS_T: addresses(20) }, 'TABLE,ROWS,SUM_COLUMN,SUM\nCLIENT_T,3,,\nADDRS_T,20,ZIP_NO,1800190.00\n');
    const report = await sync(database.url, folder, { failOnControl: true });
    expect(report).toMatchObject({ status: 'COMPLETED', otherFiles: [], checks: [
      { table: 'ADDRS_T', kind: 'ROWS', column: null, stated: '20', found: '20', passes: true },
      { table: 'ADDRS_T', kind: 'SUM', column: 'ZIP_NO', stated: '1800190', found: '1800190', passes: true },
      { table: 'CLIENT_T', kind: 'ROWS', column: null, stated: '3', found: '3', passes: true },
    ] });
    expect(printReport(report)).toContain('The control file states what the files hold: 3 checks.\n');
  });

  it('that states otherwise is told with tables and numbers, kept with the run, and the run goes on', async () => {
    const folder = extract({ ...springfield(), ADDRS_T: addresses(20) }, 'TABLE,ROWS,SUM_COLUMN,SUM\nCLIENT_T,4,,\nADDRS_T,20,ZIP_NO,7\nREPTR_T,1,,\nCASE_T,1,START_DT,1\n');
    const report = await sync(database.url, folder);
    expect(failedChecks(report)).toEqual([
      { table: 'ADDRS_T', kind: 'SUM', column: 'ZIP_NO', stated: '7', found: '1800190', passes: false },
      { table: 'CASE_T', kind: 'SUM', column: 'START_DT', stated: null, found: null, passes: false },
      { table: 'CLIENT_T', kind: 'ROWS', column: null, stated: '4', found: '3', passes: false },
    ]);
    expect(printReport(report)).toContain([
      'Does not add up:', '  ADDRS_T: the control file states 7 for the sum of ZIP_NO, the file has 1800190.',
      '  CASE_T: the sum of START_DT is not the one that the control file states.', '  CLIENT_T: the control file states 4 rows, the file has 3.', '',
    ].join('\n'));
    expect(report.status).toBe('COMPLETED');
  });

  it('never makes the gateway tell a sum over so few rows that it tells one of them', async () => {
    const report = await sync(database.url, extract(springfield(), 'TABLE,ROWS,SUM_COLUMN,SUM\nADDRS_T,1,ZIP_NO,1\n'));
    expect(failedChecks(report)).toEqual([{ table: 'ADDRS_T', kind: 'SUM', column: 'ZIP_NO', stated: null, found: null, passes: false }]);
    expect(JSON.stringify([report, printReport(report)])).not.toContain('1234');
  });

  it('fails the run before anything lands where the run is told to', async () => {
    const { REPTR_T, ...rows } = springfield();
    const fault = await failure(extract(rows, 'TABLE,ROWS\nCLIENT_T,4\nREPTR_T,1\n'), { failOnControl: true });
    expect(REPTR_T).toHaveLength(1);
    expect(fault).toMatchObject({
      code: 'CONTROL_MISMATCH', details: { tables: ['CLIENT_T', 'REPTR_T'] },
      message: 'Nothing was taken. CLIENT_T: the control file states 4 rows, the file has 3. REPTR_T: the control file states 1 rows, and the file cannot be read.',
    });
    expect([await landed('CLIENT_T'), await ask(database.url, 'select status, failure_code from csec.sync_run')])
      .toEqual([0, [{ status: 'FAILED', failure_code: 'CONTROL_MISMATCH' }]]);
  });

  it.each(['CANARY\n', 'TABLE,ROWS\nCANARY,1\n', 'TABLE,ROWS\nCLIENT_T,CANARY\n', 'TABLE,ROWS,SUM_COLUMN,SUM\nCLIENT_T,3,CANARY,1\n', 'TABLE,ROWS\n"CANARY'])(
    'that is none ends the run and repeats nothing of it', async (text) => {
      const fault = await failure(extract(springfield(), text));
      expect(fault).toMatchObject({ code: 'EXTRACT_UNREADABLE', details: { reason: 'CONTROL_INVALID', file: 'CONTROL.csv' } });
      expect(`${JSON.stringify(fault)} ${(fault as Error).message}`).not.toContain('CANARY');
    });

  it('is added up exactly', () => {
    expect(decimalText([decimalOf('0.10')!, decimalOf('0.2')!, decimalOf('-12345678901234567890')!].reduce(plus))).toBe('-12345678901234567889.7');
    expect([decimalOf('1e3'), decimalOf(''), decimalOf('1,000')]).toEqual([null, null, null]);
  });
});

describe('an extract that deletes', () => {
  const deletion = (share: (place: number) => boolean) => addresses(100, (place) => (share(place) ? { IBMSNAP_OPERATION: 'D', LST_UPD_TS: LATER } : { IBMSNAP_OPERATION: 'U' }));
  const asked = { kind: 'DELTA' } as const;
  beforeEach(async () => { await sync(database.url, writeExtract({ CLIENT_T: springfield().CLIENT_T!, ADDRS_T: addresses(100) })); });

  it('stops and asks where it would remove more of a table than may go, takes nothing, and goes on once confirmed', async () => {
    const folder = writeExtract({ ADDRS_T: deletion((place) => place < 12) });
    expect(await failure(folder, asked)).toMatchObject({
      code: 'TOMBSTONES_UNCONFIRMED', details: { tables: ['ADDRS_T'] },
      message: 'Nothing was taken. ADDRS_T: 12 landed rows would be removed, and no more than 5 may go unasked. If they are to go, run it again with --yes-tombstone.',
    });
    expect(await landed('ADDRS_T')).toBe(100);
    expect(await failure(folder, asked)).toMatchObject({ code: 'TOMBSTONES_UNCONFIRMED' });
    const report = await sync(database.url, folder, { ...asked, tombstonesConfirmed: true });
    expect([report.status, report.totals.tombstoned, await landed('ADDRS_T')]).toEqual(['COMPLETED', 12, 88]);
    expect(failedChecks(report)).toEqual([{ table: 'ADDRS_T', kind: 'TOMBSTONES', column: null, stated: '5', found: '12', passes: false }]);
  });

  it('goes on where fewer go than the run is told to stop at, or too few to matter', async () => {
    expect((await sync(database.url, writeExtract({ ADDRS_T: deletion((place) => place < 9) }), asked)).totals.tombstoned).toBe(9);
    expect((await sync(database.url, writeExtract({ ADDRS_T: deletion((place) => place >= 80) }), { ...asked, stopAtTombstones: 25 })).totals.tombstoned).toBe(20);
  });

  it('counts no row that the same file brings again, that landed newer, or that is not there', async () => {
    const again = [...deletion((place) => place < 50), ...addresses(50, () => ({ IBMSNAP_OPERATION: 'I', LST_UPD_TS: '2026-02-01-09.00.00.000002' }))];
    const unknown = addresses(40, (place) => ({ IDENTIFIER: `Unk${String(place).padStart(4, '0')}0X5`, IBMSNAP_OPERATION: 'D' }));
    const old = addresses(30, () => ({ IBMSNAP_OPERATION: 'D', LST_UPD_TS: '2020-01-01-00.00.00.000000' }));
    for (const ADDRS_T of [again, unknown, old]) expect(await failure(writeExtract({ ADDRS_T }), asked)).toBeNull();
    expect(await landed('ADDRS_T')).toBe(100);
  });
});

describe('drift', () => {
  it('is told and kept: what the last run of the kind read, table by table', async () => {
    const rows = springfield();
    const folder = writeExtract(rows);
    expect((await sync(database.url, folder)).checks).toEqual([]);
    writeTable(folder, 'REFR_CLT', rows.REFR_CLT!.slice(0, 1));
    const report = await sync(database.url, folder);
    expect(report.checks).toEqual([{ table: 'REFR_CLT', kind: 'DRIFT', column: null, stated: '2', found: '1', passes: true }]);
    expect(printReport(report)).toContain('Rows read since the last run of this kind:\n  REFR_CLT 2 -> 1 (-50.0 %)\n');
  });
});
