import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { RandomStream } from '../../adapters/cws-cms/synthetic/random.js';
import { accountForPostgres } from '../../src/app/embedded/account.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/app/embedded/embedded-postgres.js';
import { makePassable } from '../../src/app/embedded/reach.js';
import { fixedClock } from '../../src/kernel/clock.js';
import type { Instant } from '../../src/kernel/dates.js';
import { ensureDatabase } from '../../src/store/databases.js';
import { runMigrations } from '../../src/store/migrate.js';
import { endState } from './end-state.js';
import { ask, sync } from './extract-folder.js';

const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;
const YOUTHS = 300;
const FEWEST_KILLS = 50;
/** One in so many deaths is that of the database, of which every process dies at once. */
const CRASH_EVERY = 8;

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-killed-'));
/** One a day. */
const extracts = Array.from({ length: 12 }, (_, day) => ({
  out: path.join(folder, `day-${day + 1}`), evolvePercent: day * 8, at: `2026-07-${String(day + 1).padStart(2, '0')}T20:00:00.000Z` as Instant,
}));
const FEWEST_EXTRACTS = 3;
type Extract = (typeof extracts)[number];

/** A run of the built program's sync in a process of its own, at a fixed moment. */
const PROGRAM = `
  const [dist, databaseUrl, folder, at] = process.argv.slice(2);
  const { syncFolder } = await import(dist + '/src/sync/run-sync.js');
  await syncFolder({ databaseUrl, county: '19', folder, whenBusy: 'wait', rowsPerBatch: 300, clientsPerTransaction: 40, clock: { now: () => at } });
`;

let server: EmbeddedPostgres;
const databaseOf = (name: string): string => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
const start = async (): Promise<void> => { server = await startEmbeddedPostgres({ checkout: ROOT, dataDir: path.join(folder, 'postgresql'), fast: true }); };

/** Runs until the end or so many milliseconds. Shape: whether it came to its end. Errors: when it ended by itself otherwise. */
async function runFor(name: string, { out, at }: Extract, millis: number, crash: boolean): Promise<boolean> {
  const dist = pathToFileURL(path.join(ROOT, 'dist')).href;
  const child = spawn(process.execPath, [path.join(folder, 'run.mjs'), dist, databaseOf(name), out, at], { stdio: ['ignore', 'ignore', 'pipe'] });
  const said: Buffer[] = [];
  child.stderr.on('data', (part: Buffer) => said.push(part));
  const ended = once(child, 'exit') as Promise<[number | null, NodeJS.Signals | null]>;
  const postmaster = Number(readFileSync(path.join(folder, 'postgresql', 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]);
  const timer = setTimeout(() => {
    if (crash) process.kill(postmaster, 'SIGQUIT');
    else child.kill('SIGKILL');
  }, millis);
  const [code, signal] = await ended;
  clearTimeout(timer);
  if (code === 0) return true;
  if (!crash && signal !== 'SIGKILL') throw new Error(`The run ended by itself: ${Buffer.concat(said).toString()}`);
  if (crash) {
    // A server that is on its way out still says that it is there.
    while (runs(postmaster)) await new Promise((resolve) => { setTimeout(resolve, 20); });
    await start();
  }
  return false;
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

describe.runIf(DEEP)('runs whose process or database is killed', () => {
  beforeAll(async () => {
    makePassable(folder, accountForPostgres());
    execFileSync(process.execPath, ['.ci/build.mjs', '--if-needed'], { cwd: ROOT });
    writeFileSync(path.join(folder, 'run.mjs'), PROGRAM);
    await start();
    for (const name of ['whole', 'killed']) await runMigrations(await ensureDatabase(server.url, name));
  });
  afterAll(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('by SIGKILL and by a crash of PostgreSQL, fifty times at random, end as if nothing had happened', async () => {
    const random = new RandomStream(9, 'dirt', 0);
    let kills = 0;
    for (const [taken, extract] of extracts.entries()) {
      // A fast machine is killed less often over each, and takes more of them.
      if (taken >= FEWEST_EXTRACTS && kills >= FEWEST_KILLS) break;
      await generateExtract({ youths: YOUTHS, county: '19', seed: 5, out: extract.out, dirtyRate: 0.05, evolvePercent: extract.evolvePercent });
      await sync(databaseOf('whole'), extract.out, { clock: fixedClock(extract.at), rowsPerBatch: 300, clientsPerTransaction: 40 });
      // Each may live a little longer than the one before: whatever the machine, the last comes to its end.
      for (let life = 300; !await runFor('killed', extract, life + random.between(0, 400), kills % CRASH_EVERY === CRASH_EVERY - 1); life += 20) {
        kills += 1;
        const [ledger] = await ask<{ done: boolean }>(databaseOf('killed'), 'select exists (select from csec.sync_run where folder_label = $1 and status = \'COMPLETED\') as done', [path.basename(extract.out)]);
        if (ledger!.done) break;
      }
    }
    expect(await endState(databaseOf('killed'))).toEqual(await endState(databaseOf('whole')));
    expect(kills).toBeGreaterThanOrEqual(FEWEST_KILLS);
  }, 1_800_000);
});
