import { expect, it } from 'vitest';
import { isShifted } from '../../../adapters/cws-cms/extract/shift-watch.js';
import type { Change, RowRejection } from '../../../src/model/change.js';

const bad = (line: number, changes: Partial<RowRejection> = {}): RowRejection =>
  ({ place: { table: 'CSECHIST', file: 'CSECHIST.csv', line }, column: 'START_DT', reason: 'DATE_INVALID', ...changes });
const GOOD = { key: 'a' } as unknown as Change;
const head = (rows: number): RowRejection[] => Array.from({ length: rows }, (_, at) => bad(at + 2));

it('columns are shifted where every row of the head fails in the same column for the same reason', () => {
  expect([head(5), head(20)].map(isShifted)).toEqual([true, true]);
});

it('they are not where the file is too short to judge, one row is good, or every row is bad in its own way', () => {
  expect(isShifted([])).toBe(false);
  expect(isShifted(head(4))).toBe(false);
  expect(isShifted([...head(19), GOOD])).toBe(false);
  expect(isShifted([GOOD, ...head(19)])).toBe(false);
  expect(isShifted([...head(5), bad(7, { reason: 'REQUIRED_MISSING' })])).toBe(false);
  expect(isShifted([...head(5), bad(7, { column: 'END_DT' })])).toBe(false);
});
