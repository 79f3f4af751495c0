import { inTransaction, tryAnew, type SyncSession } from '../landing/sync-session.js';
import { assembleAbsences, type DeriveAbsences } from './absence.js';
import { ADDRESS } from './address.js';
import { ALIAS } from './alias.js';
import { ALLEGATION } from './allegation.js';
import { openAssemblyBatch, takeBatch, type TakenBatch } from './assembly-batch.js';
import type { AssemblyStep } from './assembly-step.js';
import { ASSIGNMENT } from './assignment.js';
import { fillBatchRows } from './batch-rows.js';
import { CHILD_WELFARE_CASE } from './child-welfare-case.js';
import { CSEC_GRID_ENTRY } from './csec-grid-entry.js';
import { IDENTIFIER } from './identifier.js';
import { PART } from './parts.js';
import { PLACEMENT } from './placement.js';
import { REFERRAL } from './referral.js';
import { REPORTER } from './reporter.js';
import { SERVICE_RECORD } from './service-record.js';
import { SPECIAL_PROJECT_PARTICIPATION } from './special-project-participation.js';
import { CLEAR_REMOVED_YOUTHS, YOUTHS } from './youth.js';

const STEPS: readonly AssemblyStep[] = [
  ALIAS, ADDRESS, CSEC_GRID_ENTRY, SPECIAL_PROJECT_PARTICIPATION, REFERRAL, REPORTER, ALLEGATION, CHILD_WELFARE_CASE,
  PLACEMENT, SERVICE_RECORD, IDENTIFIER, ASSIGNMENT,
];

export interface AssemblyOptions {
  /** Whose marks are worked off: a run builds what it changed itself, and leaves alone what another is still landing. */
  readonly county: string;
  /** Clients a transaction; bounds what one commit holds back from readers. */
  readonly batchSize: number;
  readonly deriveAbsences: DeriveAbsences;
  /** Done in the transaction of a batch: how many youths it rebuilt. */
  readonly inBatch?: (session: SyncSession, youths: number) => Promise<void>;
  /** Told after each commit how many waiting clients it settled. */
  readonly onBatch?: (clients: number) => void;
}

/**
 * Rebuilds what changed of every youth whose landed rows did, each youth whole in one transaction, so that no reader sees
 * half of one. Each session takes batches of its own. Answers how many youths were rebuilt. Youths that an earlier run of the county left behind are rebuilt too.
 */
export async function assembleStaleYouths(sessions: readonly SyncSession[], options: AssemblyOptions): Promise<number> {
  const assembled = await Promise.all(sessions.map((session) => assembleWith(session, options)));
  return assembled.reduce((sum, youths) => sum + youths, 0);
}

async function assembleWith(session: SyncSession, options: AssemblyOptions): Promise<number> {
  await openAssemblyBatch(session);
  let assembled = 0;
  for (;;) {
    const taken = await tryAnew(() => inTransaction(session, async () => {
      await preferIndexes(session);
      const batch = await takeBatch(session, options.county, options.batchSize);
      if (batch.youths > 0) await rebuildBatch(session, batch, options.deriveAbsences);
      if (batch.youths > 0) await options.inBatch?.(session, batch.youths);
      return batch;
    }));
    if (taken.clients === 0) return assembled;
    assembled += taken.youths;
    options.onBatch?.(taken.clients);
  }
}

/**
 * A batch is small and looked up by key, so a plan that walks through a whole table for one is never right, whatever the
 * statistics of the moment say: a first load would read ever more of what it has just written. Nor is one that collects
 * row numbers of two indexes for each lookup, or remembers what was looked up: that is seldom asked for again within a
 * batch. Compiling a plan takes longer than running it.
 */
async function preferIndexes(session: SyncSession): Promise<void> {
  await session.query(`select set_config('random_page_cost', '1.1', true), set_config('jit', 'off', true),
    set_config('enable_seqscan', 'off', true), set_config('enable_bitmapscan', 'off', true), set_config('enable_mergejoin', 'off', true),
    set_config('enable_memoize', 'off', true)`);
}

async function rebuildBatch(session: SyncSession, { parts, allNew }: TakenBatch, deriveAbsences: DeriveAbsences): Promise<void> {
  await session.query('analyze pg_temp.assembly_batch');
  await fillBatchRows(session, parts);
  if ((parts & PART.YOUTH) !== 0) await session.query(allNew ? YOUTHS.fill : YOUTHS.renew);
  if (!allNew) await session.query(CLEAR_REMOVED_YOUTHS);
  for (const step of STEPS) {
    if ((parts & step.part) !== 0) await session.query(allNew ? step.fill : step.renew);
  }
  if ((parts & PART.ABSENCE) !== 0) await assembleAbsences(session, deriveAbsences);
  await session.query('select csec.note_case_changes(array(select subject_id from pg_temp.assembly_batch))');
}
