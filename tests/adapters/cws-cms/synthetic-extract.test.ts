import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { columnsOf, TABLE_NAMES, type TableName } from '../../../adapters/cws-cms/synthetic/table-layouts.js';
import { generateExtract } from '../../../adapters/cws-cms/synthetic/generate-extract.js';
import { cell, hashesOf, newFolder, removeFolders, writeExtract, type FileRow, type WrittenExtract } from './synthetic-files.js';

let clean: WrittenExtract;
beforeAll(async () => { clean = await writeExtract({ youths: 300, dirtyRate: 0 }); });
afterAll(removeFolders);

const DB2 = /^\d{4}-\d{2}-\d{2}-\d{2}\.\d{2}\.\d{2}\.\d{3,6}$/;
const JDBC = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}\.\d{3,6}$/;

describe('A synthetic extract', () => {
  it('is byte for byte the same for the same options', async () => {
    const options = { youths: 40, seed: 3, county: '34' };
    const [first, second] = [await writeExtract(options), await writeExtract(options)];
    expect(hashesOf(second.folder)).toEqual(hashesOf(first.folder));
    expect(second.report).toEqual(first.report);
  });

  it('is the one that this hash names, on any machine', async () => {
    const { folder } = await writeExtract({ youths: 25, seed: 1, county: '19' });
    expect(hashesOf(folder)['CSECHIST.csv']).toMatchInlineSnapshot(`"9bf3632394e16ad7df9a97ea8dd74cbbd8ae31050d268cd8dbe69317e2451f70"`);
    expect(hashesOf(folder)['O_HM_PLT.csv']).toMatchInlineSnapshot(`"aed2015cb15d1fdf73eec7abc86be8a109fed1d9888f21bdead04ed4405609b8"`);
  });

  it('differs with the seed, the county and the day', async () => {
    const [base, ...others] = await Promise.all([
      {}, { seed: 12 }, { county: '20' }, { asOf: '2025-06-30' as never },
    ].map((change) => writeExtract({ youths: 5, ...change })));
    for (const other of others) expect(hashesOf(other.folder)['CLIENT_T.csv']).not.toBe(hashesOf(base!.folder)['CLIENT_T.csv']);
  });

  it('tells the same of a youth however many follow', async () => {
    const [few, many] = [await writeExtract({ youths: 7 }), await writeExtract({ youths: 21 })];
    for (const table of TABLE_NAMES) expect(many.rows[table].slice(0, few.rows[table].length)).toEqual(few.rows[table]);
  });

  it('has one file a table and nothing else, and counts what it wrote', () => {
    expect(readdirSync(clean.folder).sort()).toEqual(TABLE_NAMES.map((table) => `${table}.csv`).sort());
    for (const table of TABLE_NAMES) expect([table, clean.rows[table].length]).toEqual([table, clean.report.rowsPerTable[table]]);
  });

  it('pads every CHAR cell to its length and writes 0 for no code', () => {
    for (const table of TABLE_NAMES) {
      for (const [column, format] of columnsOf(table)) {
        const cells = new Set(clean.rows[table].map((row) => row[column] ?? 'absent').filter((text) => !['NULL', ''].includes(text)));
        const sound = (text: string): boolean => (format.kind === 'CHAR' ? text.length === format.length : format.kind !== 'NUMBER' || /^\d+$/.test(text));
        expect([table, column, [...cells].filter((text) => !sound(text))]).toEqual([table, column, []]);
      }
    }
    expect(clean.rows.ALLGTN_T.some((row) => row['ALG_DSPC'] === '0')).toBe(true);
  });

  it('spells timestamps both ways, also within one table', () => {
    for (const table of TABLE_NAMES) {
      expect(clean.rows[table].filter((row) => !DB2.test(row['LST_UPD_TS']!) && !JDBC.test(row['LST_UPD_TS']!))).toEqual([]);
    }
    const spellings = (table: TableName) => new Set(clean.rows[table].map((row) => (DB2.test(row['LST_UPD_TS']!) ? 'DB2' : 'JDBC')));
    expect([spellings('CLIENT_T'), spellings('CHLD_CLT'), spellings('CSECHIST')])
      .toEqual([new Set(['DB2']), new Set(['JDBC']), new Set(['DB2', 'JDBC'])]);
  });

  it('meets every null token that public extracts show', () => {
    const open = (table: TableName, column: string) => new Set(clean.rows[table].map((row) => row[column]!).filter((text) => !/^\d/.test(text)));
    expect([open('CLIENT_T', 'DEATH_DT'), open('REFERL_T', 'REFCLSR_DT'), open('CASE_T', 'END_DT'), open('O_HM_PLT', 'END_DT')])
      .toEqual([new Set(['NULL']), new Set(['[NULL]']), new Set(['null']), new Set([''])]);
  });

  it('quotes a cell that holds a comma', () => {
    expect(readFileSync(join(clean.folder, 'CASE_T.csv'), 'utf8')).toMatch(/,"[^",]+, [^",]+ +",/);
  });

  it('names nobody who could exist: no number, no mailbox, no telephone of a real person', () => {
    const numbers = new Set(clean.rows.CLIENT_T.map((row) => cell(row, 'SS_NO')));
    expect([...numbers].sort()).toEqual(['', '000000000']);
    const mailboxes = [...clean.rows.CLIENT_T, ...clean.rows.STFPERST].map((row) => cell(row, 'EMAIL_ADDR')).filter((text) => text !== '');
    expect(mailboxes.filter((text) => !/^[a-z.]+\d*@example\.org$/.test(text))).toEqual([]);
    const phones = [
      ...clean.rows.ADDRS_T, ...clean.rows.REPTR_T, ...clean.rows.PLC_HM_T].map((row) => row['PRM_TEL_NO']!)
      .concat(clean.rows.STFPERST.map((row) => row['PHONE_NO']!));
    expect(phones.filter((text) => text !== '0' && !/^\d{3}55501\d{2}$/.test(text))).toEqual([]);
  });

  it('changes only what a later extract of the same county would', async () => {
    const [before, after] = [await writeExtract({ youths: 60, dirtyRate: 0 }), await writeExtract({ youths: 60, dirtyRate: 0, evolvePercent: 10 })];
    const isNewer = (row: FileRow): boolean => row['LST_UPD_TS']!.startsWith('2026-07-01');
    const changed = TABLE_NAMES.flatMap((table) => after.rows[table].filter((row, at) => JSON.stringify(row) !== JSON.stringify(before.rows[table][at])));
    const all = TABLE_NAMES.reduce((sum, table) => sum + after.rows[table].length, 0);
    expect(after.report.rowsPerTable).toEqual(before.report.rowsPerTable);
    expect(changed.length).toBeGreaterThan(all * 0.05);
    expect(changed.length).toBeLessThan(all * 0.15);
    expect(changed.filter((row) => !isNewer(row))).toEqual([]);
    expect(TABLE_NAMES.flatMap((table) => before.rows[table].filter(isNewer))).toEqual([]);
  });

  it('leaves nothing half written when the folder cannot take it', async () => {
    const file = join(newFolder(), 'taken');
    writeFileSync(file, '');
    await expect(generateExtract({ youths: 1, county: '19', seed: 1, out: file })).rejects.toMatchObject({ code: 'EEXIST' });
  });

  it('names every option that is wrong at once, and no value', async () => {
    const wrong = { youths: -1, county: '59', seed: 1.5, out: '', asOf: '2026-02-30' as never, dirtyRate: 2, evolvePercent: -1 };
    await expect(generateExtract(wrong)).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: 'youths is a whole number from 0 to 2000000. county is two digits, 01 to 58. seed is a whole number from 0 to 2^53 - 1. '
        + 'out names a folder. as-of is a calendar date (yyyy-MM-dd) from 2018 to 2099. dirty is a share from 0 to 1. '
        + 'evolve is a percentage from 0 to 100.',
    });
  });
});
