import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { loadDemoCounty } from '../../src/app/demo/load-demo-county.js';
import { CHECKOUT } from '../../src/app/checkout.js';
import { accountForPostgres } from '../../src/app/embedded/account.js';
import { startEmbeddedPostgres } from '../../src/app/embedded/embedded-postgres.js';
import { canReach, makePassable } from '../../src/app/embedded/reach.js';
import { systemClock } from '../../src/kernel/clock.js';
import { dropDatabase, ensureDatabase, serverVersion } from '../../src/store/databases.js';
import { runMigrations } from '../../src/store/migrate.js';

/** A database of its own with a synthetic county, on a server of its own or of DATABASE_URL. */
export interface BenchCounty {
  readonly url: string;
  /** Of the server, on a database that a login may make others from. */
  readonly serverUrl: string;
  /** A folder that goes with it, for keys. */
  readonly folder: string;
  readonly youths: number;
  remove(): Promise<void>;
}

/** Decides every youth of the county. */
export const BENCH_SEED = 20_260_101;

/** Loads the county through the generator and the sync, with the demo's relations. Errors: those of its steps, after cleaning up. */
export async function loadBenchCounty(youths: number, say: (line: string) => void): Promise<BenchCounty> {
  const folder = mkdtempSync(path.join(reachableTemporary(), 'csec-gateway-bench-'));
  makePassable(folder, accountForPostgres());
  const undo: (() => Promise<void>)[] = [async () => rmSync(folder, { recursive: true, force: true })];
  const remove = async (): Promise<void> => {
    for (const step of undo.splice(0).reverse()) await step();
  };
  try {
    const server = await openServer(path.join(folder, 'postgresql'), say);
    undo.push(() => server.stop());
    const name = `csec_bench_${process.pid}`;
    const url = await ensureDatabase(server.url, name);
    undo.push(() => dropDatabase(server.url, name));
    await runMigrations(url);
    const began = performance.now();
    await loadDemoCounty({ databaseUrl: url, youths, seed: BENCH_SEED, clock: systemClock, print: say });
    say(`The county was loaded in ${((performance.now() - began) / 1000).toFixed(1)} s.`);
    return { url, serverUrl: server.url, folder, youths, remove };
  } catch (fault) {
    await remove();
    throw fault;
  }
}

async function openServer(dataDir: string, say: (line: string) => void): Promise<{ readonly url: string; stop(): Promise<void> }> {
  const given = process.env['DATABASE_URL'];
  if (given) {
    say(`Using the PostgreSQL ${await serverVersion(given)} of DATABASE_URL.`);
    return { url: given, stop: async () => undefined };
  }
  return startEmbeddedPostgres({ checkout: CHECKOUT, dataDir, log: say });
}

/** TMPDIR may lie where the account that PostgreSQL runs as cannot go. */
function reachableTemporary(): string {
  const account = accountForPostgres();
  return [os.tmpdir(), '/tmp', '/var/tmp'].find((folder) => canReach(path.join(folder, 'x'), account)) ?? os.tmpdir();
}
