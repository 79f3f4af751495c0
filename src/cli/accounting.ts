import { randomUUID } from 'node:crypto';
import { createWriteStream, realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
import { Readable, type Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { pathToFileURL } from 'node:url';
import { CHECKOUT } from '../app/checkout.js';
import { auditSecret } from '../app/compose.js';
import { configFromEnvironment, type Config } from '../app/config.js';
import { EXIT_CODES, exitCodeOf } from '../app/exit-codes.js';
import { openDatabase, type OpenedDatabase } from '../app/open-database.js';
import { accountingAsCsv } from '../audit/accounting-csv.js';
import { accountingAsFhir } from '../audit/accounting-fhir.js';
import { accountingRecord } from '../audit/accounting-record.js';
import { accountingEntries, daysAsSpan, periodsBefore, type AccountingRequest, type ReadDisclosures } from '../audit/accounting.js';
import { auditKey } from '../audit/chain.js';
import { systemClock, type Clock } from '../kernel/clock.js';
import { countyDay, plusYears, type Instant } from '../kernel/dates.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { LEGAL_RETENTION, policyUnder, type Retention } from '../policy/counsel/policy-file.js';
import { pgAuditLog } from '../store/pg-audit-log.js';
import { closePool, servingPool } from '../store/pools.js';
import { readDisclosures } from '../store/read-disclosures.js';
import { withRequestSession } from '../store/request-session.js';
import { ACCOUNTING_USAGE, readAccountingArguments, type AccountingWish } from './accounting-arguments.js';

/** What `npm run accounting` needs from its surroundings. */
export interface AccountingPlace {
  readonly config: () => Config;
  readonly openDatabase: (config: Config) => Promise<OpenedDatabase>;
  readonly clock: Clock;
  readonly out: Writable;
  readonly complain: (text: string) => void;
}

/** Prints an accounting of disclosures, or writes it to a file. Answers the exit code. */
export async function runAccounting(argv: readonly string[], place: AccountingPlace): Promise<number> {
  let wish: AccountingWish | 'HELP';
  try {
    wish = readAccountingArguments(argv);
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    place.complain(`${error.message}\n\n${ACCOUNTING_USAGE}`);
    return EXIT_CODES.usage;
  }
  if (wish === 'HELP') {
    await pipeline(Readable.from([ACCOUNTING_USAGE]), place.out, { end: false });
    return EXIT_CODES.ok;
  }
  try {
    return await account(wish, place);
  } catch (error) {
    // Whoever reads may have read enough.
    if ((error as { code?: unknown }).code === 'EPIPE') return EXIT_CODES.ok;
    place.complain(error instanceof GatewayError ? `${error.message}\n` : `${wish.out ?? 'The output'} cannot be written.\n`);
    return exitCodeOf(error);
  }
}

async function account(wish: AccountingWish, place: AccountingPlace): Promise<number> {
  const config = place.config();
  const database = await place.openDatabase(config);
  try {
    const source: AccountingSource = { read: readDisclosures(database.url), retention: config.policy?.file.retention ?? LEGAL_RETENTION, now: place.clock.now() };
    // No audit, no accounting: it is on record, durably, before the first of it is told.
    await record(wish, source, { url: database.url, config });
    const text = accountingText(wish, source);
    if (wish.out === null) await pipeline(Readable.from(text), place.out, { end: false });
    else await pipeline(Readable.from(text), createWriteStream(wish.out, { flags: 'wx', mode: 0o600 }));
    return EXIT_CODES.ok;
  } finally {
    await database.close();
  }
}

interface AccountingSource {
  readonly read: ReadDisclosures;
  readonly retention: Retention;
  readonly now: Instant;
}

/** What is asked of the log, and of which days. */
function requestOf(wish: AccountingWish, { retention, now }: AccountingSource): AccountingRequest {
  const to = wish.to ?? countyDay(now);
  return { of: wish.of, ...daysAsSpan(wish.from ?? plusYears(to, -retention.accountingYears), to) };
}

/** Appends the record of the accounting and makes it durable. Errors: AUDIT_UNAVAILABLE, STORE_UNAVAILABLE; then nothing may be told. */
async function record(wish: AccountingWish, source: AccountingSource, { url, config }: { readonly url: string; readonly config: Config }): Promise<void> {
  const told = accountingRecord({
    id: randomUUID(), requestId: randomUUID(), at: source.now, request: requestOf(wish, source), reader: wish.reader, format: wish.format,
    operator: operator(), policyVersion: policyUnder(config.policy).version,
  });
  const pool = servingPool({ url, max: 1, statementTimeoutMillis: config.database.statementTimeoutMillis });
  try {
    await withRequestSession(pool, (session) => pgAuditLog(session, auditKey(auditSecret(config))).appendAndCommit([told]));
  } finally {
    await closePool(pool);
  }
}

/** The account that runs the command, where the system knows its name. */
function operator(): string {
  try {
    return `operator ${userInfo().username}`;
  } catch {
    return 'operator';
  }
}

/** The text of an accounting, piece by piece: it is never whole in memory. */
export function accountingText(wish: AccountingWish, source: AccountingSource): AsyncIterable<string> {
  const { read, retention, now } = source;
  const entries = accountingEntries(read(requestOf(wish, source)), wish.reader, periodsBefore(countyDay(now), retention));
  return wish.format === 'csv' ? accountingAsCsv(entries) : accountingAsFhir(entries, now);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = await runAccounting(process.argv.slice(2), {
    config: () => configFromEnvironment(CHECKOUT), openDatabase, clock: systemClock, out: process.stdout,
    complain: (text) => process.stderr.write(text),
  });
}
