import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { RandomStream } from '../../adapters/cws-cms/synthetic/random.js';
import { fixedClock } from '../../src/kernel/clock.js';
import type { Instant } from '../../src/kernel/dates.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { ask, sync } from './extract-folder.js';

const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;
const YOUTHS = DEEP ? 60 : 8;
/** Statements of a run between two cuts, at most: a run has some four hundred. */
const MOST_STATEMENTS = DEEP ? 60 : 110;
const FEWEST_CUTS = 50;

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-cut-off-'));
const extracts = ['first', 'second', 'third'].map((name, at) => ({
  out: path.join(folder, name), evolvePercent: at * 15, clock: fixedClock(`2026-07-0${at + 1}T20:00:00.000Z` as Instant),
}));
type Extract = (typeof extracts)[number];

let [whole, cut]: TestDatabase[] = [];
beforeAll(async () => {
  for (const { out, evolvePercent } of extracts) await generateExtract({ youths: YOUTHS, county: '19', seed: 5, out, dirtyRate: 0.08, evolvePercent });
  [whole, cut] = [await createTestDatabase(), await createTestDatabase()];
});
afterEach(() => { vi.restoreAllMocks(); });
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await Promise.all([whole, cut].map((database) => database!.drop()));
});

const run = (database: TestDatabase, { out, clock }: Extract) =>
  sync(database.url, out, { clock, whenBusy: 'wait', rowsPerBatch: 30, clientsPerTransaction: 3 });

interface Wire { readonly connectionParameters: { readonly application_name?: string }; readonly connection: { readonly stream: { destroy(): void } } }

/**
 * Lets so many statements of the run go out and then takes its connections away, the last statement sent or not, as the
 * death of the process does: the server learns of it when it next listens, and nothing of the run can clean up after itself.
 */
function cutAfter(statements: number, random: RandomStream): void {
  let left = statements;
  cutWhere(() => {
    left -= 1;
    if (left > 0) return null;
    return random.chance(0.3) ? 0 : random.between(0, 12);
  });
}

/** Takes the connections of the run away so many milliseconds after a statement, told by its text and parameters, is asked for; zero: before it is sent. */
function cutWhere(millisAfter: (sql: unknown, parameters: unknown) => number | null): void {
  const wires = new Set<Wire>();
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function spied(this: pg.Client, ...given: unknown[]): never {
    const wire = this as unknown as Wire;
    if (wire.connectionParameters.application_name?.endsWith(' sync') !== true) return query.apply(this, given) as never;
    wires.add(wire);
    const sever = (): void => { for (const { connection } of wires) connection.stream.destroy(); };
    const millis = millisAfter(given[0], given[1]);
    if (millis === 0) sever();
    else if (millis !== null) setTimeout(sever, millis);
    return query.apply(this, given) as never;
  } as never);
}

/** How far the runs have come: runs, phase, tables, pages, youths. */
const PLACE = `select concat_ws(' ', count(distinct r.id), (array_agg(r.phase order by r.started_at desc))[1], count(t.*), sum(t.landed_through),
  max(r.youths_assembled)) as place from csec.sync_run r left join csec.sync_table_count t on t.run_id = r.id`;

const FINISHED = (folder: string) => `select exists (select from csec.sync_run where folder_label = '${folder}' and status = 'COMPLETED') as done`;

describe('runs that are cut off', () => {
  it('at any moment, again and again, end as if nothing had happened', async () => {
    const random = new RandomStream(3, 'dirt', 0);
    const places: string[] = [];
    for (const extract of extracts) {
      await run(whole!, extract);
      for (let done = false; !done;) {
        cutAfter(random.between(12, MOST_STATEMENTS), random);
        done = await run(cut!, extract).then(() => true, (fault: unknown) => {
          expect(fault).toMatchObject({ code: 'STORE_UNAVAILABLE' });
          return false;
        });
        vi.restoreAllMocks();
        if (done) continue;
        places.push((await ask<{ place: string }>(cut!.url, PLACE))[0]!.place);
        // A run whose last commit was made and never answered is done, as its operator reads in syncRuns; asking again is another run.
        done = (await ask<{ done: boolean }>(cut!.url, FINISHED(path.basename(extract.out))))[0]!.done;
      }
    }
    expect(await endState(cut!.url)).toEqual(await endState(whole!.url));
    // Cuts that all fall on the same few places would prove little.
    expect([places.length >= FEWEST_CUTS, new Set(places).size >= FEWEST_CUTS / 2]).toEqual([true, true]);
  }, DEEP ? 1_200_000 : 480_000);

  it('end also where the table of codes, for which all others wait, is being closed', async () => {
    const database = await createTestDatabase();
    const closing: unknown[] = [];
    cutWhere((sql, parameters) => {
      const isClosing = String(sql).includes('failed_file') && Array.isArray(parameters) && parameters.includes('SYS_CD_C');
      if (isClosing) closing.push(sql);
      return isClosing ? 0 : null;
    });
    await expect(run(database, extracts[0]!)).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' });
    expect(closing).toHaveLength(1);
    vi.restoreAllMocks();
    await run(database, extracts[0]!);
    expect((await ask<{ tables: number }>(database.url, "select count(*)::integer as tables from csec.sync_table_count where outcome = 'LANDED'"))[0]!.tables).toBeGreaterThan(20);
    await database.drop();
  }, 60_000);
});
