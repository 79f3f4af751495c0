import { createHash } from 'node:crypto';
import { mkdirSync, realpathSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { GatewayError } from '../../kernel/gateway-error.js';
import { accountForPostgres, type Account } from './account.js';
import { platformPackage, runnableBinaries, type Binaries, type PlatformPackage } from './binaries.js';
import { openCluster, SUPERUSER, type ClusterSetting } from './cluster.js';
import { runningPostmaster, startPostmaster, stopPostmaster } from './postmaster.js';
import { canReach, makePassable } from './reach.js';
import { hasTenants, moveIn, withFolderLock } from './tenancy.js';

/** How to start the embedded server. */
export interface EmbeddedOptions {
  /** The project's folder; the default place of the data follows from it. */
  readonly checkout: string;
  /** Where binaries, cluster and password lie. Absent: see `embeddedFolders`. */
  readonly dataDir?: string | undefined;
  /** Gives up durability for speed; for tests only. */
  readonly fast?: boolean;
  readonly log?: (line: string) => void;
  /** Another PostgreSQL than the one of node_modules. */
  readonly from?: PlatformPackage;
}

/** A server that runs on behalf of this process. */
export interface EmbeddedPostgres {
  /** Of the superuser, on the database `postgres`. */
  readonly url: string;
  readonly dataDir: string;
  /** Ends our use. The server stops with its last user, so a command beside a running gateway never stops it. */
  stop(deadlineMillis?: number): Promise<void>;
}

/** The places tried for the data, best first. As root: one that does not depend on who may enter the checkout. */
export function embeddedFolders(checkout: string, account: Account | null): readonly string[] {
  if (!account) return [path.join(checkout, '.data', 'postgresql')];
  const name = createHash('sha256').update(checkout).digest('hex').slice(0, 12);
  return [path.join('/var/lib/csec-gateway', name), path.join(os.tmpdir(), `csec-gateway-${name}`)];
}

/**
 * Starts the real PostgreSQL that npm brought, or joins the one that already runs on the same folder.
 *
 * Errors: CONFIG_INVALID when the platform has no binaries; STORE_UNAVAILABLE when it does not start.
 */
export async function startEmbeddedPostgres(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const account = accountForPostgres();
  const { base, binaries } = prepare(options, account);
  const setting: ClusterSetting = { base, binaries, account, fast: options.fast ?? false };
  return withFolderLock(base, async () => {
    const cluster = await openCluster(setting);
    const found = await runningPostmaster(cluster);
    const shared = found !== null && hasTenants(base);
    const postmaster = found ?? await startPostmaster(cluster, setting);
    const moveOut = moveIn(base);
    options.log?.(sentence(found === null ? 'started' : shared ? 'joined' : 'adopted', base, account));
    const url = `postgres://${SUPERUSER}:${encodeURIComponent(cluster.password)}@127.0.0.1:${postmaster.port}/postgres`;
    return {
      url, dataDir: base,
      stop: (deadlineMillis = 20_000) => withFolderLock(base, async () => {
        moveOut();
        if (!hasTenants(base)) await stopPostmaster(postmaster, deadlineMillis);
      }),
    };
  });
}

/** Stops the server of a folder if nobody alive uses it, as after a killed test run; says whether the folder is free. */
export async function stopAbandoned(base: string): Promise<boolean> {
  return withFolderLock(base, async () => {
    if (hasTenants(base)) return false;
    const left = await runningPostmaster({ folder: path.join(base, 'cluster'), password: '' });
    if (left) await stopPostmaster(left, 10_000);
    return true;
  });
}

function prepare(options: EmbeddedOptions, account: Account | null): { base: string; binaries: Binaries } {
  const source = options.from ?? platformPackage();
  const folders = options.dataDir === undefined ? embeddedFolders(options.checkout, account) : [path.resolve(options.dataDir)];
  const refusals: string[] = [];
  for (const folder of folders) {
    try {
      if (!canReach(folder, account)) throw new Error(`${folder} lies where the account ${account?.name} may not enter`);
      if (account) mkdirSync(path.dirname(folder), { recursive: true, mode: 0o755 });
      makePassable(folder, account);
      const base = realpathSync(folder);
      return { base, binaries: runnableBinaries(source, base, account) };
    } catch (error) {
      refusals.push((error as Error).message);
    }
  }
  throw new GatewayError('STORE_UNAVAILABLE',
    `There is no place for PostgreSQL: ${refusals.join('; ')}. Set DATABASE_URL, or DATA_DIR to a folder that can be used.`,
    { variable: 'DATA_DIR' });
}

function sentence(how: 'started' | 'joined' | 'adopted', base: string, account: Account | null): string {
  const what = { started: 'Started PostgreSQL', joined: 'Joined the PostgreSQL that runs', adopted: 'Took over the PostgreSQL left running' };
  return `${what[how]} in ${base}${account ? ` as the account ${account.name}` : ''}.`;
}
