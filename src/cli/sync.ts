import { realpathSync } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import type { UnpackLimits } from '../../adapters/cws-cms/extract/unpack-limits.js';
import { CHECKOUT } from '../app/checkout.js';
import { configFromEnvironment } from '../app/config.js';
import { EXIT_CODES, exitCodeOf } from '../app/exit-codes.js';
import { openDatabase, type OpenedDatabase } from '../app/open-database.js';
import { systemClock, type Clock } from '../kernel/clock.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { runMigrations } from '../store/migrate.js';
import { printReport } from '../sync/print-report.js';
import { exportQuarantine } from '../store/landing/export-quarantine.js';
import { syncFolder } from '../sync/run-sync.js';
import { readSyncArguments, SYNC_USAGE, type SyncWish } from './sync-arguments.js';
import { syncDisplay } from './sync-display.js';
import { spoolInput, type SpooledInput } from './sync-input.js';

/** What `npm run sync` needs from its surroundings. */
export interface SyncCommandPlace {
  /** Asked only once the command line is understood; answers a database that is migrated. */
  readonly openDatabase: () => Promise<OpenedDatabase>;
  /** How much may come out of packed files; as usual unless told. */
  readonly unpack?: () => UnpackLimits;
  readonly clock: Clock;
  /** What is read for the extract -. */
  readonly stdin: Readable;
  /** Takes the report and nothing else. */
  readonly stdout: NodeJS.WritableStream;
  /** Takes progress and faults. */
  readonly stderr: NodeJS.WritableStream;
  /** Says whether stderr is a terminal. */
  readonly isTerminal: boolean;
}

/** Takes an extract in as the command line asks, and prints what became of it. Answers the exit code. */
export async function runSyncCommand(argv: readonly string[], place: SyncCommandPlace): Promise<number> {
  let wish: SyncWish | 'HELP';
  try {
    wish = readSyncArguments(argv);
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    place.stderr.write(`${fault.message}\n\n${SYNC_USAGE}`);
    return EXIT_CODES.usage;
  }
  if (wish === 'HELP') {
    place.stdout.write(SYNC_USAGE);
    return EXIT_CODES.ok;
  }
  try {
    return await carryOut(wish, place);
  } catch (fault) {
    if (!(fault instanceof GatewayError)) throw fault;
    place.stderr.write(`${fault.message}\n`);
    if (wish.json) place.stdout.write(`${JSON.stringify({ failureCode: fault.code })}\n`);
    // Another run under way is over sooner or later: asking again may help.
    return fault.code === 'CONFLICT' ? EXIT_CODES.unavailable : exitCodeOf(fault);
  }
}

async function carryOut(wish: SyncWish, place: SyncCommandPlace): Promise<number> {
  const database = await place.openDatabase();
  place.stderr.write(`${database.says}\n`);
  if (wish.folder === null) return exportTo(wish, place, database);
  const display = syncDisplay(place.stderr, place.isTerminal);
  let spooled: SpooledInput | null = null;
  try {
    spooled = wish.folder === '-' ? await spoolInput(place.stdin, wish.table) : null;
    const report = await syncFolder({
      databaseUrl: database.url, county: wish.county, folder: spooled?.path ?? wish.folder, kind: wish.kind, whenBusy: wish.whenBusy,
      clock: place.clock, format: wish.format, ...(place.unpack ? { unpack: place.unpack() } : {}),
      failOnControl: wish.failOnControl, tombstonesConfirmed: wish.tombstonesConfirmed,
      ...(wish.uploadId === null ? {} : { uploadId: wish.uploadId }),
      ...(wish.stopAtTombstones === null ? {} : { stopAtTombstones: wish.stopAtTombstones }),
      projects: { historical: wish.historical }, onProgress: (progress) => display.show(progress),
      ...(wish.nullTokens === null ? {} : { nullTokens: wish.nullTokens }),
    });
    display.end();
    place.stdout.write(wish.json ? `${JSON.stringify(report, null, 2)}\n` : printReport(report));
    return report.status === 'COMPLETED' ? EXIT_CODES.ok : EXIT_CODES.dataError;
  } finally {
    display.end();
    await spooled?.remove();
    await database.close();
  }
}

/** Writes the county's open quarantine to a new file that only its owner reads. */
async function exportTo({ county, exportQuarantine: file }: SyncWish, place: SyncCommandPlace, database: OpenedDatabase): Promise<number> {
  try {
    let rows = 0;
    const out = await open(file!, 'wx', 0o600);
    try {
      rows = await exportQuarantine(database.url, county, async (lines) => { await out.write(lines); });
    } finally {
      await out.close();
    }
    place.stderr.write(`${rows.toLocaleString('en-US')} rows stand in quarantine.\n`);
    return EXIT_CODES.ok;
  } catch (fault) {
    if (fault instanceof GatewayError || exitCodeOf(fault) !== EXIT_CODES.cannotCreate) throw fault;
    place.stderr.write('The file of --export-quarantine cannot be made, or is there already.\n');
    return EXIT_CODES.cannotCreate;
  } finally {
    await database.close();
  }
}

/** The database of DATABASE_URL, else the embedded one, which a running gateway may already use. */
async function openMigratedDatabase(): Promise<OpenedDatabase> {
  const database = await openDatabase(configFromEnvironment(CHECKOUT));
  try {
    await runMigrations(database.url);
    return database;
  } catch (fault) {
    await database.close();
    throw fault;
  }
}

async function main(): Promise<void> {
  process.exitCode = await runSyncCommand(process.argv.slice(2), {
    openDatabase: openMigratedDatabase, unpack: () => configFromEnvironment(CHECKOUT).extracts.unpack, clock: systemClock, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr,
    isTerminal: process.stderr.isTTY,
  });
}

// Started as a program and not imported; the path may lead through a symbolic link.
if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) await main();
