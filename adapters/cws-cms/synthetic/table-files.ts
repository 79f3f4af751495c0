import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import { headerText } from './row-text.js';
import type { TableName } from './table-layouts.js';

/** Text kept back per table before it is handed to the disk; with two dozen tables a few megabytes in all. */
const CHUNK = 128 * 1024;

/** One file that grows row by row and appears under its name only when it is whole. */
interface GrowingFile {
  readonly path: string;
  readonly stream: WriteStream;
  pending: string[];
  pendingLength: number;
}

/** The files of an extract, one a table, `CSECHIST.csv`. Memory does not grow with the number of rows. */
export interface TableFiles {
  /** Adds one line to a table. */
  add(table: TableName, line: string): void;
  /** Waits until the disk has taken what is over the mark. Errors: those of the file system. */
  settle(): Promise<void>;
  /** Ends every file and gives it its name. */
  close(): Promise<void>;
  /** Gives up: removes what was written. */
  abandon(): Promise<void>;
}

/** Opens a file with its header line for each table. Errors: those of the file system. */
export async function openTableFiles(folder: string, tables: readonly TableName[]): Promise<TableFiles> {
  await mkdir(folder, { recursive: true });
  const files = new Map<TableName, GrowingFile>();
  for (const table of tables) files.set(table, await openFile(join(folder, `${table}.csv`), headerText(table)));
  return {
    add(table, line) {
      const file = files.get(table)!;
      file.pending.push(line);
      file.pendingLength += line.length;
    },
    async settle() {
      for (const file of files.values()) if (file.pendingLength >= CHUNK) await flush(file);
    },
    async close() {
      for (const file of files.values()) {
        await flush(file);
        file.stream.end();
        await finished(file.stream);
        await rename(partial(file.path), file.path);
      }
    },
    async abandon() {
      for (const file of files.values()) {
        file.stream.destroy();
        await rm(partial(file.path), { force: true });
      }
    },
  };
}

function partial(path: string): string {
  return `${path}.partial`;
}

async function openFile(path: string, header: string): Promise<GrowingFile> {
  const stream = createWriteStream(partial(path), { encoding: 'utf8' });
  // `once` rejects with the stream's error while we wait; at other times the next write or the end reports it.
  stream.on('error', () => undefined);
  await once(stream, 'open');
  return { path, stream, pending: [header], pendingLength: header.length };
}

async function flush(file: GrowingFile): Promise<void> {
  if (file.stream.errored) throw file.stream.errored;
  const text = file.pending.join('');
  file.pending = [];
  file.pendingLength = 0;
  if (text !== '' && !file.stream.write(text)) await once(file.stream, 'drain');
}
