import 'reflect-metadata';
import { systemClock } from '../kernel/clock.js';
import { millisOf } from '../kernel/dates.js';
import { runMigrations } from '../store/migrate.js';
import { attendGateway } from './attend.js';
import { CHECKOUT } from './checkout.js';
import { composeGateway } from './compose.js';
import { configFromEnvironment } from './config.js';
import { DEMO_SEED, DEMO_YOUTHS, loadDemoCounty } from './demo/load-demo-county.js';
import { openDatabase } from './open-database.js';
import { run } from './run.js';

await run({
  openDatabase,
  migrate: runMigrations,
  loadDemo: (_config, databaseUrl, log) => loadDemoCounty({
    databaseUrl, youths: DEMO_YOUTHS, seed: DEMO_SEED, clock: systemClock, print: (line) => log.info(line),
  }),
  compose: (config, url, log) => composeGateway(config, url, log, systemClock),
  attend: attendGateway,
}, {
  argv: process.argv.slice(2),
  config: () => configFromEnvironment(CHECKOUT),
  write: (text) => process.stdout.write(text),
  complain: (text) => process.stderr.write(text),
  process,
  millis: () => millisOf(systemClock.now()),
});
