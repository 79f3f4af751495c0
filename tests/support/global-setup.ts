import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';
import { accountForPostgres } from '../../src/app/embedded/account.js';
import { startEmbeddedPostgres, stopAbandoned } from '../../src/app/embedded/embedded-postgres.js';
import { canReach } from '../../src/app/embedded/reach.js';
import { databasesNamed, dropDatabase, serverVersion } from '../../src/store/databases.js';
import { TEST_DATABASE_PREFIX } from './test-database.js';

declare module 'vitest' {
  interface ProvidedContext {
    /** Of a role that may create databases. */
    readonly databaseUrl: string;
    /** Begins the name of every database of this run. */
    readonly databasePrefix: string;
  }
}

const checkout = fileURLToPath(new URL('../..', import.meta.url));

/** Gives the tests a PostgreSQL: the one of DATABASE_URL, else one of their own that is gone afterwards. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const prefix = `${TEST_DATABASE_PREFIX}${process.pid}_${Date.now().toString(36)}_`;
  const configured = process.env['DATABASE_URL'];
  const server = configured ? await given(configured) : await ownServer();
  project.provide('databaseUrl', server.url);
  project.provide('databasePrefix', prefix);
  return async () => {
    for (const name of await databasesNamed(server.url, prefix)) await dropDatabase(server.url, name);
    await server.stop();
  };
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function given(url: string): Promise<Server> {
  console.log(`Tests use the PostgreSQL ${await serverVersion(url)} of DATABASE_URL.`);
  return { url, stop: async () => undefined };
}

const FOLDER_PREFIX = 'csec-gateway-tests-';
const ABANDONED_AFTER_MILLIS = 3_600_000;

async function ownServer(): Promise<Server> {
  const folder = temporaryFolder();
  await removeAbandoned(folder);
  const dataDir = mkdtempSync(path.join(folder, FOLDER_PREFIX));
  const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
  try {
    const server = await startEmbeddedPostgres({ checkout, dataDir, fast: true, log: (line) => console.log(line) });
    return { url: server.url, stop: async () => { await server.stop(); remove(); } };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A test run that was killed could not remove its server; the next one does, once nobody can be using it any more. */
async function removeAbandoned(folder: string): Promise<void> {
  for (const name of readdirSync(folder).filter((entry) => entry.startsWith(FOLDER_PREFIX))) {
    const left = path.join(folder, name);
    const found = statSync(left, { throwIfNoEntry: false });
    if (!found || found.uid !== process.getuid?.() || Date.now() - found.mtimeMs < ABANDONED_AFTER_MILLIS) continue;
    if (await stopAbandoned(left).catch(() => false)) rmSync(left, { recursive: true, force: true });
  }
}

/** TMPDIR may lie where the account that PostgreSQL runs as cannot go. */
function temporaryFolder(): string {
  const account = accountForPostgres();
  const folder = [os.tmpdir(), '/tmp', '/var/tmp'].find((candidate) => canReach(path.join(candidate, 'x'), account));
  return folder ?? os.tmpdir();
}
