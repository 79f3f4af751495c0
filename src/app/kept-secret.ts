import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/**
 * A secret of this installation: made at random the first time, read ever after. Two starters that race get the same.
 *
 * Shape: 43 characters of base64url; the file is readable by its owner only.
 */
export function keptSecret(file: string): string {
  return keptFile(file, () => randomBytes(32).toString('base64url'));
}

/** A private file of this installation, made once. It appears whole or not at all. */
export function keptFile(file: string, make: () => string): string {
  const found = textOf(file);
  if (found !== null) return found;
  mkdirSync(path.dirname(file), { recursive: true, mode: 0o711 });
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  writeFileSync(draft, make(), { mode: 0o600 });
  try {
    linkSync(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return readFileSync(file, 'utf8');
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw error;
  }
}
