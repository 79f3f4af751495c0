import { randomUUID } from 'node:crypto';
import type { Instant } from '../../src/kernel/dates.js';
import type { Change, SourceInstant } from '../../src/model/change.js';
import type { CountyRecords, SourceTable } from '../../src/model/records/index.js';
import { RECORD_NOUN_OF_TABLE } from '../../src/model/records/index.js';
import { markStaleClients } from '../../src/store/landing/mark-stale-clients.js';
import { mergeStaged, type MergeCounts } from '../../src/store/landing/merge-staged.js';
import { openRun } from '../../src/store/landing/run-ledger.js';
import { holdOrphans } from '../../src/store/landing/hold-orphans.js';
import { StagedLines } from '../../src/store/landing/staged-lines.js';
import { openStaging, stageBatch } from '../../src/store/landing/staging.js';
import { inTransaction, type SyncSession } from '../../src/store/landing/sync-session.js';

/** The moment of every landing in these tests. */
export const AT = '2026-03-01T08:00:00.000Z' as Instant;

/** A change of one row; what a test does not say is empty. */
export function change<T extends SourceTable>(
  table: T, key: string, record: Partial<CountyRecords[(typeof RECORD_NOUN_OF_TABLE)[T]]>, rest: Partial<Change> = {},
): Change {
  return {
    op: 'upsert', noun: RECORD_NOUN_OF_TABLE[table], table, key, clientKey: null, parentKey: null,
    updatedAt: '2026-01-01T08:00:00.000000Z' as SourceInstant, flags: [],
    record: { rowKey: key, ...record } as never, ...rest,
  };
}

/** Lands batches of changes of one table the way a run does; answers the counts and how many rows are held. */
export async function land(
  session: SyncSession, table: SourceTable, ...batches: readonly (readonly Change[])[]
): Promise<MergeCounts & { readonly held: number; readonly runId: string }> {
  const { id: runId } = await openRun(session, { county: '19', kind: 'FULL', folderLabel: randomUUID(), at: AT, extractMark: randomUUID(), marksAll: false, uploadId: null });
  const sum = { applied: 0, tombstoned: 0, unchanged: 0, superseded: 0, held: 0, runId };
  await openStaging(session);
  let line = 1;
  for (const batch of batches) {
    await inTransaction(session, async () => {
      const lines = new StagedLines();
      for (const one of batch) lines.add({ line: (line += 1), change: one, known: true, digest: null });
      await stageBatch(session, lines);
      sum.held += await holdOrphans(session, table, { runId, county: '19', file: `${table}.csv`, at: AT });
      const counts = await mergeStaged(session, { table, county: '19', runId, noteTouched: true, anyKnown: true, pushed: false });
      for (const name of ['applied', 'tombstoned', 'unchanged', 'superseded'] as const) sum[name] += counts[name];
      await markStaleClients(session, table, '19');
    });
  }
  return sum;
}
