import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { CHECKOUT } from '../app/checkout.js';
import { auditSecret } from '../app/compose.js';
import { configFromEnvironment } from '../app/config.js';
import { EXIT_CODES, exitCodeOf } from '../app/exit-codes.js';
import { openDatabase } from '../app/open-database.js';
import { auditKey, type AuditKey, type ChainHead } from '../audit/chain.js';
import { checkpointOf, readCheckpoint } from '../audit/checkpoint.js';
import { verifyChains, type ChainFault, type Verification } from '../audit/verify.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { withAuditTrail } from '../store/audit-trail.js';

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
    heads: trail.heads, found: await verifyChains(auditKey, trail, checkpoint),
  }));
  for (const { chain } of heads) print(`chain ${chain}: ${found.counts.get(chain) ?? 0} records`);
  if (found.faults.length > 0) return printFaults(found, print);
  return printWhole(found, heads, auditKey, print);
}

function printFaults(found: Verification, print: (line: string) => void): number {
  for (const fault of found.faults) print(`${placeOf(fault)}: ${fault.kind}`);
  print(`The disclosure log is NOT whole: ${found.faults.length} ${found.faults.length === 1 ? 'fault' : 'faults'}.`);
  return EXIT_CODES.dataError;
}

function printWhole(found: Verification, heads: readonly ChainHead[], key: AuditKey, print: (line: string) => void): number {
  const total = [...found.counts.values()].reduce((sum, count) => sum + count, 0);
  print(`The disclosure log is whole: ${total} records in ${found.counts.size} chains.`);
  print(`checkpoint ${checkpointOf(key, heads)}`);
  return EXIT_CODES.ok;
}

function placeOf(fault: ChainFault): string {
  if (fault.chain === null) return 'checkpoint';
  return fault.seq === null ? `chain ${fault.chain}` : `chain ${fault.chain}, record ${fault.seq}`;
}

const USAGE = `Usage: npm run audit:verify [-- --checkpoint LINE]

Proves the disclosure log from the first record to the last. LINE is what an earlier run printed after "checkpoint",
kept outside the database: with it a log that was cut short, head and all, is found too.
`;

/** Runs the command over the configured database. Answers the exit code. */
async function main(argv: readonly string[]): Promise<number> {
  let checkpoint: string | undefined;
  try {
    ({ values: { checkpoint } } = parseArgs({ args: [...argv], options: { checkpoint: { type: 'string' } } }));
  } catch {
    process.stderr.write(USAGE);
    return EXIT_CODES.usage;
  }
  try {
    const config = configFromEnvironment(CHECKOUT);
    const database = await openDatabase(config);
    try {
      return await runAuditVerify({
        url: database.url, auditKey: auditKey(auditSecret(config)), print: (line) => process.stdout.write(`${line}\n`),
        ...(checkpoint === undefined ? {} : { checkpoint }),
      });
    } finally {
      await database.close();
    }
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    process.stderr.write(`${fault.message}\n`);
    return exitCodeOf(fault);
  }
}

const invoked = process.argv[1];
if (invoked !== undefined && import.meta.url === pathToFileURL(realpathSync(invoked)).href) process.exitCode = await main(process.argv.slice(2));
