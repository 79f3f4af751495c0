import type { TableOutcome } from '../store/landing/run-ledger.js';
import { checkWords } from './check-extract.js';
import type { SyncReport } from './sync-report.js';

const COUNTS = ['read', 'applied', 'unchanged', 'superseded', 'tombstoned', 'held', 'quarantined'] as const;
const HEADINGS = ['table', ...COUNTS] as const;

/** The report of a run as plain text: a table of counts, then what needs attention. Ends with a line end. */
export function printReport(report: SyncReport): string {
  const present = report.tables.filter((table) => table.outcome === 'LANDED');
  const rows = [
    [...HEADINGS],
    ...present.map((table) => [table.table, ...countsOf(table)]),
    ['total', ...countsOf(report.totals)],
  ];
  const lines = [
    ...alignColumns(rows),
    '',
    'read = applied + unchanged + superseded + tombstoned + held + quarantined.',
    ...(report.totals.joined === 0 ? [] : [`${thousands(report.totals.joined)} rows held by earlier runs found their parent.`]),
    ...controlLines(report.checks),
    ...driftLines(report.checks),
    ...flagLines(present),
    ...absentLines(report.tables),
    ...(report.otherFiles.length === 0 ? [] : [`Named after no table, and not read: ${report.otherFiles.join(', ')}.`]),
    ...report.tables.flatMap((table) => (table.failure ? [`Not taken: ${table.table}. ${table.failure.says}`] : [])),
    `${thousands(report.youthsAssembled)} youths assembled. Run ${report.runId} for county ${report.county}: ${STATUS_WORDS[report.status]}.`,
  ];
  return `${lines.join('\n')}\n`;
}

const STATUS_WORDS: Readonly<Record<SyncReport['status'], string>> = {
  COMPLETED: 'completed',
  FAILED_TABLES: 'completed without the tables named above',
};

function countsOf(counts: Pick<TableOutcome, (typeof COUNTS)[number]>): string[] {
  return COUNTS.map((name) => thousands(counts[name]));
}

function controlLines(checks: SyncReport['checks']): string[] {
  const stated = checks.filter(({ kind }) => kind === 'ROWS' || kind === 'SUM');
  const failed = checks.filter(({ passes }) => !passes);
  if (failed.length > 0) return ['Does not add up:', ...failed.map((check) => `  ${checkWords(check)}`)];
  return stated.length === 0 ? [] : [`The control file states what the files hold: ${thousands(stated.length)} checks.`];
}

function driftLines(checks: SyncReport['checks']): string[] {
  const drifted = checks.filter(({ kind }) => kind === 'DRIFT');
  return drifted.length === 0 ? [] : ['Rows read since the last run of this kind:', ...drifted.map(({ table, stated, found }) => {
    const [before, now] = [Number(stated), Number(found)];
    const share = before === 0 ? '' : ` (${now < before ? '-' : '+'}${((Math.abs(now - before) * 100) / before).toFixed(1)} %)`;
    return `  ${table} ${thousands(before)} -> ${thousands(now)}${share}`;
  })];
}

function flagLines(tables: readonly TableOutcome[]): string[] {
  const flagged = tables.flatMap((table) =>
    Object.entries(table.flags).map(([flag, count]) => `  ${table.table} ${flag} ${thousands(count)}`));
  return flagged.length === 0 ? [] : ['Kept and flagged:', ...flagged];
}

function absentLines(tables: readonly TableOutcome[]): string[] {
  const absent = tables.filter((table) => table.outcome === 'NOT_IN_EXTRACT').map((table) => table.table);
  return absent.length === 0 ? [] : [`Not in the extract: ${absent.join(', ')}.`];
}

function alignColumns(rows: readonly (readonly string[])[]): string[] {
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) => row.map((cell, column) =>
    (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0))).join('  '));
}

function thousands(count: number): string {
  return count.toLocaleString('en-US');
}
