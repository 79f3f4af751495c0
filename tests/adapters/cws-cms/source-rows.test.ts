import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { CsvFormat } from '../../../adapters/cws-cms/extract/csv-format.js';
import { openExtract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { GRID_HEADER, folderOf, gridCells, gridFile } from './extract-folder.js';

interface Reading {
  readonly lines: number[];
  readonly keys: (string | undefined)[];
  readonly fault: unknown;
  readonly message: string;
}

async function read(content: string | Buffer, format: Partial<CsvFormat> = {}): Promise<Reading> {
  const extract = await openExtract(await folderOf({ 'CSECHIST.csv': content }), format);
  const [lines, keys]: [number[], (string | undefined)[]] = [[], []];
  try {
    for await (const row of extract.rows('CSECHIST')) {
      lines.push(row.place.line);
      keys.push(row.cells['FKCHLD_CLT']);
    }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { lines, keys, fault: { code: error.code, ...error.details }, message: error.message };
  }
  return { lines, keys, fault: null, message: '' };
}

const fault = (reason: string, line: number, more: object = {}) => ({
  code: 'EXTRACT_UNREADABLE', reason, table: 'CSECHIST', file: 'CSECHIST.csv', line, ...more,
});

const rowText = (n: number) => gridCells(n).join(',');

describe('the rows of a file', () => {
  it('come with their lines and only with columns that are read', async () => {
    const extract = await openExtract(await folderOf({ 'CSECHIST.csv': gridFile(2) }));
    const rows = [];
    for await (const row of extract.rows('CSECHIST')) rows.push(row);
    expect(rows).toEqual([1, 2].map((n) => ({
      place: { table: 'CSECHIST', file: 'CSECHIST.csv', line: n + 1 },
      cells: {
        FKCHLD_CLT: `Abc000000${n}`, THIRD_ID: 'zZz0000001', CSEC_TPC: '6868', START_DT: '2024-05-01', END_DT: '2024-06-01',
        LST_UPD_TS: '2025-11-04-09.15.30.123456',
      },
    })));
  });

  it.each([
    ['a byte order mark', `\ufeff${gridFile(1)}`, [2]],
    ['lines that end in CR LF', gridFile(2).replaceAll('\n', '\r\n'), [2, 3]],
    ['empty lines', gridFile(2).replaceAll('\n', '\n\n'), [3, 5]],
    ['a header in small letters', gridFile(1).replace(GRID_HEADER, GRID_HEADER.toLowerCase()), [2]],
    ['a header padded with blanks', gridFile(1).replace('THIRD_ID,', 'THIRD_ID  ,'), [2]],
    ['a column that is not read', gridFile(1).replace('LST_UPD_ID', 'XYZ_NEW_CD'), [2]],
    ['no rows', gridFile(0), []],
    ['no end of its last line', gridFile(2).slice(0, -1), [2, 3]],
    ['line ends and quotes inside of fields', `${GRID_HEADER}\n${rowText(1).replace('0X5', '"0\n""5"')}\n${rowText(2)}\n`, [2, 4]],
  ])('are read from a file with %s', async (_, content, lines) => {
    expect(await read(content)).toMatchObject({ fault: null, lines });
  });

  it('are read with another delimiter and quote', async () => {
    const content = gridFile(2).replaceAll(',', '|').replace('Abc0000001', '\'Abc0000001\'');
    expect(await read(content, { delimiter: '|', quote: '\'' })).toMatchObject({ fault: null, keys: ['Abc0000001', 'Abc0000002'] });
  });

  it('are told of in bytes while they are read, and their header first', async () => {
    const extract = await openExtract(await folderOf({ 'CSECHIST.csv': gridFile(3) }));
    const told: unknown[] = [];
    let bytes = 0;
    const rows = extract.rows('CSECHIST', {
      onHeader: ({ ignoredColumns, absentColumns }) => told.push(ignoredColumns, absentColumns), onBytes: (more) => { bytes += more; },
    });
    for await (const row of rows) told.push(row.place.line);
    expect(told).toEqual([['CREATN_TS', 'LST_UPD_ID'], ['IBMSNAP_OPERATION', 'IBMSNAP_LOGMARKER'], 2, 3, 4]);
    expect(bytes).toBe(gridFile(3).length);
  });

  it('can be left before the end', async () => {
    const extract = await openExtract(await folderOf({ 'CSECHIST.csv': gridFile(5000) }));
    for await (const row of extract.rows('CSECHIST')) {
      expect(row.place.line).toBe(2);
      break;
    }
  });
});

describe('a damaged file', () => {
  it.each([
    ['nothing in it', '', fault('HEADER_MISSING', 1)],
    ['a header that lacks columns', gridFile(1).replace('START_DT,END_DT', 'BEGIN_DT,FINISH_DT'), fault('COLUMNS_MISSING', 1, { columns: ['START_DT', 'END_DT'] })],
    ['a header that names a column twice', gridFile(1).replace('LST_UPD_ID', 'END_DT'), fault('COLUMN_DUPLICATE', 1, { columns: ['END_DT'] })],
    ['a header cell that is no name', gridFile(1).replace('CREATN_TS', '2024 (new)'), fault('COLUMN_UNKNOWN', 1, { positions: ['6'] })],
    ['another delimiter', gridFile(1).replaceAll(',', ';'), fault('COLUMNS_MISSING', 1, { columns: ['FKCHLD_CLT', 'THIRD_ID', 'CSEC_TPC', 'START_DT', 'END_DT', 'LST_UPD_TS'] })],
    ['one field too many', gridFile(3).replace('Abc0000002,', 'Abc0000002,,'), fault('WRONG_FIELD_COUNT', 3)],
    ['one field too few', gridFile(3).replace('Abc0000003,', ''), fault('WRONG_FIELD_COUNT', 4)],
    ['one field too few long before an unended last line', gridFile(40).replace('Abc0000002,', '').slice(0, -1), fault('WRONG_FIELD_COUNT', 3)],
    ['a quote that is never closed', gridFile(3).replace('Abc0000002', '"Abc0000002'), fault('BROKEN_QUOTES', 3)],
    ['a quote in the midst of a field', gridFile(3).replace('Abc0000002', 'Abc"0000002'), fault('BROKEN_QUOTES', 3)],
    ['text behind a closed quote', gridFile(3).replace('Abc0000002', '"Abc"0000002'), fault('BROKEN_QUOTES', 3)],
    ['a last line that breaks off between fields', gridFile(3).slice(0, -50), fault('TRUNCATED_LINE', 4)],
    ['a last line that breaks off within quotes', `${gridFile(2)}Abc0000003,"zZz00`, fault('TRUNCATED_LINE', 4)],
    ['a last line that is shorter in a cell of one width', gridFile(9).slice(0, -4), fault('TRUNCATED_LINE', 10)],
    ['two gigantic lines in one', `${GRID_HEADER}\n${'x'.repeat(1_200_000)}`, fault('LINE_TOO_LONG', 2)],
  ])('is refused for %s, with its line', async (_, content, expected) => {
    expect((await read(content)).fault).toEqual(expected);
  });

  it.each([
    ['Latin-1 in the third line', Buffer.from(gridFile(5).replace('zZz0000001,6868,2024-05-01,2024-06-01,2024-05-02-08.00.00.000000,0X5,2025-11-04-09.15.30.123456\nAbc0000003', 'zZz0000001,6868,2024-05-01,2024-06-01,2024-05-02-08.00.00.000000,é,2025-11-04-09.15.30.123456\nAbc0000003'), 'latin1'), fault('NOT_UTF8', 3)],
    ['Latin-1 in the header', Buffer.from(gridFile(2).replace('LST_UPD_ID', 'É'), 'latin1'), fault('NOT_UTF8', 1)],
    ['UTF-16', Buffer.from(`\ufeff${gridFile(2)}`, 'utf16le'), fault('NOT_UTF8', 1)],
    ['Latin-1 in an unended last line', Buffer.from(`${gridFile(2)}Abc0000003,é,6`, 'latin1'), fault('NOT_UTF8', 4)],
    ['an end within a character', Buffer.concat([Buffer.from(`${gridFile(2)}Abc0000003,`), Buffer.from('é').subarray(0, 1)]), fault('TRUNCATED_LINE', 4)],
  ])('is refused for %s', async (_, content, expected) => {
    expect((await read(content)).fault).toEqual(expected);
  });

  it('says the line of bytes that are not UTF-8 far into a large file', async () => {
    const content = Buffer.from(gridFile(20_000).replace('Abc0015000,zZz0000001', 'Abc0015000,zZz000000ß'), 'latin1');
    expect((await read(content)).fault).toEqual(fault('NOT_UTF8', 15_001));
  });

  it('is refused in words that hold nothing of it', async () => {
    const secret = 'Testina Probe';
    const damaged = [
      `${secret},x,y\n`, `${GRID_HEADER}\n"${secret}"x,1\n`, `${GRID_HEADER}\n${secret}"x,1\n`, `${GRID_HEADER}\n${secret},1\n`,
      `${GRID_HEADER},${secret}\n`, `${GRID_HEADER}\n"${secret}`,
    ];
    for (const content of damaged) {
      const { fault: told, message } = await read(content);
      expect(told).toMatchObject({ code: 'EXTRACT_UNREADABLE' });
      expect(`${JSON.stringify(told)} ${message}`).not.toMatch(/testina|probe/i);
    }
  });

  it('is told of in a sentence with file, line and columns', async () => {
    expect((await read(gridFile(1).replace('END_DT', 'FINISH_DT'))).message).toBe(
      'CSECHIST.csv, line 1, columns END_DT: The header line lacks columns of this table, or the file is separated by another character.',
    );
  });
});
