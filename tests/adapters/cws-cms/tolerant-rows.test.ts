import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { CsvFormat } from '../../../adapters/cws-cms/extract/csv-format.js';
import { openExtract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { GRID_HEADER, folderOf, gridCells, gridFile } from './extract-folder.js';
import { outcomesOf, rowsOf } from './outcomes-of.js';
import { SOURCES } from './rows-of.js';

interface Reading {
  /** Lines of rows, and lines with the reason of what is rejected, in the order of the file. */
  readonly lines: readonly (number | string)[];
  readonly fault: unknown;
  readonly message: string;
}

async function read(content: string | Buffer, format: Partial<CsvFormat> = {}): Promise<Reading> {
  const extract = await openExtract(await folderOf({ 'CSECHIST.csv': content }), format);
  const lines: (number | string)[] = [];
  try {
    for await (const row of rowsOf(extract, 'CSECHIST', SOURCES)) lines.push('reason' in row ? `${row.place.line} ${row.reason}` : row.place.line);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    return { lines, fault: { code: error.code, ...error.details }, message: error.message };
  }
  return { lines, fault: null, message: '' };
}

const fault = (reason: string, line: number, more: object = {}) => ({
  code: 'EXTRACT_UNREADABLE', reason, table: 'CSECHIST', file: 'CSECHIST.csv', line, ...more,
});

const rowText = (n: number) => gridCells(n).join(',');

describe('the rows of a file', () => {
  it('come with their lines and only with columns that are read', async () => {
    const extract = await openExtract(await folderOf({ 'CSECHIST.csv': gridFile(2) }));
    const rows = [];
    for await (const row of rowsOf(extract, 'CSECHIST', SOURCES)) rows.push(row);
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
    ['line ends and quotes inside of fields', `${GRID_HEADER}\n${rowText(1).replace('0X5', '"0\n\n""5"')}\n${rowText(2)}\n`, [2, 5]],
  ])('are read from a file with %s', async (_, content, lines) => {
    expect(await read(content)).toMatchObject({ fault: null, lines });
  });

  it('are read with another delimiter, quote and encoding', async () => {
    const content = gridFile(2).replaceAll(',', '|').replace('Abc0000001', '\'Abc0000001\'').replace('0X5', 'é');
    expect(await read(Buffer.from(content, 'latin1'), { delimiter: '|', quote: '\'', encoding: 'LATIN1' })).toMatchObject({ fault: null, lines: [2, 3] });
  });

  it('can be left before the end', async () => {
    const extract = await openExtract(await folderOf({ 'CSECHIST.csv': gridFile(5000) }));
    for await (const row of rowsOf(extract, 'CSECHIST', SOURCES)) {
      expect(row.place.line).toBe(2);
      break;
    }
  });

  it('are one outcome a row, in order, and what is not understood does not stop them', async () => {
    const content = [GRID_HEADER, ...[gridCells(1), gridCells(2, { start: '2024-13-01' }), gridCells(3)].map((cells) => cells.join(',')), ''].join('\n');
    const extract = await openExtract(await folderOf({ 'CSECHIST.csv': content }));
    const told: string[] = [];
    for await (const outcome of outcomesOf(extract, 'CSECHIST', SOURCES)) {
      told.push('reason' in outcome ? `${outcome.place.line} ${outcome.column} ${outcome.reason}` : outcome.key);
    }
    expect(told).toEqual(['Abc0000001:zZz0000001', '3 START_DT DATE_INVALID', 'Abc0000003:zZz0000001']);
  });
});

describe('a damaged line', () => {
  it.each([
    ['one field too many', gridFile(3).replace('Abc0000002,', 'Abc0000002,,'), [2, '3 WRONG_FIELD_COUNT', 4]],
    ['one field too few', gridFile(3).replace('Abc0000003,', ''), [2, 3, '4 WRONG_FIELD_COUNT']],
    ['a quote that is never closed', gridFile(3).replace('Abc0000002', '"Abc0000002'), [2, '3 BROKEN_QUOTES', 4]],
    ['a quote in the midst of a field', gridFile(3).replace('Abc0000002', 'Abc"0000002'), [2, '3 BROKEN_QUOTES', 4]],
    ['text behind a closed quote', gridFile(3).replace('Abc0000002', '"Abc"0000002'), [2, '3 BROKEN_QUOTES', 4]],
    ['a last line that breaks off between fields', gridFile(3).slice(0, -50), [2, 3, '4 TRUNCATED_LINE']],
    ['a last line that breaks off within quotes', `${gridFile(2)}Abc0000003,"zZz00`, [2, 3, '4 TRUNCATED_LINE']],
    ['a last line that is shorter in a cell of one width', gridFile(9).slice(0, -4), [2, 3, 4, 5, 6, 7, 8, 9, '10 TRUNCATED_LINE']],
    ['a last line whose last cell cannot be read', [GRID_HEADER, rowText(1), gridCells(2, { updated: '2025-11-04-09.1' }).join(',')].join('\n'), [2, '3 TRUNCATED_LINE']],
    ['a last line of which an earlier cell cannot be read, which is not cut off', [GRID_HEADER, rowText(1), gridCells(2, { start: 'soon' }).join(',')].join('\n'), [2, 3]],
    ['a null character', gridFile(3).replace('Abc0000002', 'Abc\u0000000002'), [2, '3 CHARACTER_INVALID', 4]],
  ])('is rejected with its line for %s, and reading goes on', async (_, content, lines) => {
    expect(await read(content)).toEqual({ lines, fault: null, message: '' });
  });

  it.each([
    ['Latin-1', Buffer.from(gridFile(3).replace('0X5,2025-11-04-09.15.30.123456\nAbc0000003', 'é,2025-11-04-09.15.30.123456\nAbc0000003'), 'latin1'), [2, '3 NOT_UTF8', 4]],
    ['Latin-1 in an unended last line', Buffer.from(`${gridFile(2)}Abc0000003,é,6`, 'latin1'), [2, 3, '4 NOT_UTF8']],
    ['an end within a character', Buffer.concat([Buffer.from(`${gridFile(2)}Abc0000003,`), Buffer.from('é').subarray(0, 1)]), [2, 3, '4 TRUNCATED_LINE']],
  ])('is rejected for %s', async (_, content, lines) => {
    expect(await read(content)).toMatchObject({ lines, fault: null });
  });

  it('costs as much as lines are, however many quotes are never closed', async () => {
    // Every hundredth of sixty thousand: each is looked for through the two hundred lines behind it.
    const content = [GRID_HEADER, ...Array.from({ length: 60_000 }, (_, n) => (n % 300 === 0 ? `"${rowText(n + 1)}` : rowText(n + 1))), ''].join('\n');
    const begun = performance.now();
    const { lines } = await read(content);
    expect(lines.filter((line) => typeof line === 'string')).toHaveLength(200);
    expect(lines).toHaveLength(60_000);
    expect(performance.now() - begun).toBeLessThan(60_000);
  }, 120_000);
});

describe('a file that is none of its table', () => {
  it.each([
    ['nothing in it', '', fault('HEADER_MISSING', 1)],
    ['an empty first line', `\n${gridFile(1)}`, fault('HEADER_MISSING', 1)],
    ['a header with a quote that is never closed', gridFile(1).replace('THIRD_ID', '"THIRD_ID'), fault('BROKEN_QUOTES', 1)],
    ['a header that lacks columns', gridFile(1).replace('START_DT,END_DT', 'BEGIN_DT,FINISH_DT'), fault('COLUMNS_MISSING', 1, { columns: ['START_DT', 'END_DT'] })],
    ['a header that names a column twice', gridFile(1).replace('LST_UPD_ID', 'END_DT'), fault('COLUMN_DUPLICATE', 1, { columns: ['END_DT'] })],
    ['a header cell that is no name', gridFile(1).replace('CREATN_TS', '2024 (new)'), fault('COLUMN_UNKNOWN', 1, { positions: ['6'] })],
    ['another delimiter', gridFile(1).replaceAll(',', ';'), fault('COLUMNS_MISSING', 1, { columns: ['FKCHLD_CLT', 'THIRD_ID', 'CSEC_TPC', 'START_DT', 'END_DT', 'LST_UPD_TS'] })],
    ['Latin-1 in the header', Buffer.from(gridFile(2).replace('LST_UPD_ID', 'É'), 'latin1'), fault('NOT_UTF8', 1)],
    ['UTF-16', Buffer.from(`\ufeff${gridFile(2)}`, 'utf16le'), fault('NOT_UTF8', 1)],
    ['gigantic lines', `${GRID_HEADER}\n${'x'.repeat(1_200_000)}`, fault('LINE_TOO_LONG', 2)],
  ])('is refused for %s, with its line', async (_, content, expected) => {
    expect((await read(content)).fault).toEqual(expected);
  });

  it('is refused in words that hold nothing of it', async () => {
    const secret = 'Testina Probe';
    for (const content of [`${secret},x,y\n`, `"${secret}"x,1\n`, `${secret}"x,1\n`, `${GRID_HEADER},${secret}\n`, `${GRID_HEADER},"${secret}\n`]) {
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
