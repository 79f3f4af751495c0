import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import type { SourceTable } from '../../../src/model/records/index.js';
import { openExtract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { LAYOUTS, SOURCE_TABLES } from '../../../adapters/cws-cms/layout/layouts.js';
import { folderOf, gridFile } from './extract-folder.js';

async function faultOf(attempt: Promise<unknown>): Promise<unknown> {
  return attempt.then(() => 'no fault', (error: unknown) => (error instanceof GatewayError ? { code: error.code, details: error.details } : error));
}

describe('openExtract', () => {
  it('finds the files of tables in any case, in reading order, and names what is missing and what is not read', async () => {
    const folder = await folderOf({ 'csechist.CSV': gridFile(1), 'SYS_CD_C.csv': '', 'LONG_TXT.csv': '', 'notes.txt': '' });
    await mkdir(join(folder, 'CLIENT_T.csv'));
    const extract = await openExtract(folder);
    expect(extract.files.map(({ table, file, bytes }) => ({ table, file, bytes }))).toEqual([
      { table: 'SYS_CD_C', file: 'SYS_CD_C.csv', bytes: 0 },
      { table: 'CSECHIST', file: 'csechist.CSV', bytes: gridFile(1).length },
    ]);
    expect(extract.otherFiles).toEqual(['LONG_TXT.csv']);
    expect(extract.missing).toEqual(SOURCE_TABLES.filter((table) => !['SYS_CD_C', 'CSECHIST'].includes(table)));
    const accepted: SourceTable[] = ['SPRJ_CST', 'REPTR_T', 'STFCSLDT', 'CLN_RELT'];
    expect(extract.missingRequired).toEqual(extract.missing.filter((table) => !accepted.includes(table)));
  });

  it('refuses a folder that is not there', async () => {
    expect(await faultOf(openExtract(join(await folderOf({}), 'nowhere')))).toEqual({ code: 'EXTRACT_UNREADABLE', details: { reason: 'FOLDER_UNREADABLE' } });
  });

  it('refuses a folder without tables', async () => {
    expect(await faultOf(openExtract(await folderOf({ 'readme.csv': '' })))).toEqual({ code: 'EXTRACT_UNREADABLE', details: { reason: 'NO_TABLES' } });
  });

  it('refuses a table that is there twice', async () => {
    expect(await faultOf(openExtract(await folderOf({ 'CSECHIST.csv': '', 'csechist.csv': '' })))).toEqual({
      code: 'EXTRACT_UNREADABLE', details: { reason: 'FILE_DUPLICATE', table: 'CSECHIST' },
    });
  });
});

describe('the layouts', () => {
  it('are one per table and key only columns that they require', () => {
    for (const [table, layout] of Object.entries(LAYOUTS)) {
      expect(layout.table).toBe(table);
      expect(layout.key.map((name) => layout.columns[name]?.inHeader)).toEqual(layout.key.map(() => 'required'));
      expect(layout.columns['LST_UPD_TS']?.inHeader).toBe('required');
    }
  });

  it('require every column that guards a person: a file without it would read as nothing to guard', () => {
    const guards: readonly (readonly [SourceTable, string])[] = [
      ['CLIENT_T', 'SENSTV_IND'], ['CLIENT_T', 'CONF_EFIND'], ['CLIENT_T', 'CHLD_CLT_B'], ['REFERL_T', 'LMT_ACSSCD'], ['CASE_T', 'LMT_ACSSCD'],
      ['PLC_HM_T', 'CONF_EFIND'], ['DL_SVC_T', 'SVC_CNTC'], ['IDV_SVCT', 'DEL_IDV_CD'],
    ];
    expect(guards.map(([table, column]) => LAYOUTS[table].columns[column]?.inHeader)).toEqual(guards.map(() => 'required'));
  });
});
