import { describe, expect, it } from 'vitest';
import { gridEntryFromCsecHist } from '../../../adapters/cws-cms/rows/grid-entry.js';
import { SOURCES, UPDATED_AT, rowOf } from './rows-of.js';

const GRID = { FKCHLD_CLT: 'Abc1234567', THIRD_ID: 'zZz0000001', CSEC_TPC: '6868', START_DT: '2024-05-01', END_DT: '2024-06-01' };

const outcome = (cells: Record<string, string>) => gridEntryFromCsecHist(rowOf('CSECHIST', { ...GRID, ...cells }), SOURCES);

describe('gridEntryFromCsecHist', () => {
  it('makes a grid entry of its child, keyed by both parts', () => {
    expect(outcome({})).toEqual({
      op: 'upsert',
      noun: 'gridEntry',
      table: 'CSECHIST',
      key: 'Abc1234567:zZz0000001',
      clientKey: 'Abc1234567',
      parentKey: null,
      updatedAt: UPDATED_AT,
      record: {
        clientKey: 'Abc1234567',
        type: { code: 6868, display: 'Victim Before Foster Care' },
        isVictim: true,
        startedOn: '2024-05-01',
        endedOn: '2024-06-01',
      },
      flags: [],
    });
  });

  it.each([
    ['6867', 'At Risk', false],
    ['6868', 'Victim Before Foster Care', true],
    ['6869', 'Victim During Foster Care', true],
    ['6870', 'Victim in Open Case not in Foster Care', true],
    ['6871', 'Victim while Absent from Placement', true],
    ['6872', 'Victim with Closed Case, Rcv ILP Svcs', true],
  ])('reads type %s as "%s", victim %s', (type, display, isVictim) => {
    expect(outcome({ CSEC_TPC: type })).toMatchObject({ record: { type: { code: Number(type), display }, isVictim }, flags: [] });
  });

  it.each([
    ['a 6871 row without an end (R-10971)', { CSEC_TPC: '6871', END_DT: '' }, ['R_10971_ABSENCE_TYPE_WITHOUT_END']],
    ['an end before the start (R-10975)', { END_DT: '2024-04-30' }, ['R_10975_END_BEFORE_START']],
    ['an end on the day of the start', { END_DT: '2024-05-01' }, []],
    ['another type without an end', { END_DT: '' }, []],
    ['a start ahead of the day of reading', { START_DT: '2026-03-02', END_DT: '' }, ['START_IN_FUTURE']],
    ['a start on the day of reading', { START_DT: '2026-03-01', END_DT: '' }, []],
    ['an end ahead', { END_DT: '2026-03-02' }, ['END_IN_FUTURE']],
    ['days that carry a time', { START_DT: '2024-05-01 00:00:00.0', END_DT: '2024-06-01-00.00.00.000000' }, ['TIME_IN_DATE']],
    ['a type that no table knows', { CSEC_TPC: '6657' }, ['UNKNOWN_CODE']],
    ['no last update', { LST_UPD_TS: '' }, ['UPDATED_AT_MISSING']],
    ['several breaches', { CSEC_TPC: '6871', START_DT: '2026-04-01', END_DT: '', LST_UPD_TS: 'NULL' },
      ['UPDATED_AT_MISSING', 'START_IN_FUTURE', 'R_10971_ABSENCE_TYPE_WITHOUT_END']],
  ])('keeps %s', (_, cells, flags) => {
    expect(outcome(cells)).toMatchObject({ op: 'upsert', flags });
  });

  it('keeps the raw id of an unknown type and does not guess who is a victim', () => {
    expect(outcome({ CSEC_TPC: '6657' })).toMatchObject({ record: { type: { code: 6657, display: null }, isVictim: null } });
  });

  it('reads padded cells as the unpadded ones', () => {
    const padded = Object.fromEntries(Object.entries(GRID).map(([name, cell]) => [name, `${cell}     `]));
    expect(outcome(padded)).toEqual(outcome({}));
  });

  it('removes a row that the replica marks as deleted', () => {
    expect(outcome({ IBMSNAP_OPERATION: 'D' })).toMatchObject({ op: 'delete', key: 'Abc1234567:zZz0000001' });
    expect(outcome({ IBMSNAP_OPERATION: 'U' })).toMatchObject({ op: 'upsert' });
  });
});
