import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import { basename, join, parse as parsePath } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { createGunzip } from 'node:zlib';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import { GatewayError } from '../../../src/kernel/gateway-error.js';
import { UnpackBudget, type UnpackLimits } from './unpack-limits.js';
import { unreadable } from './unreadable.js';

const BLOCK_BYTES = 262_144;

/** Something that holds one table's file: a CSV of a folder or of a zip, packed by gzip or not. */
export interface NamedSource {
  /** Without folders. */
  readonly file: string;
  /** In upper case: what the file is named after. */
  readonly table: string;
  /** As it lies there, packed or not; what `onBytes` comes to. */
  readonly bytes: number;
  /** When it was last written, where that is told; beside the size what tells two extracts apart. */
  readonly writtenAt: number;
  /** The bytes of the CSV from its beginning; as often as one likes. Errors: EXTRACT_UNREADABLE. */
  readonly open: (onBytes?: (bytes: number) => void) => AsyncGenerator<Buffer>;
}

/** What lies at a path. */
export interface SourceListing {
  readonly sources: readonly NamedSource[];
  close(): Promise<void>;
}

/**
 * The CSV files of a folder or of a zip, or the one file that the path names; `.csv` and `.csv.gz` in any case, in the
 * order of their names. Errors: EXTRACT_UNREADABLE.
 */
export async function listSources(path: string, limits: UnpackLimits): Promise<SourceListing> {
  const found = await stat(path).catch(() => { throw unreadable('FOLDER_UNREADABLE'); });
  if (found.isDirectory()) return { sources: await sourcesOfFolder(path, limits), close: async () => undefined };
  const budget = new UnpackBudget(limits, found.size);
  if (await beginsWith(path, ZIP_MAGIC)) return sourcesOfZip(path, budget);
  return { sources: [await sourceOfFile(path, budget)], close: async () => undefined };
}

const ZIP_MAGIC = Buffer.from([0x50, 0x4b, 0x03, 0x04]);
const CSV = /\.csv(\.gz)?$/i;

async function beginsWith(path: string, magic: Buffer): Promise<boolean> {
  const file = await open(path).catch(() => { throw unreadable('FOLDER_UNREADABLE'); });
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(magic.length), 0, magic.length, 0);
    return bytesRead === magic.length && buffer.equals(magic);
  } finally {
    await file.close();
  }
}

async function sourcesOfFolder(folder: string, limits: UnpackLimits): Promise<NamedSource[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => { throw unreadable('FOLDER_UNREADABLE'); });
  const names = entries.filter((entry) => !entry.isDirectory() && CSV.test(entry.name)).map(({ name }) => name).sort();
  const budget = new UnpackBudget(limits, Number.POSITIVE_INFINITY);
  return Promise.all(names.map((name) => sourceOfFile(join(folder, name), budget)));
}

async function sourceOfFile(path: string, budget: UnpackBudget): Promise<NamedSource> {
  const file = basename(path);
  const { size, mtimeMs } = await stat(path).catch(() => { throw unreadable('FILE_UNREADABLE', { file }); });
  const stream = async () => createReadStream(path, { highWaterMark: Math.min(size + 1, BLOCK_BYTES) });
  return sourceOf(file, { bytes: size, writtenAt: mtimeMs, stream, unpacks: false, budget });
}

async function sourcesOfZip(path: string, budget: UnpackBudget): Promise<SourceListing> {
  const zip = await promisify<string, yauzl.Options, ZipFile>(yauzl.open)(path, { lazyEntries: true, autoClose: false })
    .catch(() => { throw unreadable('ARCHIVE_UNREADABLE'); });
  const entries = await entriesOf(zip);
  const openEntry = promisify<Entry, Readable>(zip.openReadStream.bind(zip));
  const sources = entries.filter(({ fileName }) => CSV.test(fileName)).map((entry) => sourceOf(basename(entry.fileName), {
    bytes: entry.compressedSize, writtenAt: entry.getLastModDate().getTime(), stream: () => openEntry(entry), unpacks: true, budget,
  }));
  return { sources: sources.sort((a, b) => (a.file < b.file ? -1 : 1)), close: async () => zip.close() };
}

/** Far more than there are tables: a longer listing would only fill the memory. */
const MOST_ENTRIES = 10_000;

function entriesOf(zip: ZipFile): Promise<Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: Entry[] = [];
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > MOST_ENTRIES) reject(unreadable('ARCHIVE_UNREADABLE'));
      else zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', () => reject(unreadable('ARCHIVE_UNREADABLE')));
    zip.readEntry();
  });
}

interface Packed {
  readonly bytes: number;
  readonly writtenAt: number;
  readonly stream: () => Promise<Readable>;
  /** The stream itself unpacks, as that of a zip does. */
  readonly unpacks: boolean;
  readonly budget: UnpackBudget;
}

function sourceOf(file: string, { bytes, writtenAt, stream, unpacks, budget }: Packed): NamedSource {
  const table = parsePath(file.replace(/\.gz$/i, '')).name.toUpperCase();
  return {
    file, table, bytes, writtenAt,
    open: async function* opened(onBytes = () => undefined) {
      try {
        const packed = await stream();
        packed.on('data', (chunk: Buffer) => onBytes(chunk.length));
        const outer = unpacks ? budget.within(packed as AsyncIterable<Buffer>, { table, file, packed: bytes }) : packed;
        yield* file.toLowerCase().endsWith('.gz') ? budget.within(gunzipped(outer), { table, file, packed: bytes }) : outer as AsyncIterable<Buffer>;
      } catch (fault) {
        if (fault instanceof GatewayError) throw fault;
        // Whatever the file system or the unpacking says may name paths; the file's own name is enough.
        const missing = (fault as NodeJS.ErrnoException).code === 'ENOENT';
        throw unreadable(missing ? 'FILE_MISSING' : 'FILE_UNREADABLE', { table, file });
      }
    },
  };
}

function gunzipped(packed: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
  return pipeline(packed, createGunzip({ chunkSize: BLOCK_BYTES }), () => undefined) as unknown as AsyncIterable<Buffer>;
}
