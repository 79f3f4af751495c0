import { chmodSync, chownSync, lstatSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Account } from './account.js';

/** Says whether the account may enter every folder on the way to this one (the folder itself need not exist yet). */
export function canReach(folder: string, account: Account | null): boolean {
  if (!account) return true;
  return parentsOf(path.resolve(folder)).every((parent) => mayEnter(parent, account));
}

/**
 * Makes a folder that belongs to us and that the account can pass through but not list.
 *
 * Errors: throws when the folder is somebody else's or cannot be made, so that a planted folder is never trusted.
 */
export function makePassable(folder: string, account: Account | null): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const found = lstatSync(folder);
  if (!found.isDirectory()) throw new Error(`${folder} is not a folder`);
  if (process.getuid && found.uid !== process.getuid()) throw new Error(`${folder} belongs to another user`);
  if (account) chmodSync(folder, found.mode | 0o711);
}

/** Gives a path to the account. */
export function giveTo(target: string, account: Account | null): void {
  if (account) chownSync(target, account.uid, account.gid);
}

function parentsOf(folder: string): string[] {
  const parent = path.dirname(folder);
  return parent === folder ? [] : [...parentsOf(parent), parent];
}

function mayEnter(folder: string, account: Account): boolean {
  try {
    const { mode, uid, gid } = statSync(folder);
    if (uid === account.uid) return (mode & 0o100) !== 0;
    return (mode & (gid === account.gid ? 0o010 : 0o001)) !== 0;
  } catch (error) {
    // A parent that does not exist yet is made by us, passable.
    return (error as NodeJS.ErrnoException).code === 'ENOENT';
  }
}
