import { getEventListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { workQueue, type Jobs, type WorkedQueue } from '../../src/store/job-queue.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

let database: TestDatabase;
let owner: pg.Client;
let queue: WorkedQueue | null = null;
beforeAll(async () => {
  database = await createTestDatabase();
  owner = new pg.Client({ connectionString: database.url });
  await owner.connect();
});
afterEach(async () => {
  await queue?.stop();
  queue = null;
  await owner.query('drop trigger if exists cut on graphile_worker._private_jobs');
  await owner.query('delete from graphile_worker._private_jobs; delete from graphile_worker._private_job_queues');
});
afterAll(async () => {
  await owner.end();
  await database.drop();
});

const work = (compare: Jobs[string], leaveMillis?: number): void => {
  queue = workQueue({
    url: database.url, jobs: { compare, deliver: async () => undefined }, concurrency: 2, crontab: '', restMillis: 50, onFault: () => undefined,
    ...(leaveMillis !== undefined && { leaveMillis }),
  });
};
const ADD = (subject: string): string =>
  `perform graphile_worker.add_job('compare', '{"subjectId": "${subject}"}', queue_name := 'case:${subject}', job_key := 'case:${subject}');`;
const HOLD = (by: string): string => `update graphile_worker._private_jobs set locked_by = ${by}, locked_at = now(), attempts = 1;
  update graphile_worker._private_job_queues set locked_by = ${by}, locked_at = now();`;
const together = (...statements: string[]): Promise<unknown> => owner.query(`do $$ begin ${statements.join(' ')} end $$`);
const left = async (): Promise<unknown> => (await owner.query('select key, attempts, locked_by from graphile_worker._private_jobs')).rows;
/** The first change of that kind fails, as if the connection had been lost with it. */
const cut = async (when: string): Promise<unknown> => owner.query(`
  create sequence if not exists public.cuts; select setval('public.cuts', 1, false);
  create or replace function public.cut() returns trigger language plpgsql security definer as $$ begin
    if nextval('public.cuts') = 1 then raise exception 'cut'; end if;
    return coalesce(new, old);
  end $$;
  create trigger cut before ${when} execute function public.cut()`);
const whenDone = (check: () => void | Promise<void>): Promise<void> => vi.waitFor(check, { timeout: 25_000, interval: 50 });

describe('a job', () => {
  it('is done that somebody holds who is dead, though he took it after the turn went on', async () => {
    const done: unknown[] = [];
    work(async ({ subjectId }) => void done.push(subjectId));
    await together(ADD('first'));
    await whenDone(() => expect(done).toEqual(['first']));
    await together(ADD('late'), HOLD(`'pool-that-died'`));
    await whenDone(async () => expect([done, await left()]).toEqual([['first', 'late'], []]));
  });

  it('that goes on by itself is told when the queue stops', async () => {
    const seen: string[] = [];
    work(async (_, over) => {
      seen.push('begun');
      await new Promise<void>((resolve) => { over.addEventListener('abort', () => resolve(), { once: true }); });
      seen.push('over');
    }, 600_000);
    await together(ADD('a'));
    await whenDone(() => expect(seen).toEqual(['begun']));
    await queue!.stop();
    expect([seen, await left()]).toEqual([['begun', 'over'], []]);
  });

  it('leaves nothing behind that was asked for again while somebody did it who died', async () => {
    await together(ADD('a'), HOLD(`'pool-that-died'`), ADD('a'));
    expect(await left()).toEqual([{ key: null, attempts: 25, locked_by: 'pool-that-died' }, { key: 'case:a', attempts: 0, locked_by: null }]);
    const done: unknown[] = [];
    work(async ({ subjectId }) => void done.push(subjectId));
    await whenDone(async () => expect([done, await left()]).toEqual([['a'], []]));
  });

  it('is done again when it could not be noted that it was done, and the queue goes on', async () => {
    await cut('delete on graphile_worker._private_jobs for each row');
    const done: unknown[] = [];
    work(async ({ subjectId }) => void done.push(subjectId));
    await together(ADD('a'));
    await whenDone(async () => expect([done, await left()]).toEqual([['a', 'a'], []]));
    await together(ADD('b'));
    await whenDone(async () => expect([done.at(-1), await left()]).toEqual(['b', []]));
  });

  it('is done that was taken without a word of it coming back', async () => {
    const done: unknown[] = [];
    let holder: unknown;
    work(async ({ subjectId }) => {
      done.push(subjectId);
      if (subjectId !== 'a') return;
      holder = (await owner.query('select locked_by from graphile_worker._private_jobs')).rows[0].locked_by;
    });
    await together(ADD('a'));
    await whenDone(async () => expect([done, await left()]).toEqual([['a'], []]));
    await cut('update on graphile_worker._private_jobs for each row when (old.locked_by is null and new.locked_by is not null)');
    await owner.query('begin');
    await together(ADD('taken'));
    await owner.query('alter table graphile_worker._private_jobs disable trigger cut');
    await together(HOLD(`'${String(holder)}'`));
    await owner.query('alter table graphile_worker._private_jobs enable trigger cut');
    await owner.query('commit');
    await sleep(1_500);
    expect(done).toEqual(['a']);
    await together(ADD('b'));
    await whenDone(async () => expect([[...done].sort(), await left()]).toEqual([['a', 'b', 'taken'], []]));
  });

  it('that hangs when the turn is lost is left behind, and done in the next turn', async () => {
    let goOn = (): void => undefined;
    let begun = 0;
    work(async () => {
      begun += 1;
      if (begun === 1) await new Promise<void>((resolve) => { goOn = resolve; });
    }, 200);
    await together(ADD('a'));
    await whenDone(() => expect(begun).toBe(1));
    await owner.query(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and application_name = 'csec-gateway deliver turn'`);
    await whenDone(async () => expect([begun, await left()]).toEqual([2, []]));
    goOn();
  });
});

describe('a queue', () => {
  it('that waits its turn again and again leaves nothing at the signal that stops it', async () => {
    const heard = vi.spyOn(EventTarget.prototype, 'addEventListener');
    await owner.query('select pg_advisory_lock(7263201)');
    work(async () => undefined);
    /** The signal that was listened to most: each wait does so once. */
    const waitedBy = () => {
      const times = new Map<EventTarget, number>();
      const by = heard.mock.contexts as unknown as readonly EventTarget[];
      heard.mock.calls.forEach(([event], at) => { if (event === 'abort') times.set(by[at]!, (times.get(by[at]!) ?? 0) + 1); });
      return [...times].toSorted(([, one], [, other]) => other - one)[0] ?? [null, 0] as const;
    };
    await whenDone(() => expect(waitedBy()[1]).toBeGreaterThan(12));
    expect(getEventListeners(waitedBy()[0]!, 'abort').length).toBeLessThanOrEqual(1);
    heard.mockRestore();
    await owner.query('select pg_advisory_unlock(7263201)');
  });
});
