import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accountForPostgres, unprivilegedAccount } from '../../src/app/embedded/account.js';
import { platformPackage, type PlatformPackage } from '../../src/app/embedded/binaries.js';
import { embeddedFolders, startEmbeddedPostgres, stopAbandoned, type EmbeddedPostgres } from '../../src/app/embedded/embedded-postgres.js';
import { canReach } from '../../src/app/embedded/reach.js';
import { withFolderLock } from '../../src/app/embedded/tenancy.js';
import { GatewayError } from '../../src/kernel/gateway-error.js';
import { databasesNamed, ensureDatabase, serverVersion } from '../../src/store/databases.js';

const isRoot = process.getuid?.() === 0;
let outside: string;
let checkout: string;
let from: PlatformPackage;
let dataDir: string;
const running: EmbeddedPostgres[] = [];
const said: string[] = [];

/** A checkout that only its owner may enter, whose packages came without their symbolic links. */
beforeAll(() => {
  outside = mkdtempSync(path.join(canReach('/tmp/x', accountForPostgres()) ? '/tmp' : os.tmpdir(), 'csec-embedded-'));
  chmodSync(outside, 0o711);
  checkout = path.join(outside, 'checkout');
  mkdirSync(checkout, { mode: 0o700 });
  const real = platformPackage();
  from = { native: path.join(checkout, 'native'), version: real.version };
  cpSync(real.native, from.native, {
    recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') && !lstatSync(source).isSymbolicLink(),
  });
  dataDir = path.join(outside, 'data');
});

afterAll(async () => {
  for (const server of running) await server.stop();
  rmSync(outside, { recursive: true, force: true });
});

async function start(): Promise<EmbeddedPostgres> {
  const server = await startEmbeddedPostgres({ checkout, dataDir, from, fast: true, log: (line) => said.push(line) });
  running.push(server);
  return server;
}

const portOf = (server: EmbeddedPostgres): string => new URL(server.url).port;
const postmasterPid = (): number => Number(readFileSync(path.join(dataDir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
const lastSaid = (): string => said.at(-1)?.split(' in /')[0] ?? '';

async function waitUntil(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < 10_000; waited += 20) await new Promise((resolve) => { setTimeout(resolve, 20); });
}

describe('startEmbeddedPostgres', () => {
  it('starts from a checkout that only its owner may enter, over an initialization that was cut short', async () => {
    mkdirSync(path.join(dataDir, 'cluster.draft'), { recursive: true });
    writeFileSync(path.join(dataDir, 'cluster.draft', 'PG_VERSION'), '18');
    const server = await start();
    expect(await serverVersion(server.url)).toBe(18);
    expect(lastSaid()).toBe('Started PostgreSQL');
    expect(readdirSync(dataDir)).toEqual(['cluster', 'password', `postgresql-${from.version}`, 'postgresql.log', 'tenants']);
    expect(statSync(path.join(dataDir, 'password')).mode & 0o777).toBe(0o600);
    expect(statSync(path.join(dataDir, 'cluster')).mode & 0o777).toBe(0o700);
    await server.stop();
    expect(existsSync(path.join(dataDir, 'cluster', 'postmaster.pid'))).toBe(false);
  });

  it('keeps the data over a stop and a start', async () => {
    const first = await start();
    await ensureDatabase(first.url, 'kept');
    await ensureDatabase(first.url, 'kept');
    await first.stop();
    const second = await start();
    expect(await databasesNamed(second.url, 'kept')).toEqual(['kept']);
    await second.stop();
  });

  it('is one server for starters that race, and stops with the last of them', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    expect(portOf(one)).toBe(portOf(two));
    await one.stop();
    expect(await serverVersion(two.url)).toBe(18);
    await two.stop();
    await expect(serverVersion(two.url)).rejects.toThrow();
  });

  it('takes over the server of a gateway that was killed', async () => {
    const killed = await start();
    const dead = spawnSync(process.execPath, ['-e', '']).pid;
    for (const name of readdirSync(path.join(dataDir, 'tenants'))) writeFileSync(path.join(dataDir, 'tenants', name), `${dead} 1`);
    const next = await start();
    expect(lastSaid()).toBe('Took over the PostgreSQL left running');
    expect(portOf(next)).toBe(portOf(killed));
    await next.stop();
    await expect(serverVersion(next.url)).rejects.toThrow();
  });

  it('stops a server that nobody alive uses, and no other', async () => {
    const used = await start();
    expect(await stopAbandoned(dataDir)).toBe(false);
    expect(await serverVersion(used.url)).toBe(18);
    for (const name of readdirSync(path.join(dataDir, 'tenants'))) rmSync(path.join(dataDir, 'tenants', name));
    expect(await stopAbandoned(dataDir)).toBe(true);
    await expect(serverVersion(used.url)).rejects.toThrow();
  });

  it('recovers data whose server was killed', async () => {
    const crashed = await start();
    await ensureDatabase(crashed.url, 'survives');
    const pid = postmasterPid();
    process.kill(pid, 'SIGKILL');
    await waitUntil(() => !existsSync(`/proc/${pid}`) || process.platform !== 'linux');
    await crashed.stop();
    const recovered = await start();
    expect(await databasesNamed(recovered.url, 'survives')).toEqual(['survives']);
    await recovered.stop();
  });

  it('does not take another program for the server when its number was given away', async () => {
    writeFileSync(path.join(dataDir, 'cluster', 'postmaster.pid'), `${process.pid}\n`);
    const server = await start();
    expect(lastSaid()).toBe('Started PostgreSQL');
    await server.stop();
  });

  it('names DATA_DIR when the account cannot reach it', async () => {
    const hidden = path.join(checkout, 'hidden');
    const attempt = startEmbeddedPostgres({ checkout, dataDir: isRoot ? hidden : '/proc/nowhere', from });
    await expect(attempt).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE', details: { variable: 'DATA_DIR' } });
  });

  it('says to set DATABASE_URL on a platform npm has no PostgreSQL for', () => {
    expect(() => platformPackage('sunos', 'sparc')).toThrow(new GatewayError('CONFIG_INVALID',
      'npm has no PostgreSQL for sunos-sparc here: set DATABASE_URL to a PostgreSQL 15 or later.', { variable: 'DATABASE_URL' }));
  });
});

describe('withFolderLock', () => {
  it('takes over the lock of a process that died, and admits one at a time', async () => {
    writeFileSync(path.join(outside, 'lock'), `${spawnSync(process.execPath, ['-e', '']).pid} 1`);
    const order: string[] = [];
    const step = (name: string) => withFolderLock(outside, async () => {
      order.push(`${name} in`);
      await new Promise((resolve) => { setTimeout(resolve, 60); });
      order.push(`${name} out`);
    });
    await Promise.all([step('a'), step('b')]);
    expect(order.filter((_, index) => index % 2 === 0).map((entry) => entry.slice(0, 1))).toEqual(
      order.filter((_, index) => index % 2 === 1).map((entry) => entry.slice(0, 1)));
    expect(existsSync(path.join(outside, 'lock'))).toBe(false);
  });
});

describe('unprivilegedAccount', () => {
  const passwd = (...names: string[]): string => names.map((name, index) => `${name}:x:${index * 1000}:${index * 1000}::/:/bin/sh`).join('\n');

  it('prefers postgres, then nobody, then the first ordinary user', () => {
    expect(unprivilegedAccount(passwd('root', 'ada', 'nobody', 'postgres'))?.name).toBe('postgres');
    expect(unprivilegedAccount(passwd('root', 'ada', 'nobody'))?.name).toBe('nobody');
    expect(unprivilegedAccount(passwd('root', 'ada'))).toEqual({ name: 'ada', uid: 1000, gid: 1000 });
    expect(unprivilegedAccount(passwd('root'))).toBeUndefined();
  });
});

describe('embeddedFolders', () => {
  it('keeps an ordinary user\'s data in the checkout and root\'s outside it', () => {
    expect(embeddedFolders('/srv/gateway', null)).toEqual(['/srv/gateway/.data/postgresql']);
    expect(embeddedFolders('/srv/gateway', { name: 'postgres', uid: 101, gid: 104 })[0]).toMatch(/^\/var\/lib\/csec-gateway\/[0-9a-f]{12}$/);
  });
});
