import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { SystemCodeRecord } from '../../../src/model/records/index.js';
import {
  DEFAULT_CODE_TABLES, codeTablesOf, codedValue, familyOf, isVictimType,
} from '../../../adapters/cws-cms/codes/code-tables.js';
import { DEFAULT_SYSTEM_CODES } from '../../../adapters/cws-cms/codes/default-system-codes.js';
import { countyOfEntity, isCountyCode } from '../../../adapters/cws-cms/county.js';

const REFERENCE = new URL('../../../../shared/data/cws-cms-system-codes.tsv', import.meta.url);

const code = (over: Partial<SystemCodeRecord>): SystemCodeRecord => ({
  code: 7001, metaTable: 'CSEC_TPC', shortDescription: 'Of the county', logicalId: '0070', inactive: false, parentCode: null,
  otherCode: null, longDescription: null, ...over,
});

describe('the code tables', () => {
  it('know the six grid types and which of them is at risk', () => {
    const types = [6867, 6868, 6869, 6870, 6871, 6872];
    expect(types.map((type) => [codedValue(DEFAULT_CODE_TABLES, type, ['CSEC_TPC']).display, isVictimType(DEFAULT_CODE_TABLES, type)])).toEqual([
      ['At Risk', false],
      ['Victim Before Foster Care', true],
      ['Victim During Foster Care', true],
      ['Victim in Open Case not in Foster Care', true],
      ['Victim while Absent from Placement', true],
      ['Victim with Closed Case, Rcv ILP Svcs', true],
    ]);
  });

  it('take victim or at risk from OTHER_CD of the county, never from words', () => {
    const tables = codeTablesOf([
      code({ code: 7001, shortDescription: 'Victim in words only', otherCode: 'R' }),
      code({ code: 7002, otherCode: 'V' }),
      code({ code: 7003 }),
      code({ code: 7004, metaTable: 'CLS_RSNC', otherCode: 'V' }),
    ]);
    expect([7001, 7002, 7003, 7004, 7005].map((type) => isVictimType(tables, type))).toEqual([false, true, null, null, null]);
  });

  it('put the county\'s words before the committed ones and keep inactive codes', () => {
    const tables = codeTablesOf([code({ code: 6867, shortDescription: 'At Risk (reworded)', otherCode: 'R', inactive: true })]);
    expect(codedValue(tables, 6867, ['CSEC_TPC'])).toEqual({ code: 6867, display: 'At Risk (reworded)' });
    expect(codedValue(tables, 6868, ['CSEC_TPC'])).toEqual({ code: 6868, display: 'Victim Before Foster Care' });
  });

  it('give a code no words outside its own table', () => {
    expect(codedValue(DEFAULT_CODE_TABLES, 6867, ['CLS_RSNC'])).toEqual({ code: 6867, display: null });
    expect(codedValue(DEFAULT_CODE_TABLES, 6867, [])).toEqual({ code: 6867, display: 'At Risk' });
    expect(codedValue(DEFAULT_CODE_TABLES, 9999, [])).toEqual({ code: 9999, display: null });
  });

  it('keep the committed family of a code that the county gives no parent', () => {
    const tables = codeTablesOf([code({ code: 2670, metaTable: 'SRVC_TPC' })]);
    expect(familyOf(tables, 2670)).toEqual([2670, 1747]);
  });

  it('end the walk through a family that is a circle', () => {
    const tables = codeTablesOf([code({ code: 7001, parentCode: 7002 }), code({ code: 7002, parentCode: 7001 })]);
    expect(familyOf(tables, 7001)).toEqual([7001, 7002]);
  });

  it('hold each id once, and a subset only', () => {
    expect(new Set(DEFAULT_SYSTEM_CODES.map((row) => row.SYS_ID)).size).toBe(DEFAULT_SYSTEM_CODES.length);
    expect(DEFAULT_SYSTEM_CODES.length).toBeLessThan(400);
  });
});

describe('the committed codes', () => {
  it('agree in every column with the reference copy beside the checkout', () => {
    if (!existsSync(REFERENCE)) {
      console.warn('NOT COMPARED: ../shared/data/cws-cms-system-codes.tsv is not on this machine.');
      return;
    }
    const [, ...lines] = readFileSync(REFERENCE, 'utf8').split('\n').filter((line) => line !== '');
    const reference = new Map(lines.map((line) => {
      const [id = '', ...rest] = line.split('\t').map((cell) => cell.trim());
      return [Number(id), rest];
    }));
    for (const row of DEFAULT_SYSTEM_CODES) {
      const [table, short, logical, inactive, parent, other, long] = reference.get(row.SYS_ID) ?? [];
      expect({ ...row, LONG_DSC: row.LONG_DSC ?? long }).toEqual({
        SYS_ID: row.SYS_ID, FKS_META_T: table, SHORT_DSC: short, LGC_ID: logical, INACTV_IND: inactive,
        CATEGORYID: parent === '' ? null : Number(parent), OTHER_CD: other === '' ? null : other, LONG_DSC: long,
      });
    }
  });
});

describe('the counties', () => {
  it('are numbered from 1068, and the state is 99', () => {
    expect([1068, 1086, 1101, 1125, 1126].map(countyOfEntity)).toEqual(['01', '19', '34', '58', '99']);
    expect([0, 1067, 1127, 5530].map(countyOfEntity)).toEqual([null, null, null, null]);
  });

  it('are two digits', () => {
    expect(['01', '09', '10', '58', '99'].every(isCountyCode)).toBe(true);
    expect(['00', '59', '1', '019', 'LA'].some(isCountyCode)).toBe(false);
  });

  it('agree with the code table GVR_ENTC', () => {
    for (const row of DEFAULT_SYSTEM_CODES.filter(({ FKS_META_T }) => FKS_META_T === 'GVR_ENTC')) {
      expect([row.SYS_ID, countyOfEntity(row.SYS_ID)]).toEqual([row.SYS_ID, row.LGC_ID]);
    }
  });
});
