import { spawn, execFileSync, type ChildProcess } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, readlinkSync, renameSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../kernel/gateway-error.js';
import { identity } from './binaries.js';
import { POSTGRES_ENVIRONMENT, type Cluster, type ClusterSetting } from './cluster.js';
import { isAlive, processMark } from './process-mark.js';

/** A running server of a cluster. */
export interface Postmaster {
  readonly mark: string;
  readonly pid: number;
  readonly port: number;
}

const START_DEADLINE_MILLIS = 60_000;
const LOG_LIMIT_BYTES = 10_000_000;

/** The server that already runs on the cluster (of a living gateway, or left behind by one that was killed), or null. */
export async function runningPostmaster(cluster: Cluster): Promise<Postmaster | null> {
  const file = path.join(cluster.folder, 'postmaster.pid');
  if (!existsSync(file)) return null;
  const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
  const mark = Number.isInteger(pid) && pid > 0 ? processMark(pid) : null;
  if (mark === null || !servesCluster(pid, cluster)) {
    // The number was given to another program since; PostgreSQL itself would refuse to start over it.
    rmSync(file, { force: true });
    return null;
  }
  const port = await readyPort(cluster, pid, () => isAlive(mark));
  return port === null ? null : { mark, pid, port };
}

/** Starts a server on a free port of 127.0.0.1. Errors: STORE_UNAVAILABLE with the end of the server's own log. */
export async function startPostmaster(cluster: Cluster, setting: ClusterSetting): Promise<Postmaster> {
  const logFile = path.join(setting.base, 'postgresql.log');
  if (existsSync(logFile) && statSync(logFile).size > LOG_LIMIT_BYTES) renameSync(logFile, `${logFile}.1`);
  // Another program may take the port between our look and PostgreSQL's; then another port is tried.
  for (let attempt = 1; ; attempt += 1) {
    const port = await freePort();
    const child = spawnPostgres(cluster, setting, port, logFile);
    let ended = false;
    child.on('exit', () => { ended = true; });
    child.on('error', () => { ended = true; });
    const ready = await readyPort(cluster, child.pid ?? -1, () => !ended);
    const mark = child.pid === undefined ? null : processMark(child.pid);
    if (ready !== null && mark !== null) return { mark, pid: child.pid!, port };
    if (!ended) child.kill('SIGQUIT');
    if (attempt === 3) throw new GatewayError('STORE_UNAVAILABLE', `PostgreSQL did not start: ${endOf(logFile)}`);
    // The sessions of a server that was killed need a moment to notice it, and hold the cluster until then.
    await sleep(500 * attempt);
  }
}

/** Ends a server: sessions are cut and everything is written (fast); past the deadline it stops and recovers next time. */
export async function stopPostmaster(postmaster: Postmaster, deadlineMillis: number): Promise<void> {
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    if (!isAlive(postmaster.mark)) return;
    process.kill(postmaster.pid, signal);
    for (let waited = 0; waited < deadlineMillis && isAlive(postmaster.mark); waited += 20) await sleep(20);
  }
}

const MEGABYTE = 1_048_576;

/** What the server keeps of its tables in memory: an eighth of the machine's, within what serves from a laptop's demo to a county's load. */
function sharedMegabytes(machineBytes: number): number {
  return Math.max(128, Math.min(2_048, Math.floor(machineBytes / 8 / MEGABYTE)));
}

function spawnPostgres(cluster: Cluster, setting: ClusterSetting, port: number, logFile: string): ChildProcess {
  const settings: Record<string, string | number> = {
    listen_addresses: '127.0.0.1', port, unix_socket_directories: '', max_connections: 60,
    timezone: 'UTC', log_timezone: 'UTC', logging_collector: 'off', log_destination: 'stderr',
    // ERROR lines quote values of rows and arguments; only the server's own messages are kept.
    log_min_messages: 'log', log_min_error_statement: 'panic', log_error_verbosity: 'terse', log_statement: 'none', log_checkpoints: 'off',
    // A batch of a load reads what it wrote a moment ago; workers for reading would only take the cores of those who wait for it.
    ...(setting.fast
      ? { shared_buffers: '128MB', fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', max_wal_size: '1GB' }
      : { shared_buffers: `${sharedMegabytes(os.totalmem())}MB`, max_wal_size: '4GB', io_method: 'sync' }),
  };
  const log = openSync(logFile, 'a', 0o600);
  const options = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  // Detached: Ctrl-C in a terminal reaches the whole process group, and requests in flight still need the database. A
  // server of tests is to end with whatever ends the tests.
  const child = spawn(setting.binaries.postgres, ['-D', cluster.folder, ...options], {
    cwd: '/', env: POSTGRES_ENVIRONMENT, stdio: ['ignore', log, log], detached: !setting.fast, ...identity(setting.account),
  });
  closeSync(log);
  child.unref();
  return child;
}

/** Waits until the server says in postmaster.pid that it takes connections: line 1 its number, 4 the port, 8 the state. */
async function readyPort(cluster: Cluster, pid: number, runs: () => boolean): Promise<number | null> {
  const file = path.join(cluster.folder, 'postmaster.pid');
  for (let waited = 0; waited < START_DEADLINE_MILLIS && runs(); waited += 20) {
    const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
    if (Number(lines[0]) === pid && lines[7]?.trim() === 'ready') return Number(lines[3]);
    await sleep(20);
  }
  return null;
}

/** PostgreSQL works in its cluster folder, which tells it from another program with the same number. */
function servesCluster(pid: number, cluster: Cluster): boolean {
  try {
    if (process.platform === 'linux') return readlinkSync(`/proc/${pid}/cwd`) === cluster.folder;
    return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster.folder);
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}

function endOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n').slice(-3).join(' | ') : 'it left no log';
}
