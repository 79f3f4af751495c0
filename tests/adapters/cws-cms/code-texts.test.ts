import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { codeOfCell } from '../../../adapters/cws-cms/codes/code-of-text.js';
import { codeTablesOf, DEFAULT_CODE_TABLES } from '../../../adapters/cws-cms/codes/code-tables.js';
import { CellFault } from '../../../adapters/cws-cms/fields/cell-fault.js';
import { LAYOUTS } from '../../../adapters/cws-cms/layout/layouts.js';
import { changeOfRow } from '../../../adapters/cws-cms/rows/change-of-row.js';
import { DEFAULT_AS_OF } from '../../../adapters/cws-cms/synthetic/extract-options.js';
import { generateExtract } from '../../../adapters/cws-cms/synthetic/generate-extract.js';
import type { SystemCodeRecord } from '../../../src/model/records/index.js';
import { folderOf } from './extract-folder.js';
import { SOURCES } from './rows-of.js';

const sources = { ...SOURCES, asOf: DEFAULT_AS_OF };

const code = (of: number, words: string, more: Partial<SystemCodeRecord> = {}): SystemCodeRecord => ({
  code: of, metaTable: 'CSEC_TPC', shortDescription: words, logicalId: null, inactive: false, parentCode: null, otherCode: 'V', longDescription: null, ...more,
});
const read = (cell: string, ...county: readonly SystemCodeRecord[]) => codeOfCell(cell, codeTablesOf(county), ['CSEC_TPC']);

describe('an extract whose codes are in words', () => {
  it('is understood as the same extract in numbers, row by row', async () => {
    const out = await folderOf({});
    await generateExtract({ youths: 40, county: '19', seed: 7, out, dirtyRate: 0 });
    let translated = 0;
    for (const [table, { columns }] of Object.entries(LAYOUTS)) {
      const coded = Object.entries(columns).flatMap(([name, column]) => (column.codeTables === undefined ? [] : [{ name, metaTables: column.codeTables }]));
      // The generator writes no table of clients' relations.
      if (coded.length === 0 || !existsSync(path.join(out, `${table}.csv`))) continue;
      const rows = parse(readFileSync(path.join(out, `${table}.csv`)), { columns: true }) as Record<string, string>[];
      for (const [at, cells] of rows.entries()) {
        const inWords = { ...cells };
        for (const { name, metaTables } of coded) {
          const words = DEFAULT_CODE_TABLES.get(Number(cells[name]))?.shortDescription;
          if (words === undefined || words === null || codeOfCell(words, sources.codes, metaTables) instanceof CellFault) continue;
          inWords[name] = ` ${words.toUpperCase().replaceAll(' ', '  ')} `;
          translated += 1;
        }
        const place = { table: table as keyof typeof LAYOUTS, file: `${table}.csv`, line: at + 2 };
        expect(changeOfRow(place.table, { place, cells: inWords }, sources)).toEqual(changeOfRow(place.table, { place, cells }, sources));
      }
    }
    expect(translated).toBeGreaterThan(500);
  });

  it('is in doubt at two descriptions alone, which different services have and which nobody may guess', () => {
    const columns = Object.entries(LAYOUTS).flatMap(([table, layout]) => Object.entries(layout.columns)
      .flatMap(([name, { codeTables }]) => (codeTables === undefined ? [] : [{ column: `${table}.${name}`, codeTables }])));
    const shared = columns.flatMap(({ column, codeTables }) => [...DEFAULT_CODE_TABLES.values()]
      .filter(({ metaTable, shortDescription }) => codeTables.includes(metaTable) && codeOfCell(shortDescription ?? '', DEFAULT_CODE_TABLES, codeTables) instanceof CellFault)
      .map(({ shortDescription }) => `${column}: ${shortDescription}`));
    expect([...new Set(shared)]).toEqual(['DL_SVC_T.SVC_CNTC: Medication Management', 'DL_SVC_T.SVC_CNTC: Other']);
  });

  it('is read by the county\'s own words of today, and by those of before where no code has them today', () => {
    const renamed = code(6867, 'Risk of  Exploitation', { otherCode: 'R', formerDescriptions: ['In danger'] });
    expect([read('At Risk'), ...['risk of exploitation', 'In danger', 'At Risk'].map((words) => read(words, renamed))]).toEqual([6867, 6867, 6867, 6867]);
    expect([read('At Risk', renamed, code(7001, 'At Risk')), read('In danger', renamed, code(7001, 'Other', { formerDescriptions: ['In danger'] }))])
      .toEqual([7001, new CellFault('CODE_TEXT_AMBIGUOUS')]);
  });

  it('means the code in use where another of the same words is not, and no code where both are', () => {
    const [old, fresh] = [code(7001, 'Victim', { inactive: true }), code(7002, 'Victim')];
    expect([read('Victim', old, fresh), read('Victim', fresh, old), read('Victim', old)]).toEqual([7002, 7002, 7001]);
    expect([read('Victim', fresh, code(7003, 'victim')), read('Victim', old, code(7004, 'Victim', { inactive: true }))])
      .toEqual([new CellFault('CODE_TEXT_AMBIGUOUS'), new CellFault('CODE_TEXT_AMBIGUOUS')]);
  });

  it('has its words taken from the tables of the column alone', () => {
    expect(read('Elsewhere', code(7001, 'Elsewhere', { metaTable: 'ALG_TPC' }))).toEqual(new CellFault('CODE_TEXT_UNKNOWN'));
    expect(read('68B7')).toEqual(new CellFault('NUMBER_INVALID'));
  });

  it('names a county by its name', () => {
    const column = LAYOUTS.SPC_PRJT.columns['GVR_ENTC']!;
    const told = (cell: string) => column.read(cell, { codes: DEFAULT_CODE_TABLES, flag: () => undefined });
    expect([told('Los Angeles'), told('1086'), told('Nowhere')]).toEqual(['19', '19', new CellFault('CODE_TEXT_UNKNOWN')]);
  });
});
