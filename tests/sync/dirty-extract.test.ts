import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DIRTY_KINDS, dirtyRule, type DirtyKind } from '../../adapters/cws-cms/synthetic/dirty-kinds.js';
import { DEFAULT_AS_OF } from '../../adapters/cws-cms/synthetic/extract-options.js';
import { generateExtract, type ExtractReport } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { TABLE_NAMES } from '../../adapters/cws-cms/synthetic/table-layouts.js';
import { fixedClock } from '../../src/kernel/clock.js';
import type { Instant } from '../../src/kernel/dates.js';
import type { SyncReport } from '../../src/sync/sync-report.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { ask, sync } from './extract-folder.js';

const YOUTHS = 300;
const out = mkdtempSync(path.join(os.tmpdir(), 'csec-dirty-'));
/** The day that the synthetic county is told of: what lies behind it is planted. */
const clock = fixedClock(`${DEFAULT_AS_OF}T20:00:00.000Z` as Instant);
const extract = (evolvePercent = 0) => generateExtract({ youths: YOUTHS, county: '19', seed: 11, out, dirtyRate: 0.08, evolvePercent });

let database: TestDatabase;
let planted: ExtractReport;
let report: SyncReport;
beforeAll(async () => {
  database = await createTestDatabase();
  planted = await extract();
  report = await sync(database.url, out, { clock });
});
afterAll(async () => { rmSync(out, { recursive: true, force: true }); await database.drop(); });

/** How many dirty rows of each table the generator planted, of the kinds a test is about. */
function plantedBy(outcome: (kind: DirtyKind) => string | null): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const table of TABLE_NAMES) {
    for (const [kind, count] of Object.entries(planted.plantedPerTable[table])) {
      const name = outcome(kind as DirtyKind);
      if (name !== null) counts[`${table} ${name}`] = (counts[`${table} ${name}`] ?? 0) + count;
    }
  }
  return counts;
}

describe('a run over dirty rows', () => {
  it('reads every row that was written, and accounts for each', () => {
    const landed = report.tables.filter(({ outcome }) => outcome === 'LANDED');
    expect(Object.fromEntries(landed.map((table) => [table.table, table.read]))).toEqual(planted.rowsPerTable);
    for (const of of report.tables) expect(of.read).toBe(of.applied + of.unchanged + of.superseded + of.tombstoned + of.held + of.quarantined);
    expect([report.status, report.youthsAssembled]).toEqual(['COMPLETED', YOUTHS]);
  });

  it('quarantines exactly the rows that cannot be understood, each for its reason', async () => {
    const rows = await ask<{ name: string; count: number }>(database.url,
      "select source_table || ' ' || reason as name, count(*)::int as count from csec.quarantined_row group by 1");
    const expected = plantedBy((kind) => {
      const rule = dirtyRule(kind);
      return rule.outcome === 'QUARANTINED' ? rule.reason : null;
    });
    expect(Object.keys(expected).length).toBeGreaterThan(10);
    expect(Object.fromEntries(rows.map(({ name, count }) => [name, count]))).toEqual(expected);
  });

  it('holds exactly the rows whose client does not exist', async () => {
    const rows = await ask<{ name: string; count: number }>(database.url, 'select source_table as name, count(*)::int as count from csec.held_row group by 1');
    const expected = plantedBy((kind) => (dirtyRule(kind).outcome === 'HELD' ? 'HELD' : null));
    expect(Object.keys(expected).length).toBeGreaterThan(2);
    expect(Object.fromEntries(rows.map(({ name, count }) => [`${name} HELD`, count]))).toEqual(expected);
    expect(report.totals.held).toBe(Object.values(expected).reduce((sum, count) => sum + count, 0));
  });

  it('keeps and flags every row that breaks a rule', () => {
    const flags = Object.fromEntries(report.tables.flatMap((table) => Object.entries(table.flags).map(([flag, count]) => [`${table.table} ${flag}`, count])));
    const expected = plantedBy((kind) => {
      const rule = dirtyRule(kind);
      return rule.outcome === 'KEPT' && rule.flag !== 'R_10974_START_BEFORE_BIRTH' ? rule.flag : null;
    });
    expect(Object.keys(expected).length).toBeGreaterThan(15);
    expect(flags).toEqual(expected);
  });

  it('flags a grid row that starts before the birth, once both are known', async () => {
    const [{ count } = { count: 0 }] = await ask<{ count: number }>(database.url, `
      select count(*)::int as count from csec.csec_grid_entry where 'R_10974_START_BEFORE_BIRTH' = any (flags)`);
    const expected = plantedBy((kind) => (kind === 'START_BEFORE_BIRTH' ? kind : null))['CSECHIST START_BEFORE_BIRTH'];
    expect([count, count > 0]).toEqual([expected, true]);
  });

  it('takes a row that says nothing new for unchanged', () => {
    const repeated = Object.values(plantedBy((kind) => (DIRTY_KINDS[kind].outcome === 'UNCHANGED' ? kind : null))).reduce((sum, count) => sum + count, 0);
    expect(repeated).toBeGreaterThan(0);
    expect([report.totals.unchanged, report.totals.superseded]).toEqual([repeated, 0]);
  });

  it('changes nothing the second time, and rebuilds few when few rows are newer', async () => {
    const again = await sync(database.url, out, { clock });
    expect([again.totals.applied, again.youthsAssembled, again.totals.quarantined, again.totals.held])
      .toEqual([0, 0, report.totals.quarantined, report.totals.held]);
    const evolved = await extract(1);
    const newer = await sync(database.url, out, { clock });
    expect(newer.totals.applied).toBeGreaterThan(0);
    expect(newer.totals.applied).toBeLessThanOrEqual(evolved.evolvedRows);
    expect(newer.youthsAssembled).toBeLessThan(YOUTHS);
  });
});
