import 'reflect-metadata';
import { systemClock } from '../kernel/clock.js';
import { millisOf } from '../kernel/dates.js';
import { runMigrations } from '../store/migrate.js';
import { CHECKOUT } from './checkout.js';
import { composeGateway } from './compose.js';
import { configFromEnvironment, environmentOver } from './config.js';
import { DEMO_SEED, DEMO_YOUTHS, loadDemoCounty } from './demo/load-demo-county.js';
import { launchSyncProgram } from './launch-sync.js';
import { openDatabase } from './open-database.js';
import { attendExtracts } from './reception.js';
import { run } from './run.js';

await run({
  openDatabase,
  migrate: runMigrations,
  loadDemo: (_config, databaseUrl, log) => loadDemoCounty({
    databaseUrl, youths: DEMO_YOUTHS, seed: DEMO_SEED, clock: systemClock, print: (line) => log.info(line),
  }),
  compose: (config, url, log) => composeGateway(config, url, log, systemClock),
  attend: (_config, databaseUrl, log) => {
    const stopping = new AbortController();
    const launch = launchSyncProgram({ environment: environmentOver(databaseUrl), stopped: stopping.signal });
    const attending = attendExtracts({ databaseUrl, launch, clock: systemClock }, log);
    return {
      stop: () => {
        stopping.abort();
        return attending.stop();
      },
    };
  },
}, {
  argv: process.argv.slice(2),
  config: () => configFromEnvironment(CHECKOUT),
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  process,
  millis: () => millisOf(systemClock.now()),
});
