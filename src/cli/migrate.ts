import { realpathSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { CHECKOUT } from '../app/checkout.js';
import { configFromEnvironment, type Config } from '../app/config.js';
import { EXIT_CODES, exitCodeOf } from '../app/exit-codes.js';
import { openDatabase, type OpenedDatabase } from '../app/open-database.js';
import { GatewayError } from '../kernel/gateway-error.js';
import { pendingMigrations, runMigrations } from '../store/migrate.js';

/** What `npm run migrate` needs from its surroundings. */
export interface MigratePlace {
  readonly config: () => Config;
  readonly openDatabase: (config: Config) => Promise<OpenedDatabase>;
  readonly print: { out(line: string): void; err(line: string): void };
}

const USAGE = 'Usage: npm run migrate [-- --check]\n  --check  only says whether migrations are pending; exit code 1 when they are';

/** Brings the configured database up to date, or says whether it is. Answers the exit code. */
export async function runMigrateCommand(argv: readonly string[], place: MigratePlace): Promise<number> {
  const check = argv.includes('--check');
  if (argv.some((argument) => argument !== '--check')) {
    place.print.err(USAGE);
    return argv.includes('--help') ? EXIT_CODES.ok : EXIT_CODES.usage;
  }
  try {
    const database = await place.openDatabase(place.config());
    try {
      place.print.err(database.says);
      return await bringUp(database.url, check, place);
    } finally {
      await database.close();
    }
  } catch (error) {
    if (!(error instanceof GatewayError)) throw error;
    place.print.err(error.message);
    return exitCodeOf(error);
  }
}

async function bringUp(url: string, check: boolean, { print }: MigratePlace): Promise<number> {
  if (!(await pendingMigrations(url))) {
    print.out('The database is up to date.');
    return EXIT_CODES.ok;
  }
  if (check) {
    print.out('Migrations are pending.');
    return EXIT_CODES.fault;
  }
  await runMigrations(url);
  print.out('The database was brought up to date.');
  return EXIT_CODES.ok;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) {
  process.exitCode = await runMigrateCommand(process.argv.slice(2), {
    config: () => configFromEnvironment(CHECKOUT),
    openDatabase,
    print: { out: (line) => console.log(line), err: (line) => console.error(line) },
  });
}
