import { existsSync, mkdtempSync, readdirSync, rmSync, statfsSync, statSync } from 'node:fs';
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
const ABANDONED_AFTER_MILLIS = 600_000;

async function ownServer(): Promise<Server> {
  const folders = serverFolders();
  for (const folder of folders) await removeAbandoned(folder);
  for (const [at, folder] of folders.entries()) {
    const dataDir = mkdtempSync(path.join(folder, FOLDER_PREFIX));
    const remove = (): void => rmSync(dataDir, { recursive: true, force: true });
    try {
      const server = await startEmbeddedPostgres({ checkout, dataDir, fast: true, log: (line) => console.log(line) });
      return { url: server.url, stop: async () => { await server.stop(); remove(); } };
    } catch (error) {
      remove();
      if (at === folders.length - 1) throw error;
    }
  }
  throw new Error('no folder is left to try');
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

/** Where the server may lie, best first. TMPDIR may lie where the account that PostgreSQL runs as cannot go. */
function serverFolders(): readonly string[] {
  const account = accountForPostgres();
  const reached = (folder: string): boolean => canReach(path.join(folder, 'x'), account);
  const onDisk = [os.tmpdir(), '/tmp', '/var/tmp'].find(reached) ?? os.tmpdir();
  return hasRoomInMemory() && reached(MEMORY_FOLDER) ? [MEMORY_FOLDER, onDisk] : [onDisk];
}

const MEMORY_FOLDER = '/dev/shm';
/** As statfs names a file system that lies in memory. */
const TMPFS = 0x01021994;
/** What the server writes in a run of all the tests, twice over. */
const ROOM_BYTES = 4 * 1_024 ** 3;

/** Every database is some seven hundred files and every run of a sync makes hundreds more, which a disk takes twice as long over. */
function hasRoomInMemory(): boolean {
  if (!existsSync(MEMORY_FOLDER)) return false;
  const { type, bavail, bsize } = statfsSync(MEMORY_FOLDER);
  return type === TMPFS && bavail * bsize >= ROOM_BYTES && os.freemem() >= 2 * ROOM_BYTES;
}
