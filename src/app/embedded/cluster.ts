import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Account } from './account.js';
import { identity, type Binaries } from './binaries.js';
import { giveTo } from './reach.js';

/** The owner of everything in an embedded server. Serving connections step down from it to a role without rights. */
export const SUPERUSER = 'postgres';

/** A database cluster on disk and the password of its superuser. */
export interface Cluster {
  readonly folder: string;
  readonly password: string;
}

/** What making or starting a cluster needs. */
export interface ClusterSetting {
  readonly base: string;
  readonly binaries: Binaries;
  readonly account: Account | null;
  readonly fast: boolean;
}

/**
 * Opens the cluster of a folder, making it first if there is none. An initialization that was cut short is redone.
 *
 * Errors: STORE_UNAVAILABLE when initdb refuses, when the password file is gone, or when another version made it.
 */
export async function openCluster(setting: ClusterSetting): Promise<Cluster> {
  const folder = path.join(setting.base, 'cluster');
  const passwordFile = path.join(setting.base, 'password');
  if (!existsSync(folder)) await makeCluster(setting, folder, passwordFile);
  if (!existsSync(passwordFile)) {
    throw new GatewayError('STORE_UNAVAILABLE', `${passwordFile} is missing: restore it, or remove ${setting.base} to begin anew.`);
  }
  return { folder, password: readFileSync(passwordFile, 'utf8').trim() };
}

async function makeCluster(setting: ClusterSetting, folder: string, passwordFile: string): Promise<void> {
  const { base, account } = setting;
  const draft = path.join(base, 'cluster.draft');
  const handover = path.join(base, 'password.draft');
  rmSync(draft, { recursive: true, force: true });
  rmSync(handover, { force: true });
  mkdirSync(draft, { mode: 0o700 });
  giveTo(draft, account);
  const password = randomBytes(24).toString('base64url');
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  chmodSync(passwordFile, 0o600);
  writeFileSync(handover, `${password}\n`, { mode: 0o600 });
  giveTo(handover, account);
  try {
    await initdb(setting, draft, handover);
  } finally {
    rmSync(handover, { force: true });
  }
  // The name `cluster` exists only once everything in it does.
  renameSync(draft, folder);
}

function initdb({ binaries, account, fast }: ClusterSetting, folder: string, passwordFile: string): Promise<void> {
  const options = [
    '-D', folder, '-U', SUPERUSER, '--encoding=UTF8', '--locale=C', '--auth=scram-sha-256', `--pwfile=${passwordFile}`,
    '--no-instructions', ...(fast ? ['--no-sync'] : []),
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(binaries.initdb, options, { cwd: '/', env: POSTGRES_ENVIRONMENT, stdio: ['ignore', 'ignore', 'pipe'], ...identity(account) });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => { complaint += text; });
    child.on('error', (cause) => reject(new GatewayError('STORE_UNAVAILABLE', 'initdb could not be started.', {}, { cause })));
    child.on('close', (code) => {
      if (code === 0) resolve();
      else reject(new GatewayError('STORE_UNAVAILABLE', `initdb failed: ${complaint.trim().split('\n').slice(0, 4).join(' ')}`));
    });
  });
}

/** PostgreSQL gets no variable of ours: some of them (PGDATA, PGPORT, LD_PRELOAD) would change what it does. */
export const POSTGRES_ENVIRONMENT: NodeJS.ProcessEnv = { LC_ALL: 'C', TZ: 'UTC', PATH: '/usr/local/bin:/usr/bin:/bin' };
