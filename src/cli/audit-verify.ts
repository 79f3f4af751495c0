import type { AuditKey, ChainHead } from '../audit/chain.js';
import { checkpointOf, readCheckpoint } from '../audit/checkpoint.js';
import { verifyChains, type ChainFault, type Verification } from '../audit/verify.js';
import { withAuditTrail } from '../store/audit-trail.js';

/** The log is whole. */
const EXIT_WHOLE = 0;
/** EX_DATAERR: the log is not what was written. */
const EXIT_ALTERED = 65;

export interface AuditVerifyOptions {
  readonly url: string;
  readonly auditKey: AuditKey;
  /** A line that an earlier verification printed and that was kept outside the database. */
  readonly checkpoint?: string;
  readonly print: (line: string) => void;
}

/**
 * Proves the disclosure log from the first record to the last and prints what it found. Answers 0 when the log is
 * whole, 65 when it is not. Errors: BAD_INPUT for a line that is no checkpoint, STORE_UNAVAILABLE.
 */
export async function runAuditVerify(options: AuditVerifyOptions): Promise<number> {
  const { auditKey, print } = options;
  const checkpoint = options.checkpoint === undefined ? undefined : readCheckpoint(options.checkpoint);
  const { heads, found } = await withAuditTrail(options.url, async (trail) => ({
    heads: trail.heads, found: await verifyChains(auditKey, trail.records, trail.heads, checkpoint),
  }));
  for (const { chain } of heads) print(`chain ${chain}: ${found.counts.get(chain) ?? 0} records`);
  if (found.faults.length > 0) return printFaults(found, print);
  return printWhole(found, heads, auditKey, print);
}

function printFaults(found: Verification, print: (line: string) => void): number {
  for (const fault of found.faults) print(`${placeOf(fault)}: ${fault.kind}`);
  print(`The disclosure log is NOT whole: ${found.faults.length} ${found.faults.length === 1 ? 'fault' : 'faults'}.`);
  return EXIT_ALTERED;
}

function printWhole(found: Verification, heads: readonly ChainHead[], key: AuditKey, print: (line: string) => void): number {
  const total = [...found.counts.values()].reduce((sum, count) => sum + count, 0);
  print(`The disclosure log is whole: ${total} records in ${found.counts.size} chains.`);
  print(`checkpoint ${checkpointOf(key, heads)}`);
  return EXIT_WHOLE;
}

function placeOf(fault: ChainFault): string {
  if (fault.chain === null) return 'checkpoint';
  return fault.seq === null ? `chain ${fault.chain}` : `chain ${fault.chain}, record ${fault.seq}`;
}
