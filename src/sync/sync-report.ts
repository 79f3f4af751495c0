import type { Instant } from '../kernel/dates.js';
import type { RunCheck } from '../store/landing/run-checks.js';
import type { RowCounts, TableOutcome } from '../store/landing/run-ledger.js';

/** Sums over the tables of a run. */
export type RunTotals = RowCounts & Pick<TableOutcome, 'read' | 'joined'>;

/**
 * What a run did, as it is printed, stored and answered. Names and numbers only.
 * Shape: `tables` holds every source table once, in the order of loading.
 */
export interface SyncReport {
  readonly runId: string;
  readonly county: string;
  readonly folderLabel: string;
  /** `FAILED_TABLES`: at least one file could not be read; what the other files say was applied all the same. */
  readonly status: 'COMPLETED' | 'FAILED_TABLES';
  readonly startedAt: Instant;
  readonly finishedAt: Instant;
  readonly tables: readonly TableOutcome[];
  readonly totals: RunTotals;
  /** What was checked: the control file, what would be removed, what the county's last run read. */
  readonly checks: readonly RunCheck[];
  /** CSV files of the folder that are named after no table; not read. */
  readonly otherFiles: readonly string[];
  /** Youths whose records were rebuilt. */
  readonly youthsAssembled: number;
}

/** Adds the tables up. */
export function totalsOf(tables: readonly TableOutcome[]): RunTotals {
  const sum = (count: keyof RunTotals): number => tables.reduce((total, table) => total + table[count], 0);
  return {
    read: sum('read'), applied: sum('applied'), unchanged: sum('unchanged'), superseded: sum('superseded'), tombstoned: sum('tombstoned'),
    held: sum('held'), quarantined: sum('quarantined'), joined: sum('joined'),
  };
}
