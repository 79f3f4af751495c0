import { spawn } from 'node:child_process';
import { createReadStream, createWriteStream, mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { SYNC_LIMITS } from '../../src/app/launch-sync.js';
import { copyDatabase, dropDatabase, ensureDatabase } from '../../src/store/databases.js';
import { runMigrations } from '../../src/store/migrate.js';
import { rounded, type MeasureResult } from './result.js';
import type { SyncOrder, SyncTaking } from './sync-one.js';

/** Youths by the name of the size. */
export const SYNC_SIZES: Readonly<Record<string, number>> = { small: 5_000, normal: 100_000, large: 1_000_000 };

const GOALS = { first: 10, repeat: 3, delta: 0.05, megabytes: 300 } as const;
const SEED = 7;

/**
 * The sync against a bare COPY of the same files into text tables, wall against wall: a first full load, the same extract
 * with one row in a hundred changed, and those rows alone as a delta; and the peak memory of the process. Each begins on a
 * server that has written out and vacuumed what came before, as it has by the next night.
 */
export async function measureSync({ url, folder, youths, say }: {
  readonly url: string; readonly folder: string; readonly youths: number; readonly say: (line: string) => void;
}): Promise<MeasureResult> {
  const names = { main: `csec_bench_sync_${process.pid}`, copy: `csec_bench_sync_copy_${process.pid}` };
  const at = (name: string): string => path.join(folder, name);
  try {
    await writeExtracts(at, youths);
    const database = await ensureDatabase(url, names.main);
    await runMigrations(database);
    const bare = [await bareCopy(database, at('full'))];
    await settle(database);
    const first = await runSync({ url: database, folder: at('full'), kind: 'FULL', answerTo: at('first.json') });
    say(line('first load', first));
    rmSync(at('full'), { recursive: true });
    await settle(database);
    const copied = await copyDatabase(url, names.main, names.copy);
    await settle(copied);
    const delta = await runSync({ url: copied, folder: at('delta'), kind: 'DELTA', answerTo: at('delta.json') });
    say(line('delta', delta));
    await dropDatabase(url, names.copy);
    await settle(database);
    const repeat = await runSync({ url: database, folder: at('changed'), kind: 'FULL', answerTo: at('repeat.json') });
    say(line('repeat', repeat));
    await settle(database);
    bare.push(await bareCopy(database, at('changed')));
    return resultOf({ bare: Math.min(...bare), first, repeat, delta });
  } finally {
    for (const name of ['full', 'changed', 'delta']) rmSync(at(name), { recursive: true, force: true });
    for (const name of Object.values(names)) await dropDatabase(url, name);
  }
}

function line(name: string, { millis, peakMegabytes, read, applied, youths }: SyncTaking): string {
  return `  ${name}: ${rounded(millis / 1000)} s, ${read} rows, ${applied} applied, ${youths} youths, ${Math.round(peakMegabytes)} MB`;
}

interface Takings {
  readonly bare: number;
  readonly first: SyncTaking;
  readonly repeat: SyncTaking;
  readonly delta: SyncTaking;
}

function resultOf({ bare, first, repeat, delta }: Takings): MeasureResult {
  const ratios = {
    ratio: rounded(first.millis / bare), repeat: rounded(repeat.millis / bare), delta: rounded(delta.millis / first.millis, 3),
    megabytes: Math.round(Math.max(first.peakMegabytes, repeat.peakMegabytes, delta.peakMegabytes)),
  };
  const met = ratios.ratio <= GOALS.first && ratios.repeat <= GOALS.repeat && ratios.delta <= GOALS.delta && ratios.megabytes <= GOALS.megabytes;
  return {
    ...ratios, goal: GOALS.first, met, rows: first.read,
    says: `bare COPY ${rounded(bare / 1000)} s; first load ${ratios.ratio}x (<= ${GOALS.first}), repeat ${ratios.repeat}x (<= ${GOALS.repeat}), `
      + `delta ${rounded(ratios.delta * 100, 1)} % of the first load (<= ${GOALS.delta * 100}), peak ${ratios.megabytes} MB (<= ${GOALS.megabytes})`,
  };
}

async function writeExtracts(at: (name: string) => string, youths: number): Promise<void> {
  await Promise.all([generate(youths, at('full'), 0), generate(youths, at('changed'), 1)]);
  mkdirSync(at('delta'));
  for (const file of readdirSync(at('full'))) await writeDifference(path.join(at('full'), file), path.join(at('changed'), file), path.join(at('delta'), file));
}

/** Generates an extract in a process of its own. */
async function generate(youths: number, out: string, evolvePercent: number): Promise<void> {
  const options = { youths, county: '19', seed: SEED, dirty: 0.01, evolve: evolvePercent, out };
  await runProgram('../../src/cli/demo-extract.js', Object.entries(options).flatMap(([name, value]) => [`--${name}`, `${value}`]), []);
}

/** Writes the header and every line of the second file that the first has otherwise: both were written in one order. */
async function writeDifference(before: string, after: string, to: string): Promise<void> {
  const old = createInterface({ input: createReadStream(before) })[Symbol.asyncIterator]();
  const out = createWriteStream(to);
  let isHeader = true;
  for await (const text of createInterface({ input: createReadStream(after) })) {
    const { value } = await old.next() as { value: string };
    if ((isHeader || value !== text) && !out.write(`${text}\n`)) await once(out, 'drain');
    isHeader = false;
  }
  out.end();
  await once(out, 'finish');
}

/** Writes out and vacuums what was done so far. */
async function settle(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  for (const statement of ['vacuum', 'checkpoint']) await client.query(statement);
  await client.end();
}

/** Milliseconds of copying every file into a table of text columns. */
async function bareCopy(url: string, folder: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('create schema bare');
    const began = performance.now();
    for (const file of readdirSync(folder)) {
      const columns = await headerOf(path.join(folder, file));
      const table = `bare.${pg.escapeIdentifier(path.parse(file).name)}`;
      await client.query(`create table ${table} (${columns.map((name) => `${pg.escapeIdentifier(name)} text`).join(', ')})`);
      await pipeline(createReadStream(path.join(folder, file), { highWaterMark: 262_144 }), client.query(copyFrom(`copy ${table} from stdin (format csv, header)`)));
    }
    return performance.now() - began;
  } finally {
    await client.query('drop schema if exists bare cascade');
    await client.end();
  }
}

async function headerOf(file: string): Promise<readonly string[]> {
  for await (const text of createInterface({ input: createReadStream(file) })) return text.split(',');
  throw new Error('A file of the extract has no header line.');
}

/** One run of the sync in a process of its own. Errors: when it does not come to its end. */
export async function runSync(order: SyncOrder): Promise<SyncTaking> {
  await runProgram('./sync-one.js', [JSON.stringify(order)], SYNC_LIMITS);
  return JSON.parse(readFileSync(order.answerTo, 'utf8')) as SyncTaking;
}

async function runProgram(file: string, argv: readonly string[], options: readonly string[]): Promise<void> {
  const child = spawn(process.execPath, [...options, fileURLToPath(new URL(file, import.meta.url)), ...argv], { stdio: ['ignore', 'ignore', 'inherit'] });
  const [code] = await once(child, 'exit') as [number | null];
  if (code !== 0) throw new Error(`${path.basename(file)} did not come to its end.`);
}
