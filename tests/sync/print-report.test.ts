import { describe, expect, it } from 'vitest';
import type { Instant } from '../../src/kernel/dates.js';
import type { TableOutcome } from '../../src/store/landing/run-ledger.js';
import { assertAccounted } from '../../src/store/landing/run-ledger.js';
import { printReport } from '../../src/sync/print-report.js';
import { totalsOf, type SyncReport } from '../../src/sync/sync-report.js';

const at = '2026-03-01T20:00:00.000Z' as Instant;
const landed: TableOutcome = {
  table: 'CSECHIST', outcome: 'LANDED', read: 1203, applied: 1100, unchanged: 80, superseded: 7, tombstoned: 11, held: 2, quarantined: 3, joined: 4,
  flags: { UNKNOWN_CODE: 2 }, failure: null,
};
const nothing = { read: 0, applied: 0, unchanged: 0, superseded: 0, tombstoned: 0, held: 0, quarantined: 0, joined: 0, flags: {} };
const tables: readonly TableOutcome[] = [
  { table: 'CLIENT_T', outcome: 'UNREADABLE', ...nothing, failure: { file: 'CLIENT_T.csv', line: 9, reason: 'NOT_UTF8', says: 'CLIENT_T.csv, line 9: The line is not UTF-8.' } },
  landed,
  { table: 'REPTR_T', outcome: 'NOT_IN_EXTRACT', ...nothing, failure: null },
];
const report: SyncReport = {
  runId: 'r1', county: '19', folderLabel: 'march', status: 'FAILED_TABLES', startedAt: at, finishedAt: at, tables, totals: totalsOf(tables), checks: [],
  otherFiles: ['NOTES.csv'], youthsAssembled: 2000,
};

describe('printReport', () => {
  it('prints the counts as a table and then what needs attention', () => {
    expect(printReport(report)).toBe([
      'table      read  applied  unchanged  superseded  tombstoned  held  quarantined',
      'CSECHIST  1,203    1,100         80           7          11     2            3',
      'total     1,203    1,100         80           7          11     2            3',
      '',
      'read = applied + unchanged + superseded + tombstoned + held + quarantined.',
      '4 rows held by earlier runs found their parent.',
      'Kept and flagged:',
      '  CSECHIST UNKNOWN_CODE 2',
      'Not in the extract: REPTR_T.',
      'Named after no table, and not read: NOTES.csv.',
      'Not taken: CLIENT_T. CLIENT_T.csv, line 9: The line is not UTF-8.',
      '2,000 youths assembled. Run r1 for county 19: completed without the tables named above.',
      '',
    ].join('\n'));
  });

  it('says nothing of what there is none of', () => {
    const clean = { ...report, status: 'COMPLETED' as const, tables: [{ ...landed, flags: {}, joined: 0 }], totals: totalsOf([{ ...landed, joined: 0 }]), otherFiles: [] };
    expect(printReport(clean).split('\n').slice(3)).toEqual([
      '', 'read = applied + unchanged + superseded + tombstoned + held + quarantined.',
      '2,000 youths assembled. Run r1 for county 19: completed.', '',
    ]);
  });
});

describe('assertAccounted', () => {
  it('refuses counts that do not add up', () => {
    expect(() => assertAccounted(landed)).not.toThrow();
    expect(() => assertAccounted({ ...landed, applied: 1101 })).toThrow('rows of CSECHIST do not add up');
    expect(() => assertAccounted({ ...landed, held: 3 })).toThrow('rows of CSECHIST do not add up');
  });
});
