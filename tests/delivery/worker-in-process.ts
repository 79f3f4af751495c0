import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import pg from 'pg';
import { accountForPostgres } from '../../src/app/embedded/account.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/app/embedded/embedded-postgres.js';
import { makePassable } from '../../src/app/embedded/reach.js';
import { ensureDatabase } from '../../src/store/databases.js';
import { runMigrations } from '../../src/store/migrate.js';
import { AUDIT_KEY } from '../support/gateway.js';
import { seedCounty } from '../support/seed-county.js';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
/** A database that dies comes up within this. */
const TRIES = 80;

/** The built program's gateway in a process of its own, at a fixed moment. */
const PROGRAM = `
  const [dist, databaseUrl, dataDir, key] = process.argv.slice(2);
  const { composeGateway } = await import(dist + '/src/app/compose.js');
  const { readConfig } = await import(dist + '/src/app/config.js');
  const { createLog } = await import(dist + '/src/app/log.js');
  const config = readConfig({ MODE: 'demo', DATABASE_URL: databaseUrl, DATA_DIR: dataDir, AUDIT_KEY: key, DELIVERY_LOOPBACK: 'on' }, dataDir);
  await composeGateway(config, databaseUrl, createLog('fatal'), { now: () => '2026-03-01T20:00:00.000Z' });
  setInterval(() => undefined, 1000);
`;

/** A durable database of its own, and a gateway beside it in a process that can be killed. */
export interface KillableWorker {
  /** One statement as the owner; tried again while the database comes up. */
  sql<R extends pg.QueryResultRow>(text: string, values?: readonly unknown[]): Promise<R[]>;
  /** Whether the gateway's process does. */
  running(): boolean;
  /** Ends the gateway's process in the midst of whatever it does, and starts another. */
  killWorker(): Promise<void>;
  /** Ends every process of the database in the midst of whatever it does, and starts it again. Errors: when the gateway's ends with it. */
  crashDatabase(): Promise<void>;
  stop(): Promise<void>;
}

export async function startKillableWorker(): Promise<KillableWorker> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-killed-worker-'));
  execFileSync(process.execPath, [path.join(ROOT, '.ci/build.mjs'), '--if-needed']);
  const account = accountForPostgres();
  if (account !== null) makePassable(folder, account);
  const server: EmbeddedPostgres = await startEmbeddedPostgres({ checkout: ROOT, dataDir: path.join(folder, 'postgresql') });
  const databaseUrl = (): string => Object.assign(new URL(server.url), { pathname: '/delivery' }).href;
  await ensureDatabase(server.url, 'delivery');
  await runMigrations(databaseUrl());
  await seedCounty(databaseUrl());
  writeFileSync(path.join(folder, 'run.mjs'), PROGRAM);
  const launch = () => spawn(process.execPath, [
    path.join(folder, 'run.mjs'), pathToFileURL(path.join(ROOT, 'dist')).href, databaseUrl(), folder, AUDIT_KEY,
  ], { stdio: ['ignore', 'ignore', 'inherit'] });
  let child = launch();
  return {
    sql: (text, values = []) => untilUp(() => asOwner(databaseUrl(), text, values)),
    running: () => child.exitCode === null && child.signalCode === null,
    killWorker: async () => {
      await kill(child);
      child = launch();
    },
    crashDatabase: async () => {
      // One session that dies so takes all others with it, and the server recovers at the same address, as a restarted one does.
      const [session] = await untilUp(() => asOwner<{ pid: number }>(databaseUrl(), `select pid from pg_stat_activity where backend_type = 'checkpointer'`, []));
      process.kill(session!.pid, 'SIGKILL');
      await untilGone(session!.pid);
      await untilUp(() => asOwner(databaseUrl(), 'select 1', []));
      if (child.exitCode !== null) throw new Error('The gateway ended when its database did.');
    },
    stop: async () => {
      await kill(child);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) throw new Error('The gateway ended by itself.');
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
}

/** Until the server has noticed that one of its own died, and begun anew with another. */
async function untilGone(pid: number): Promise<void> {
  for (let alive = true; alive;) {
    try {
      process.kill(pid, 0);
      await sleep(20);
    } catch {
      alive = false;
    }
  }
}

async function untilUp<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await ask();
    } catch (fault) {
      if (tries === TRIES) throw fault;
      await sleep(250);
    }
  }
}

async function asOwner<R extends pg.QueryResultRow>(url: string, text: string, values: readonly unknown[]): Promise<R[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return (await client.query<R>(text, [...values])).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}
