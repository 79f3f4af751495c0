import { createWriteStream } from 'node:fs';
import { mkdtemp, open, rename, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { GatewayError } from '../kernel/gateway-error.js';

/** Standard input as a file, for as long as the run needs it. */
export interface SpooledInput {
  readonly path: string;
  remove(): Promise<void>;
}

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const GZIP = [0x1f, 0x8b];

/**
 * Writes what comes in to a file that nobody else may read: a file may be read twice, and a zip is read from its end.
 * Errors: BAD_INPUT when it is no zip and no table is named; those of the file system.
 */
export async function spoolInput(input: Readable, table: string | null): Promise<SpooledInput> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'csec-sync-'));
  const remove = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const spool = path.join(folder, 'input');
    await pipeline(input, createWriteStream(spool, { mode: 0o600 }));
    const name = await nameOf(spool, table);
    if (name === null) throw new GatewayError('BAD_INPUT', '--table is missing: standard input is no zip.', { fields: ['--table'] });
    await rename(spool, path.join(folder, name));
    return { path: path.join(folder, name), remove };
  } catch (fault) {
    await remove();
    throw fault;
  }
}

async function nameOf(spool: string, table: string | null): Promise<string | null> {
  const file = await open(spool);
  try {
    const { buffer } = await file.read(Buffer.alloc(ZIP.length), 0, ZIP.length, 0);
    const beginsWith = (magic: readonly number[]): boolean => magic.every((byte, at) => buffer[at] === byte);
    if (beginsWith(ZIP)) return 'extract.zip';
    return table === null ? null : `${table}.csv${beginsWith(GZIP) ? '.gz' : ''}`;
  } finally {
    await file.close();
  }
}
