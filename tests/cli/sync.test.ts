import { readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runSyncCommand } from '../../src/cli/sync.js';
import { readSyncArguments, SYNC_USAGE } from '../../src/cli/sync-arguments.js';
import { syncDisplay } from '../../src/cli/sync-display.js';
import { fixedClock } from '../../src/kernel/clock.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { NOW, removeExtracts, writeExtract } from '../sync/extract-folder.js';
import { springfield } from '../sync/springfield.js';
import { zipOf } from '../sync/zip.js';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(async () => { removeExtracts(); await database.drop(); });

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly closed: number;
}

async function run(argv: readonly string[], more: { url?: string; isTerminal?: boolean; stdin?: Buffer } = {}): Promise<Ran> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  if (more.isTerminal) Object.assign(stderr, { isTTY: true, columns: 100, cursorTo: () => true, clearLine: () => true, moveCursor: () => true });
  let closed = 0;
  const code = await runSyncCommand(argv, {
    openDatabase: async () => ({ url: more.url ?? database.url, says: 'Using a database.', close: async () => { closed += 1; } }),
    clock: fixedClock(NOW), stdin: Readable.from(more.stdin === undefined ? [] : [more.stdin]), stdout, stderr, isTerminal: more.isTerminal ?? false,
  });
  return { code, out: String(stdout.read() ?? ''), err: String(stderr.read() ?? ''), closed };
}

describe('npm run sync', () => {
  it('takes an extract in, shows its progress as plain lines, and prints the table', async () => {
    const { code, out, err, closed } = await run(['--county', '19', writeExtract(springfield())]);
    expect([code, closed]).toEqual([0, 1]);
    expect(out).toMatch(/^table +read +applied +unchanged +superseded +tombstoned +held +quarantined\nSYS_CD_C +2 +2 /);
    expect(out).toMatch(/2 youths assembled\. Run [0-9a-f-]{36} for county 19: completed\.\n$/);
    expect(err.split('\n').slice(0, 4)).toEqual(['Using a database.', 'Reading SYS_CD_C.', 'Reading STFPERST.', 'Reading STFCSLDT.']);
    expect(err).toContain('Assembled 2 of 2 changed clients.\n');
  });

  it('prints the report as JSON and nothing beside it', async () => {
    const { code, out } = await run(['--county=19', '--json', writeExtract(springfield())]);
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ county: '19', status: 'COMPLETED', youthsAssembled: 0, totals: { applied: 0 } });
  });

  it('shows a bar on a terminal', async () => {
    const rows = springfield();
    const changed = { ...rows, CLIENT_T: rows.CLIENT_T!.map((row) => ({ ...row, COM_MID_NM: 'New', LST_UPD_TS: '2026-02-01-09.00.00.000000' })) };
    const { code, err } = await run(['--county', '19', writeExtract(changed)], { isTerminal: true });
    expect(code).toBe(0);
    expect(err).toMatch(/SYS_CD_C \|.*\| \d+%/);
    expect(err).toMatch(/assembly \|/);
    expect(err).not.toContain('Reading');
  });

  it('ends with 65 when a file cannot be read, and says which and where', async () => {
    const folder = writeExtract(springfield());
    writeFileSync(path.join(folder, 'CASE_T.csv'), 'CANARY\n');
    const { code, out, err } = await run(['--county', '19', folder]);
    expect(code).toBe(65);
    expect(out).toContain('Not taken: CASE_T. CASE_T.csv, line 1');
    expect(out + err).not.toContain('CANARY');
  });

  it('ends with 65 when there is no extract, and with 69 when there is no database', async () => {
    expect(await run(['--county', '19', '/nowhere/at/all'])).toMatchObject({ code: 65, err: 'Using a database.\nThe folder of the extract cannot be read.\n', closed: 1 });
    const down = await run(['--county', '19', writeExtract(springfield())], { url: 'postgres://nobody:SECRET@127.0.0.1:1/none' });
    expect(down).toMatchObject({ code: 69, out: '', closed: 1 });
    expect(down.err).not.toContain('SECRET');
  });

  it('takes a table from standard input, packed or not, and a zip', async () => {
    const [csv, zip] = [springfield(), springfield()].map((rows, turn) => writeExtract({
      ...rows, OCL_NM_T: [{ ...rows.OCL_NM_T![0]!, LST_UPD_TS: `2026-02-0${turn + 1}-09.00.00.000000` }],
    }));
    const content = readFileSync(path.join(csv!, 'OCL_NM_T.csv'));
    const members = readdirSync(zip!).map((name) => ({ name, content: readFileSync(path.join(zip!, name)) }));
    const given: readonly (readonly [Buffer, readonly string[], number])[] = [
      [content, ['--table', 'OCL_NM_T', '--delta'], 1], [gzipSync(content), ['--table', 'OCL_NM_T', '--delta'], 0], [zipOf(members), [], 1],
    ];
    for (const [stdin, options, applied] of given) {
      const { code, out } = await run(['--county', '19', '--json', ...options, '-'], { stdin });
      expect([code, (JSON.parse(out) as { totals: { applied: number } }).totals.applied]).toEqual([0, applied]);
    }
    expect(await run(['--county', '19', '--delta', '-'], { stdin: content })).toMatchObject({ out: '', err: expect.stringContaining('--table is missing') });
  });

  it('ends with 65 where the files are not what the control file states and that is to end it, and says so with numbers', async () => {
    const folder = writeExtract(springfield());
    writeFileSync(path.join(folder, 'CONTROL.csv'), 'TABLE,ROWS\nCLIENT_T,4\n');
    expect(await run(['--county', '19', '--fail-on-control', folder])).toMatchObject({
      code: 65, out: '', closed: 1, err: expect.stringContaining('CLIENT_T: the control file states 4 rows, the file has 3.\n'),
    });
  });

  it('ends with 77 where rows would go that need a word, and takes them away once it has it', async () => {
    const addresses = (operation: string) => Array.from({ length: 20 }, (_, place) => ({
      IDENTIFIER: `Adr${String(place).padStart(4, '0')}0X5`, CITY_NM: 'Springfield', IBMSNAP_OPERATION: operation, LST_UPD_TS: operation === 'D' ? '2026-02-01-09.00.00.000001' : '2026-01-01-09.00.00.000001',
    }));
    expect((await run(['--county', '19', '--delta', writeExtract({ ADDRS_T: addresses('I') })])).code).toBe(0);
    const folder = writeExtract({ ADDRS_T: addresses('D') });
    const asked = await run(['--county', '19', '--delta', folder]);
    expect([asked.code, asked.out, /ADDRS_T: 20 landed rows would be removed.*--yes-tombstone/.test(asked.err)]).toEqual([77, '', true]);
    const done = await run(['--county', '19', '--delta', '--yes-tombstone', '--json', folder]);
    expect([done.code, JSON.parse(done.out).totals.tombstoned]).toEqual([0, 20]);
  });

  it('writes the quarantine to a new file for its owner alone, and never over another', async () => {
    const rows = springfield();
    const folder = writeExtract({ ...rows, OCL_NM_T: [{ ...rows.OCL_NM_T![0], FIRST_NM: 'CANARY'.repeat(9) }] });
    expect((await run(['--county', '19', folder])).code).toBe(0);
    const file = path.join(folder, 'quarantine.txt');
    expect(await run(['--county', '19', '--export-quarantine', file])).toMatchObject({ code: 0, out: '', closed: 1, err: 'Using a database.\n1 rows stand in quarantine.\n' });
    const text = readFileSync(file, 'utf8');
    expect([text.split('\r\n').length, text.includes(',OCL_NM_T,OCL_NM_T.csv,2,FIRST_NM,TEXT_TOO_LONG'), text.includes('CANARY'), statSync(file).mode & 0o077])
      .toEqual([3, true, false, 0]);
    expect(await run(['--county', '19', '--export-quarantine', file])).toMatchObject({ code: 73, closed: 1 });
    expect(await run(['--county', '19', '--retry-quarantine', folder])).toMatchObject({ code: 0, out: expect.stringMatching(/^OCL_NM_T +1 +0 +0 +0 +0 +0 +1$/m) });
  });

  it('tells the numbers of the bar where there is no terminal', () => {
    const stream = new PassThrough();
    let now = 0;
    const display = syncDisplay(stream, false, () => now);
    display.show({ phase: 'LANDING', table: 'CLIENT_T', rows: 0, bytesRead: 0, bytesTotal: 200_000_000 });
    now = 20_000;
    display.show({ phase: 'LANDING', table: 'CLIENT_T', rows: 9, bytesRead: 50_000_000, bytesTotal: 200_000_000 });
    now = 21_000;
    display.show({ phase: 'LANDING', table: 'CLIENT_T', rows: 10, bytesRead: 51_000_000, bytesTotal: 200_000_000 });
    expect(String(stream.read())).toBe('Reading CLIENT_T.\n25 % of this phase, 2.5 MB/s, 60 s left.\n');
  });

  it('ends with 2 on a command line that is not understood, without opening a database', async () => {
    for (const argv of [[], ['--county', '19'], ['folder'], ['--county', '59', 'folder'], ['--county', '19', 'a', 'b'], ['--wat', '19', 'folder'],
      ['--county', '19', '--quote', 'xx', 'folder'],  ['--county', '19', '--stop-at-tombstones', '101', 'folder'], ['--county', '19', '--export-quarantine', 'f', 'folder'],
      ['--county', '19', '--delta', '--retry-quarantine', 'folder'], ['--county', '19', '--historical-project', 'A=1', 'folder']]) {
      expect(await run(argv)).toMatchObject({ code: 2, out: '', closed: 0, err: expect.stringContaining(SYNC_USAGE) });
    }
    expect(await run(['--help'])).toMatchObject({ code: 0, out: SYNC_USAGE, err: '', closed: 0 });
  });
});

describe('readSyncArguments', () => {
  const plain = { kind: 'FULL', table: null, whenBusy: 'refuse', failOnControl: false, stopAtTombstones: null, tombstonesConfirmed: false, exportQuarantine: null, uploadId: null };

  it('reads every option', () => {
    expect(readSyncArguments(['--county', '07', '--delimiter', '\\t', '--quote', "'", '--null-token', '-', '--null-token', 'NIL',
      '--historical-project', 'Old CSEC=6868', '--historical-project', 'Other CSEC', '--json', 'folder'])).toEqual({
      county: '07', folder: 'folder', format: { delimiter: '\t', quote: "'" }, nullTokens: new Set(['-', 'NIL']), ...plain,
      historical: [{ name: 'Old CSEC', gridType: 6868 }, { name: 'Other CSEC', gridType: null }], json: true,
    });
    expect(readSyncArguments(['--county', '58', 'folder'])).toEqual({
      county: '58', folder: 'folder', format: {}, nullTokens: null, historical: [], json: false, ...plain,
    });
  });

  it('reads what kind of extract it is and how the run behaves', () => {
    expect(readSyncArguments(['--county', '58', '--delta', '--wait', '--latin1', '--table', 'client_t', '-'])).toMatchObject({
      folder: '-', format: { encoding: 'LATIN1' }, kind: 'DELTA', table: 'CLIENT_T', whenBusy: 'wait',
    });
    expect(readSyncArguments(['--county', '58', '--delta', '--wait', '--fail-on-control', '--stop-at-tombstones', '12.5%', '--yes-tombstone', 'folder']))
      .toMatchObject({ kind: 'DELTA', whenBusy: 'wait', failOnControl: true, stopAtTombstones: 12.5, tombstonesConfirmed: true });
    expect(readSyncArguments(['--county', '58', '--retry-quarantine', 'folder'])).toMatchObject({ kind: 'RETRY' });
    expect(readSyncArguments(['--county', '58', '--export-quarantine', 'f'])).toMatchObject({ folder: null, exportQuarantine: 'f' });
    const upload = '22222222-2222-4222-8222-222222222222';
    expect(readSyncArguments(['--county', '58', '--upload', upload, 'folder'])).toMatchObject({ uploadId: upload });
  });

  it('names an option at fault and never what it was given', () => {
    expect(() => readSyncArguments(['--county', 'CANARY', 'folder'])).toThrow(GatewayError);
    expect(() => readSyncArguments(['--county', 'CANARY', 'folder'])).toThrow('--county is not a county number, 01 to 58.');
    expect(() => readSyncArguments(['--county', '58', '--upload', 'CANARY', 'folder'])).toThrow('--upload is not the id of an upload.');
  });
});
