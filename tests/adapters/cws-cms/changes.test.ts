import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import { openExtract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { isRejection } from '../../../adapters/cws-cms/rows/row-function.js';
import { GRID_HEADER, folderOf, gridCells, gridFile } from './extract-folder.js';
import { SOURCES } from './rows-of.js';

async function understand(content: string): Promise<readonly string[] | unknown> {
  const extract = await openExtract(await folderOf({ 'CSECHIST.csv': content }));
  const outcomes: string[] = [];
  try {
    for await (const outcome of extract.changes('CSECHIST', SOURCES)) {
      outcomes.push(isRejection(outcome) ? `${outcome.place.line} ${outcome.column} ${outcome.reason}` : outcome.key);
    }
  } catch (error) {
    if (error instanceof GatewayError) return { ...error.details, told: outcomes.length };
    throw error;
  }
  return outcomes;
}

const fileOf = (rows: readonly string[][]) => [GRID_HEADER, ...rows.map((cells) => cells.join(',')), ''].join('\n');

const badDates = (rows: number) => Array.from({ length: rows }, (_, index) => gridCells(index + 1, { start: '31/12/2024' }));

describe('the changes of a file', () => {
  it('are one outcome a row, in order, and a row that is not understood does not stop them', async () => {
    expect(await understand(fileOf([gridCells(1), gridCells(2, { start: '2024-13-01' }), gridCells(3)]))).toEqual([
      'Abc0000001:zZz0000001', '3 START_DT DATE_INVALID', 'Abc0000003:zZz0000001',
    ]);
  });

  it('are as many as there are rows, however long the file', async () => {
    expect(await understand(gridFile(1000))).toHaveLength(1000);
  });

  it('are none when every row of the head fails in the same column: the columns are shifted', async () => {
    expect(await understand(fileOf([...badDates(25), gridCells(26)]))).toEqual({
      reason: 'COLUMNS_SHIFTED', table: 'CSECHIST', file: 'CSECHIST.csv', line: 2, columns: ['START_DT'], told: 0,
    });
    expect(await understand(fileOf(badDates(5)))).toMatchObject({ reason: 'COLUMNS_SHIFTED', told: 0 });
  });

  it('go on when a file is too short to judge, or one row of its head is good', async () => {
    expect(await understand(fileOf(badDates(4)))).toHaveLength(4);
    expect(await understand(fileOf([...badDates(19), gridCells(20), ...badDates(10)]))).toHaveLength(30);
  });

  it('go on when every row is bad in its own way', async () => {
    const rows = ['31/12/2024', '', '2024-02-31', '2024-13-01', 'soon'].map((start, index) => gridCells(index + 1, { start }));
    expect(await understand(fileOf(rows))).toEqual([
      '2 START_DT DATE_INVALID', '3 START_DT REQUIRED_MISSING', '4 START_DT DATE_INVALID', '5 START_DT DATE_INVALID', '6 START_DT DATE_INVALID',
    ]);
  });

  it('end in a fault when the last cell of an unended file cannot be read', async () => {
    const rows = [gridCells(1), gridCells(2, { updated: '2025-11-04-09.1' })];
    expect(await understand(fileOf(rows).slice(0, -1))).toEqual({ reason: 'TRUNCATED_LINE', table: 'CSECHIST', file: 'CSECHIST.csv', line: 3, told: 0 });
  });

  it('reject the last row of an unended file for an earlier cell, which cannot be cut off', async () => {
    expect(await understand(fileOf([gridCells(1), gridCells(2, { start: 'soon' })]).slice(0, -1))).toEqual([
      'Abc0000001:zZz0000001', '3 START_DT DATE_INVALID',
    ]);
  });
});
