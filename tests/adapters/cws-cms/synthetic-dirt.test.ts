import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codeTablesOf, recordOfSystemCode } from '../../../adapters/cws-cms/codes/code-tables.js';
import { openExtract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { changeOfRow } from '../../../adapters/cws-cms/rows/change-of-row.js';
import { DEFAULT_NULL_TOKENS, type RowSources } from '../../../adapters/cws-cms/source-row.js';
import { DEFAULT_SPECIAL_PROJECTS } from '../../../adapters/cws-cms/special-project-settings.js';
import { COUNTY_ISSUED_CODES } from '../../../adapters/cws-cms/synthetic/county-issued-codes.js';
import { describeYouth } from '../../../adapters/cws-cms/synthetic/describe-youth.js';
import { DIRTY_KINDS, dirtyRule, type DirtyKind } from '../../../adapters/cws-cms/synthetic/dirty-kinds.js';
import type { LocalDate } from '../../../src/kernel/dates.js';
import { TABLE_NAMES, type TableName } from '../../../adapters/cws-cms/synthetic/table-layouts.js';
import { outcomesOf } from './outcomes-of.js';
import { cell, removeFolders, writeExtract, type FileRow, type WrittenExtract } from './synthetic-files.js';

const OPTIONS = { youths: 500, county: '19', seed: 11 };
const SOURCES: RowSources = {
  codes: codeTablesOf(COUNTY_ISSUED_CODES.map(recordOfSystemCode)), projects: DEFAULT_SPECIAL_PROJECTS,
  asOf: '2026-06-30' as LocalDate, nullTokens: DEFAULT_NULL_TOKENS,
};
let dirty: WrittenExtract;
let clean: WrittenExtract;
beforeAll(async () => {
  dirty = await writeExtract(OPTIONS);
  clean = await writeExtract({ ...OPTIONS, dirtyRate: 0 });
});
afterAll(removeFolders);

/** Faults of a table as (what became of it → how often). */
type Found = Record<string, number>;

function count(found: Found, what: string): void {
  found[what] = (found[what] ?? 0) + 1;
}

/** What the source adapter makes of each row by itself. */
function read(table: TableName, rows: readonly FileRow[]): Found {
  const found: Found = {};
  rows.forEach((cells, at) => {
    const outcome = changeOfRow(table, { place: { table, file: `${table}.csv`, line: at + 2 }, cells }, SOURCES);
    if ('reason' in outcome) count(found, outcome.reason);
    else for (const flag of outcome.flags) count(found, flag);
  });
  return found;
}

/** What only a look at other rows shows: no such client or shared row, a start before birth, the same row twice. */
function compare(table: TableName, extract: WrittenExtract): Found {
  const found: Found = {};
  const keys = (of: TableName) => new Set(extract.rows[of].map((row) => cell(row, 'IDENTIFIER')));
  const missing = (column: string, known: ReadonlySet<string>, what: string): void => {
    for (const row of extract.rows[table]) if (!known.has(cell(row, column))) count(found, what);
  };
  const shared: Partial<Record<TableName, TableName>> = { CL_ADDRT: 'ADDRS_T', CLN_RELT: 'CLIENT_T' };
  for (const [kind, parent] of [['CLIENT_MISSING', 'CLIENT_T'], ['SHARED_ROW_MISSING', shared[table] ?? 'PLC_HM_T']] as const) {
    const column = dirtyRule(kind).columns[table];
    if (column !== undefined) missing(column, keys(parent), kind);
  }
  const seen = new Set<string>();
  for (const row of extract.rows[table]) {
    const text = JSON.stringify(row);
    if (seen.has(text)) count(found, 'DUPLICATE_ROW');
    seen.add(text);
  }
  if (table === 'CSECHIST') {
    const birth = new Map(Array.from({ length: OPTIONS.youths }, (_, index) => describeYouth(OPTIONS, index)).map((youth) => [youth.clientKey, youth.bornOn]));
    for (const row of extract.rows[table]) if (row['START_DT']! < (birth.get(cell(row, 'FKCHLD_CLT')) ?? '') && /^\d{4}-\d{2}-\d{2}$/.test(row['START_DT']!)) count(found, 'START_BEFORE_BIRTH');
  }
  return found;
}

const SEEN_BY_COMPARISON: readonly DirtyKind[] = ['CLIENT_MISSING', 'SHARED_ROW_MISSING', 'DUPLICATE_ROW', 'START_BEFORE_BIRTH'];

function expected(table: TableName, kinds: (kind: DirtyKind) => boolean, name: (kind: DirtyKind) => string): Found {
  const found: Found = {};
  for (const [kind, times] of Object.entries(dirty.report.plantedPerTable[table]) as [DirtyKind, number][]) {
    if (kinds(kind)) found[name(kind)] = (found[name(kind)] ?? 0) + times;
  }
  return found;
}

function outcomeName(kind: DirtyKind): string {
  const rule = dirtyRule(kind);
  if (rule.outcome === 'KEPT') return rule.flag;
  return rule.outcome === 'QUARANTINED' ? rule.reason : rule.outcome;
}

describe('Dirt in a synthetic extract', () => {
  it.each(TABLE_NAMES)('is in %s exactly what the report says, as the source adapter reads it', (table) => {
    expect(read(table, dirty.rows[table])).toEqual(expected(table, (kind) => !SEEN_BY_COMPARISON.includes(kind), outcomeName));
  });

  it.each(TABLE_NAMES)('is in %s exactly what the report says, where other rows show it', (table) => {
    expect(compare(table, dirty)).toEqual(expected(table, (kind) => SEEN_BY_COMPARISON.includes(kind), (kind) => kind));
  });

  it('keeps no file from being read to its end', async () => {
    const extract = await openExtract(dirty.folder);
    expect([extract.missing, extract.otherFiles]).toEqual([[], []]);
    for (const { table } of extract.files) {
      let read = 0;
      for await (const outcome of outcomesOf(extract, table, SOURCES)) read += 'reason' in outcome || outcome.table === table ? 1 : 0;
      expect([table, read]).toEqual([table, dirty.report.rowsPerTable[table as keyof typeof dirty.report.rowsPerTable]]);
    }
  });

  it('is absent from a clean extract', () => {
    for (const table of TABLE_NAMES) {
      expect([table, read(table, clean.rows[table]), compare(table, clean)]).toEqual([table, {}, {}]);
      expect(clean.report.plantedPerTable[table]).toEqual({});
    }
  });

  it('comes in every kind within the five hundred youths of a demonstration', () => {
    const planted = new Set(TABLE_NAMES.flatMap((table) => Object.keys(dirty.report.plantedPerTable[table])));
    expect([...planted].sort()).toEqual(Object.keys(DIRTY_KINDS).sort());
  });

  it('is about as much as the rate asks for', async () => {
    const shareOf = (extract: WrittenExtract): number => {
      const planted = TABLE_NAMES.flatMap((table) => Object.values(extract.report.plantedPerTable[table])).reduce((sum, times) => sum + times, 0);
      return planted / TABLE_NAMES.reduce((sum, table) => sum + extract.report.rowsPerTable[table], 0);
    };
    expect(shareOf(dirty)).toBeGreaterThan(0.005);
    expect(shareOf(dirty)).toBeLessThan(0.015);
    expect(shareOf(await writeExtract({ ...OPTIONS, youths: 100, dirtyRate: 0.2 }))).toBeGreaterThan(0.1);
  });

  it('leaves every other row as it is in the clean extract', () => {
    for (const table of TABLE_NAMES) {
      const known = new Set(clean.rows[table].map((row) => JSON.stringify(row)));
      const planted = Object.entries(dirty.report.plantedPerTable[table]).filter(([kind]) => kind !== 'DUPLICATE_ROW');
      const changed = dirty.rows[table].filter((row) => !known.has(JSON.stringify(row)));
      expect([table, changed.length]).toEqual([table, planted.reduce((sum, [, times]) => sum + times, 0)]);
    }
  });
});
