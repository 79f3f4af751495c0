import { describe, expect, it } from 'vitest';
import { openExtract } from '../../../adapters/cws-cms/extract/open-extract.js';
import { codeTablesOf } from '../../../adapters/cws-cms/codes/code-tables.js';
import { isRejection } from '../../../adapters/cws-cms/rows/row-function.js';
import type { RowSources } from '../../../adapters/cws-cms/source-row.js';
import { DEFAULT_AS_OF } from '../../../adapters/cws-cms/synthetic/extract-options.js';
import { DIRTY_KINDS, type DirtyKind } from '../../../adapters/cws-cms/synthetic/dirty-kinds.js';
import { generateExtract, type ExtractReport } from '../../../adapters/cws-cms/synthetic/generate-extract.js';
import type { SystemCodeRecord } from '../../../src/model/records/index.js';
import { folderOf } from './extract-folder.js';
import { outcomesOf } from './outcomes-of.js';
import { SOURCES } from './rows-of.js';

interface Tally {
  readonly report: ExtractReport;
  readonly rows: Record<string, number>;
  readonly rejected: Record<string, number>;
  readonly flagged: Record<string, number>;
}

async function understand(dirtyRate: number): Promise<Tally> {
  const out = await folderOf({});
  const report = await generateExtract({ youths: 150, county: '19', seed: 7, out, dirtyRate });
  const extract = await openExtract(out);
  const codes: SystemCodeRecord[] = [];
  for await (const outcome of outcomesOf(extract, 'SYS_CD_C', { ...SOURCES, asOf: DEFAULT_AS_OF })) {
    if (!isRejection(outcome)) codes.push(outcome.record as SystemCodeRecord);
  }
  const sources: RowSources = { ...SOURCES, asOf: DEFAULT_AS_OF, codes: codeTablesOf(codes) };
  const tally: Tally = { report, rows: {}, rejected: {}, flagged: {} };
  const count = (counts: Record<string, number>, name: string): void => { counts[name] = (counts[name] ?? 0) + 1; };
  for (const { table } of extract.files) {
    tally.rows[table] = 0;
    for await (const outcome of outcomesOf(extract, table, sources)) {
      count(tally.rows, table);
      if (isRejection(outcome)) count(tally.rejected, outcome.reason);
      else outcome.flags.forEach((flag) => count(tally.flagged, flag));
    }
  }
  return tally;
}

/** Planted rows that the row alone tells, by what must become of them. */
function planted(report: ExtractReport, outcomeOf: (kind: DirtyKind) => string | null): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const kinds of Object.values(report.plantedPerTable)) {
    for (const [kind, number] of Object.entries(kinds) as [DirtyKind, number][]) {
      const name = outcomeOf(kind);
      if (name !== null) counts[name] = (counts[name] ?? 0) + number;
    }
  }
  return counts;
}

describe('a generated extract', () => {
  it('without dirt is understood whole: every row, without a rejection or a flag', async () => {
    const { report, rows, rejected, flagged } = await understand(0);
    expect(rows).toEqual(report.rowsPerTable);
    expect({ rejected, flagged }).toEqual({ rejected: {}, flagged: {} });
  });

  it('with dirt is rejected and flagged as it was planted', async () => {
    const { report, rows, rejected, flagged } = await understand(0.1);
    expect(rows).toEqual(report.rowsPerTable);
    // A missing parent is seen only beside the other rows, and a start before birth only beside the client.
    const reasons = planted(report, (kind) => {
      const rule = DIRTY_KINDS[kind];
      return rule.outcome === 'QUARANTINED' ? rule.reason : null;
    });
    const flags = planted(report, (kind) => {
      const rule = DIRTY_KINDS[kind];
      return rule.outcome === 'KEPT' && rule.flag !== 'PARENT_MISSING' && rule.flag !== 'R_10974_START_BEFORE_BIRTH' ? rule.flag : null;
    });
    expect(rejected).toEqual(reasons);
    expect(flagged).toEqual(flags);
  });
});
