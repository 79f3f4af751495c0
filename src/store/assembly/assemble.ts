import { inTransaction, type SyncSession } from '../landing/sync-session.js';
import { assembleAbsences, type DeriveAbsences } from './absence.js';
import { ADDRESS } from './address.js';
import { ALIAS } from './alias.js';
import { ALLEGATION } from './allegation.js';
import { openAssemblyBatch, takeBatch } from './assembly-batch.js';
import type { AssemblyStep } from './assembly-step.js';
import { ASSIGNMENT } from './assignment.js';
import { CHILD_WELFARE_CASE } from './child-welfare-case.js';
import { CSEC_GRID_ENTRY } from './csec-grid-entry.js';
import { IDENTIFIER } from './identifier.js';
import { PLACEMENT } from './placement.js';
import { REFERRAL } from './referral.js';
import { REPORTER } from './reporter.js';
import { SERVICE_RECORD } from './service-record.js';
import { SPECIAL_PROJECT_PARTICIPATION } from './special-project-participation.js';
import { UPSERT_YOUTHS } from './youth.js';

const STEPS: readonly AssemblyStep[] = [
  ALIAS, ADDRESS, CSEC_GRID_ENTRY, SPECIAL_PROJECT_PARTICIPATION, REFERRAL, REPORTER, ALLEGATION, CHILD_WELFARE_CASE,
  PLACEMENT, SERVICE_RECORD, IDENTIFIER, ASSIGNMENT,
];

export interface AssemblyOptions {
  /** Clients a transaction; bounds what one commit holds back from readers. */
  readonly batchSize: number;
  readonly deriveAbsences: DeriveAbsences;
  /** Told after each commit how many waiting clients it settled. */
  readonly onBatch?: (clients: number) => void;
}

/**
 * Rebuilds every youth whose landed rows changed, each whole in one transaction, so that no reader sees half a youth.
 * Answers how many youths were rebuilt. Youths that an earlier run left behind are rebuilt too.
 */
export async function assembleStaleYouths(session: SyncSession, options: AssemblyOptions): Promise<number> {
  await openAssemblyBatch(session);
  let assembled = 0;
  for (;;) {
    const taken = await inTransaction(session, async () => {
      const batch = await takeBatch(session, options.batchSize);
      if (batch.youths > 0) await rebuildBatch(session, options.deriveAbsences);
      return batch;
    });
    if (taken.clients === 0) return assembled;
    assembled += taken.youths;
    options.onBatch?.(taken.clients);
  }
}

async function rebuildBatch(session: SyncSession, deriveAbsences: DeriveAbsences): Promise<void> {
  await session.query('analyze pg_temp.assembly_batch');
  await session.query(UPSERT_YOUTHS);
  for (const step of STEPS) {
    for (const statement of step.statements) await session.query(statement);
  }
  await assembleAbsences(session, deriveAbsences);
}
