import { describe, expect, it } from 'vitest';
import type { SourceTable } from '../../../src/model/records/index.js';
import { changeOfRow } from '../../../adapters/cws-cms/rows/change-of-row.js';
import { SOURCES, rowOf } from './rows-of.js';

const KEY = 'Abc1234567';
const OTHER_KEY = 'Xyz7654321';

const CASES: readonly (readonly [string, SourceTable, Record<string, string>, string, string])[] = [
  ['a child without a key', 'CSECHIST', { FKCHLD_CLT: '          ', THIRD_ID: KEY }, 'FKCHLD_CLT', 'KEY_MISSING'],
  ['a key that is null by token', 'CSECHIST', { FKCHLD_CLT: 'NULL', THIRD_ID: KEY }, 'FKCHLD_CLT', 'KEY_MISSING'],
  ['a key that lost its leading zero', 'CSECHIST', { FKCHLD_CLT: KEY, THIRD_ID: 'bc1234567' }, 'THIRD_ID', 'KEY_MALFORMED'],
  ['a key with a sign in it', 'CLIENT_T', { IDENTIFIER: 'Abc-234567' }, 'IDENTIFIER', 'KEY_MALFORMED'],
  ['no grid type', 'CSECHIST', { FKCHLD_CLT: KEY, THIRD_ID: OTHER_KEY, CSEC_TPC: '0', START_DT: '2024-05-01' }, 'CSEC_TPC', 'REQUIRED_MISSING'],
  ['a grid type in words that no code has', 'CSECHIST', { FKCHLD_CLT: KEY, THIRD_ID: OTHER_KEY, CSEC_TPC: 'At some risk' }, 'CSEC_TPC', 'CODE_TEXT_UNKNOWN'],
  ['a grid type that is half a number', 'CSECHIST', { FKCHLD_CLT: KEY, THIRD_ID: OTHER_KEY, CSEC_TPC: '68B7' }, 'CSEC_TPC', 'NUMBER_INVALID'],
  ['no start', 'CSECHIST', { FKCHLD_CLT: KEY, THIRD_ID: OTHER_KEY, CSEC_TPC: '6867', START_DT: '' }, 'START_DT', 'REQUIRED_MISSING'],
  ['a day that is none', 'CSECHIST', { FKCHLD_CLT: KEY, THIRD_ID: OTHER_KEY, CSEC_TPC: '6867', START_DT: '2024-02-31' }, 'START_DT', 'DATE_INVALID'],
  ['a last update that is none', 'CHLD_CLT', { FKCLIENT_T: KEY, LST_UPD_TS: '2024-02-31-00.00.00.000000' }, 'LST_UPD_TS', 'TIMESTAMP_INVALID'],
  ['a time that is none', 'REFERL_T', { IDENTIFIER: KEY, REF_RCV_DT: '2024-05-01', REF_RCV_TM: '25:00:00' }, 'REF_RCV_TM', 'TIME_INVALID'],
  ['a name longer than its column', 'CLIENT_T', { IDENTIFIER: KEY, COM_FST_NM: 'Wilhelminachristophersona' }, 'COM_FST_NM', 'TEXT_TOO_LONG'],
  ['text that holds U+0000', 'CLIENT_T', { IDENTIFIER: KEY, COM_FST_NM: 'Mar\u0000a' }, 'COM_FST_NM', 'CHARACTER_INVALID'],
  ['a phone in words', 'ADDRS_T', { IDENTIFIER: KEY, PRM_TEL_NO: 'unlisted' }, 'PRM_TEL_NO', 'NUMBER_INVALID'],
  ['an address of no client', 'CL_ADDRT', { IDENTIFIER: KEY, FKADDRS_T: OTHER_KEY }, 'FKCLIENT_T', 'REQUIRED_MISSING'],
  ['a participant of unknown kind', 'IDV_SVCT', { FKDL_SVC_T: KEY, DEL_IDV_CD: 'Q', DEL_IDV_ID: OTHER_KEY }, 'DEL_IDV_CD', 'CODE_INVALID'],
  ['a participant of no kind', 'IDV_SVCT', { FKDL_SVC_T: KEY, DEL_IDV_CD: ' ', DEL_IDV_ID: OTHER_KEY }, 'DEL_IDV_CD', 'KEY_MISSING'],
  ['an assignment to neither case nor referral', 'ASGNM_T', { IDENTIFIER: KEY, ESTBLSH_ID: OTHER_KEY, ESTBLSH_CD: 'X' }, 'ESTBLSH_CD', 'CODE_INVALID'],
  ['a worker with a key of ten', 'STFPERST', { IDENTIFIER: KEY }, 'IDENTIFIER', 'KEY_MALFORMED'],
  ['a code without an id', 'SYS_CD_C', { SYS_ID: '0' }, 'SYS_ID', 'KEY_MISSING'],
  ['a project without a name', 'SPC_PRJT', { IDENTIFIER: KEY, PROJECT_NM: '   ' }, 'PROJECT_NM', 'REQUIRED_MISSING'],
];

describe('a row that cannot be understood', () => {
  it.each(CASES)('is rejected for %s in %s', (_, table, cells, column, reason) => {
    expect(changeOfRow(table, rowOf(table, cells), SOURCES)).toEqual({
      place: { table, file: `${table}.csv`, line: 7 }, column, reason,
    });
  });

  it.each(CASES)('leaves no value behind: %s in %s', (_, table, cells) => {
    const told = JSON.stringify(changeOfRow(table, rowOf(table, cells), SOURCES));
    for (const value of Object.values(cells).filter((cell) => cell.trim().length > 1 && cell !== 'NULL')) {
      expect(told).not.toContain(value.trim());
    }
  });

  it('is rejected, not thrown at, when it holds nothing', () => {
    expect(changeOfRow('CLIENT_T', { place: { table: 'CLIENT_T', file: 'c.csv', line: 2 }, cells: {} }, SOURCES)).toEqual({
      place: { table: 'CLIENT_T', file: 'c.csv', line: 2 }, column: 'IDENTIFIER', reason: 'KEY_MISSING',
    });
  });
});
