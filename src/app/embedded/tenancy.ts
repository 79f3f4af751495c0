import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { GatewayError } from '../../kernel/gateway-error.js';
import { isAlive, processMark } from './process-mark.js';

const LOCK_PATIENCE_MILLIS = 90_000;

/**
 * Runs a step while no other process starts or stops the server of this folder. A lock whose owner died is taken over.
 *
 * Errors: STORE_UNAVAILABLE when the lock is not given up in time.
 */
export async function withFolderLock<T>(base: string, step: () => Promise<T>): Promise<T> {
  const lock = path.join(base, 'lock');
  const mine = path.join(base, `lock.${randomUUID()}`);
  writeFileSync(mine, processMark(process.pid) ?? '', { mode: 0o600 });
  try {
    await take(lock, mine);
    try {
      return await step();
    } finally {
      rmSync(lock, { force: true });
    }
  } finally {
    rmSync(mine, { force: true });
  }
}

/** A link appears whole or not at all, so nobody ever reads a lock without its owner's mark. */
async function take(lock: string, mine: string): Promise<void> {
  for (let waited = 0; waited < LOCK_PATIENCE_MILLIS; waited += 50) {
    try {
      linkSync(mine, lock);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    }
    const owner = textOf(lock);
    if (owner !== null && !isAlive(owner)) evict(lock, `${mine}.evicted`);
    else await sleep(50);
  }
  throw new GatewayError('STORE_UNAVAILABLE', `Another process keeps ${lock}; end it or remove the file.`);
}

/** Moves a dead owner's lock away; one that a living process took in the meantime is put back. */
function evict(lock: string, aside: string): void {
  try {
    renameSync(lock, aside);
    if (isAlive(readFileSync(aside, 'utf8'))) linkSync(aside, lock);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

/** Registers this process as one that uses the server; the answer ends the registration. */
export function moveIn(base: string): () => void {
  const tenants = path.join(base, 'tenants');
  mkdirSync(tenants, { recursive: true, mode: 0o700 });
  const file = path.join(tenants, randomUUID());
  writeFileSync(file, processMark(process.pid) ?? '', { mode: 0o600 });
  return () => rmSync(file, { force: true });
}

/** Says whether any living process still uses the server; forgets those that died without a word. */
export function hasTenants(base: string): boolean {
  const tenants = path.join(base, 'tenants');
  let living = 0;
  for (const name of namesIn(tenants)) {
    const mark = textOf(path.join(tenants, name));
    if (mark !== null && isAlive(mark)) living += 1;
    else rmSync(path.join(tenants, name), { force: true });
  }
  return living > 0;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
