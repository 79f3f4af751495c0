import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { generateExtract } from '../../adapters/cws-cms/synthetic/generate-extract.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';
import { endState } from './end-state.js';
import { ask, removeExtracts, rowsOf, sync, writeExtract, type ExtractRows } from './extract-folder.js';
import { KID, SIBLING, springfield } from './springfield.js';

const folder = mkdtempSync(path.join(os.tmpdir(), 'csec-counties-'));
const of = (county: string, edition: string): string => path.join(folder, `${county}-${edition}`);
const databases: TestDatabase[] = [];

/** Every so manieth line of a file; the header is none. */
const everyLine = (file: string, nth: number): readonly string[] => readFileSync(file, 'utf8').split(/(?<=\n)/).slice(1).filter((_line, at) => at % nth === 1);

/** What both extracts hold: of many tables some rows of county 19 stand in that of county 34 too, some of them as they were updated later. */
function share(edition: string): void {
  for (const name of readdirSync(of('19', edition)).filter((file) => file.endsWith('.csv') && file !== 'SYS_CD_C.csv')) {
    const file = path.join(of('34', edition), name);
    const shared = everyLine(path.join(of('19', edition), name), 5);
    const later = everyLine(path.join(of('19', edition), name), 7).filter((line) => !shared.includes(line))
      .map((line) => line.replace(/\b20\d\d(-\d\d-\d\d-\d\d\.\d\d\.\d\d\.\d{6})/, '2031$1'));
    appendFileSync(file, shared.join('') + later.join(''));
  }
  // And of both, one hangs off a client who never comes.
  const [line] = everyLine(path.join(of('19', edition), 'NCWSNO_T.csv'), 2);
  for (const county of ['19', '34']) appendFileSync(path.join(of(county, edition), 'NCWSNO_T.csv'), `${line!.slice(0, 11)}OtHerKA0X5${line!.slice(21)}`);
}

beforeAll(async () => {
  for (const county of ['19', '34']) {
    const options = { youths: 5, county, seed: Number(county), dirtyRate: 0 };
    await generateExtract({ ...options, out: of(county, 'first') });
    await generateExtract({ ...options, out: of(county, 'next'), evolvePercent: 30 });
  }
  for (const edition of ['first', 'next']) share(edition);
});
afterAll(async () => {
  removeExtracts();
  rmSync(folder, { recursive: true, force: true });
  await Promise.all(databases.map((database) => database.drop()));
});

async function newDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase();
  databases.push(database);
  return database;
}

const run = (database: TestDatabase, county: string, edition: string) =>
  sync(database.url, of(county, edition), { county, rowsPerBatch: 80, clientsPerTransaction: 4 });

type EndState = Awaited<ReturnType<typeof endState>>;

/** Which of them found what both say new, and which found it there, the ledger alone tells. */
const LEDGER = { sync_table_count: [], sync_run: [] };

const withoutLedger = (state: EndState): EndState => ({ ...state, ...LEDGER });

/** What is left behind after the first editions and after the next, taken in by `take`. */
async function leftBehind(take: (database: TestDatabase, edition: string) => Promise<unknown>): Promise<readonly EndState[]> {
  const database = await newDatabase();
  const states: EndState[] = [];
  for (const edition of ['first', 'next']) {
    await take(database, edition);
    states.push(await endState(database.url));
  }
  return states;
}

/** The same when one county follows the other, known once it was asked. */
const inTurn = memoized((...counties: readonly string[]) => leftBehind(async (database, edition) => {
  for (const county of counties) await run(database, county, edition);
}));

function memoized<T>(ask: (...names: readonly string[]) => Promise<T>): (...names: readonly string[]) => Promise<T> {
  const known = new Map<string, Promise<T>>();
  return (...names) => {
    const answer = known.get(names.join()) ?? ask(...names);
    known.set(names.join(), answer);
    return answer;
  };
}

describe('two counties whose extracts say some of the same', () => {
  it('leave the same behind whichever comes first', async () => {
    const [upwards, downwards] = [await inTurn('19', '34'), await inTurn('34', '19')];
    expect(downwards.map(withoutLedger)).toEqual(upwards.map(withoutLedger));
  }, 120_000);

  it('leave it too when they come at once, the first time and the next', async () => {
    const atOnce = await leftBehind(async (database, edition) => {
      const reports = await Promise.all(['19', '34'].map((county) => run(database, county, edition)));
      expect(reports.map(({ status }) => status)).toEqual(['COMPLETED', 'COMPLETED']);
    });
    expect(atOnce.map(withoutLedger)).toEqual((await inTurn('19', '34')).map(withoutLedger));
  }, 120_000);
});

/** How many sessions of runs wait for a lock of this kind. */
const WAITING = `select count(*)::integer as count from pg_locks l join pg_stat_activity a using (pid)
  where not l.granted and a.datname = current_database() and a.application_name like '% sync' and l.locktype = any ($1)`;

async function untilWaiting(database: TestDatabase, kinds: readonly string[]): Promise<void> {
  await expect.poll(async () => (await ask<{ count: number }>(database.url, WAITING, [kinds]))[0]!.count, { timeout: 20_000 }).toBe(1);
}

/** Runs a step while no run can write to a table: whichever comes to it waits there. */
async function whileClosed(database: TestDatabase, table: string, step: () => Promise<unknown>): Promise<void> {
  const client = new pg.Client({ connectionString: database.url });
  await client.connect();
  try {
    await client.query(`begin; lock table csec.${table} in share row exclusive mode`);
    await step();
  } finally {
    await client.end();
  }
}

describe('two runs at once', () => {
  it('of which one is a first load: the other lands nothing before it is through', async () => {
    const database = await newDatabase();
    const running: Promise<unknown>[] = [];
    await whileClosed(database, 'county_record_csechist', async () => {
      running.push(run(database, '34', 'first'));
      await untilWaiting(database, ['relation']);
      running.push(run(database, '19', 'first'));
      await untilWaiting(database, ['advisory']);
      expect(await ask(database.url, 'select county, marks_all from csec.sync_run order by county')).toEqual([
        { county: '19', marks_all: false }, { county: '34', marks_all: true },
      ]);
      expect(await ask(database.url, "select from csec.sync_table_count t join csec.sync_run r on r.id = t.run_id where r.county = '19'")).toEqual([]);
    });
    await Promise.all(running);
    const [first] = await inTurn('34', '19');
    expect(await endState(database.url)).toEqual(first);
  });

  const NAMED = { FKCLIENT_T: KID, THIRD_ID: 'OtHr02A0X5', FIRST_NM: 'Wren', NAME_TPC: '1311' };
  const naming = (): ExtractRows => {
    const [grid] = springfield().CSECHIST!;
    const newer = { LST_UPD_TS: '2026-02-01-10.00.00.000000' };
    return { OCL_NM_T: [{ ...NAMED, ...newer }], CSECHIST: [{ ...grid!, END_DT: '2025-08-01', ...newer }] };
  };

  it('that change one youth: the later builds her from what both have landed', async () => {
    const database = await newDatabase();
    await sync(database.url, writeExtract(springfield()));
    const running: Promise<unknown>[] = [];
    await whileClosed(database, 'csec_grid_entry', async () => {
      // The name is built, and is not to be seen before the grid is.
      running.push(sync(database.url, writeExtract(naming()), { kind: 'DELTA' }));
      await untilWaiting(database, ['relation']);
      const removed = { ...NAMED, IBMSNAP_OPERATION: 'D', LST_UPD_TS: '2026-02-02-10.00.00.000000' };
      const removal = sync(database.url, writeExtract({ OCL_NM_T: [removed] }), { county: '34', kind: 'DELTA' });
      running.push(removal);
      await Promise.race([removal, untilWaiting(database, ['transactionid'])]);
    });
    await Promise.all(running);
    expect((await rowsOf(database.url, 'alias', KID)).map(({ first_name: name }) => name)).toEqual(['Bird']);
    expect(await ask(database.url, 'select from csec.stale_client')).toEqual([]);
  });

  it('that both bring a youth nobody knew: she is one', async () => {
    const database = await newDatabase();
    await sync(database.url, writeExtract({ CLIENT_T: [{ IDENTIFIER: 'OtHerKA0X5', COM_FST_NM: 'Kim', CHLD_CLT_B: 'Y', SENSTV_IND: 'N' }] }));
    const running: Promise<unknown>[] = [];
    await whileClosed(database, 'alias', async () => {
      running.push(sync(database.url, writeExtract(springfield())));
      await untilWaiting(database, ['relation']);
      const naming34 = sync(database.url, writeExtract({ CLIENT_T: springfield().CLIENT_T!, OCL_NM_T: [NAMED] }), { county: '34' });
      running.push(naming34);
      await Promise.race([naming34, untilWaiting(database, ['transactionid'])]);
    });
    await Promise.all(running);
    expect((await rowsOf(database.url, 'alias', KID)).map(({ first_name: name }) => name).sort()).toEqual(['Bird', 'Wren']);
  });
});

/** Has a step done before a run sends its first statement that begins so. */
function before(beginnings: Readonly<Record<string, () => Promise<unknown>>>): void {
  const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
  const left = new Map(Object.entries(beginnings));
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function spied(this: pg.Client, ...given: unknown[]): never {
    const beginning = [...left.keys()].find((one) => String(given[0]).trimStart().startsWith(one));
    const step = beginning === undefined ? undefined : left.get(beginning);
    if (beginning === undefined || step === undefined) return query.apply(this, given) as never;
    left.delete(beginning);
    return step().then(() => query.apply(this, given)) as never;
  } as never);
}

describe('a row that another county\'s run lands between a run\'s looking and its writing', () => {
  it('and that says the same bears the lower number', async () => {
    const database = await newDatabase();
    const { OCL_NM_T } = springfield();
    await sync(database.url, writeExtract(springfield()), { county: '34' });
    const moved = (by: string) => ask(database.url, `update csec.county_record set updated_at = updated_at + interval '${by}', digest = null
      where source_table = 'OCL_NM_T' returning county`);
    expect(await moved('10 days')).toEqual([{ county: '34' }]);
    // Newer, older, and at last as this run has it.
    before({ 'with compared as': () => moved('-20 days'), 'analyze pg_temp.verdict': () => moved('10 days') });
    const { totals } = await sync(database.url, writeExtract({ OCL_NM_T: OCL_NM_T! }), { kind: 'DELTA' });
    vi.restoreAllMocks();
    expect(totals).toMatchObject({ read: 1, applied: 0, superseded: 1 });
    expect(await ask(database.url, `select county from csec.county_record where source_table = 'OCL_NM_T'`)).toEqual([{ county: '19' }]);
  });
});

describe('a first load that is cut off', () => {
  const cutOff = (database: TestDatabase, folder19: string) => expect(sync(database.url, folder19, {
    rowsPerBatch: 80,
    onProgress: (progress) => { if (progress.phase === 'LANDING' && progress.table === 'PLC_EPST') throw new Error('cut off'); },
  })).rejects.toThrow('cut off');

  it.each([
    ['very', 'first', 0], ['next', 'next', 1],
  ] as const)('leaves no youth behind when another county comes before its own goes on with the %s extract', async (_which, edition, at) => {
    const database = await newDatabase();
    await cutOff(database, of('19', 'first'));
    for (const its of ['first', edition]) await run(database, '34', its);
    expect(await run(database, '19', edition)).toMatchObject({ status: 'COMPLETED' });
    expect(withoutLedger(await endState(database.url))).toEqual(withoutLedger((await inTurn('34', '19'))[at]!));
  });

  it('leaves nobody behind of whom the extract after it says nothing new', async () => {
    const database = await newDatabase();
    const known = { CLIENT_T: springfield().CLIENT_T!, PLC_EPST: springfield().PLC_EPST! };
    await cutOff(database, writeExtract(known));
    await sync(database.url, writeExtract({ CLIENT_T: [{ IDENTIFIER: 'OtHerKA0X5', CHLD_CLT_B: 'Y', SENSTV_IND: 'N' }] }), { county: '34' });
    await sync(database.url, writeExtract(known));
    const youths = await ask<{ key: string }>(database.url, 'select client_key as key from csec.youth');
    expect(youths.map(({ key }) => key).sort()).toEqual([KID, SIBLING, 'OtHerKA0X5'].sort());
  });
});

describe('a row that waits for its parent', () => {
  it('bears the county that brought it when the parent comes with another', async () => {
    const database = await newDatabase();
    const { CLIENT_T, CHLD_CLT, OCL_NM_T } = springfield();
    await sync(database.url, writeExtract({ OCL_NM_T: OCL_NM_T! }), { county: '34', kind: 'DELTA' });
    await sync(database.url, writeExtract({ CLIENT_T: CLIENT_T!, CHLD_CLT: CHLD_CLT! }));
    expect(await ask(database.url, 'select source_table, county from csec.county_record where client_key = $1 order by 1', [KID])).toEqual([
      { source_table: 'CHLD_CLT', county: '19' }, { source_table: 'CLIENT_T', county: '19' }, { source_table: 'OCL_NM_T', county: '34' },
    ]);
    expect((await rowsOf(database.url, 'alias', KID)).map(({ first_name: name }) => name)).toEqual(['Bird']);
    expect(await ask(database.url, 'select from csec.stale_client')).toEqual([]);
  });
});
