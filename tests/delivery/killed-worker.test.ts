import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { RandomStream } from '../../adapters/cws-cms/synthetic/random.js';
import { CONSENT } from '../support/seed-county.js';
import { rename, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';
import { startKillableWorker, type KillableWorker } from './worker-in-process.js';

const DEEP = process.env['CSEC_TEST_DEEP'] !== undefined;
/** Deaths, and one in so many of them is that of the database. */
const [DEATHS, CRASH_EVERY] = DEEP ? [40, 5] as const : [5, 3] as const;
const REVOKED_AFTER = Math.ceil(DEATHS / 2);
/** What was decided before the revocation stood may lie in the socket. */
const ON_ITS_WAY_MILLIS = 250;
/** What does not become less for so long is stuck. */
const STUCK_MILLIS = 90_000;

let worker: KillableWorker;
let endpoint: EndpointServer;
beforeAll(async () => {
  worker = await startKillableWorker();
  endpoint = await startEndpoint();
}, 300_000);
afterAll(async () => {
  await worker.stop();
  await endpoint.close();
});

const now = (): number => performance.timeOrigin + performance.now();
const REVOKE = `update csec.consent set status = 'REVOKED', version = version + 1,
  record = record || jsonb_build_object('status', 'REVOKED', 'version', version + 1) where id = $1`;
const received = (name: string) => endpoint.received.filter(({ path }) => path.endsWith(`/${name}`));

/**
 * Waits until nothing is left to be done, and lets nothing that was put off wait for its time. However slow the machine, what
 * is not stuck becomes less. Errors: what is left, and why.
 */
async function drained(): Promise<void> {
  let [least, since] = [Number.POSITIVE_INFINITY, now()];
  while (now() - since < STUCK_MILLIS) {
    const [left] = await worker.sql<{ waiting: number }>(`select (select count(*) from csec.partner_event where state = 'WAITING')::integer
      + (select count(*) from graphile_worker._private_jobs)::integer as waiting`);
    if (left!.waiting === 0) return;
    if (left!.waiting < least) [least, since] = [left!.waiting, now()];
    await worker.sql('update graphile_worker._private_jobs set run_at = now() where locked_at is null and run_at > now()');
    await sleep(250);
  }
  throw new Error(`Something is left to be delivered: ${JSON.stringify(await remains(), null, 2)}`);
}

/** What is left in the outbox and in the queue, who holds it, and who has the turn. */
async function remains(): Promise<unknown> {
  return {
    gateway: worker.running() ? 'runs' : 'has ended',
    events: await worker.sql('select state, kind, attempts, fault, status, count(*)::integer from csec.partner_event group by 1, 2, 3, 4, 5 order by 1, 2, 3'),
    jobs: await worker.sql(`select t.identifier, j.key is not null as keyed, j.attempts, j.max_attempts, j.locked_by, now() - j.locked_at as held, j.run_at - now() as due, j.last_error
      from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id order by j.id limit 20`),
    queues: await worker.sql('select locked_by, now() - locked_at as held from graphile_worker._private_job_queues where locked_at is not null limit 20'),
    turns: await worker.sql(`select l.granted, a.state, now() - a.backend_start as for from pg_locks l left join pg_stat_activity a using (pid) where l.locktype = 'advisory' and l.objid = 7263201`),
  };
}

describe('a worker that is killed, and a database that dies', () => {
  it('lose no event, deliver none after its revocation, and keep the order of each youth', async () => {
    const clinic = await subscribe(worker, 'mental-health', { endpoint: `${endpoint.url}/clinic` });
    await subscribe(worker, 'provider', { endpoint: `${endpoint.url}/provider` });
    // Told once before anything dies: a worker that dies before it has begun, on a slow machine, would tell nobody.
    await rename(worker, 'A-First');
    await drained();
    const random = new RandomStream(7, 'dirt', 0);
    endpoint.answer = () => ({ status: random.between(0, 4) === 0 ? 503 : 204, afterMillis: random.between(0, 60) });
    let [revokedAt, lastChange] = [Number.POSITIVE_INFINITY, 0];
    for (let death = 1; death <= DEATHS; death += 1) {
      for (let n = 0; n < 3; n += 1) {
        await rename(worker, `A-${death}-${n}`);
        lastChange = now();
        await sleep(random.between(0, 120));
      }
      if (death === REVOKED_AFTER) {
        await worker.sql(REVOKE, [CONSENT.provider]);
        revokedAt = now();
      }
      await sleep(100 + random.between(0, DEEP ? 2_500 : 900));
      await (death % CRASH_EVERY === 0 ? worker.crashDatabase() : worker.killWorker());
    }
    endpoint.answer = () => ({ status: 204 });
    await drained();

    const raised = await worker.sql<{ id: string; state: string; subscription_id: string }>('select id, state, subscription_id from csec.partner_event order by seq');
    expect(raised.filter(({ state }) => state === 'WAITING' || state === 'DEAD')).toEqual([]);
    // No change is left untold: the last event came after the last change, and every event that was raised was delivered, in order.
    expect(Math.max(...received('clinic').map(({ at }) => at))).toBeGreaterThan(lastChange);
    const sent = raised.filter(({ subscription_id, state }) => subscription_id === clinic.id && state === 'SENT').map(({ id }) => id);
    expect(sent.length).toBeGreaterThan(1);
    expect([...new Set(received('clinic').map(({ headers }) => String(headers['webhook-id'])))]).toEqual(sent);
    // Nothing of the youth left under the consent once its revocation stood; that it ended was told.
    const typesAt = (from: number) => received('provider').filter(({ at }) => at > from).map(({ body }) => JSON.parse(body).type as string);
    expect(typesAt(revokedAt + ON_ITS_WAY_MILLIS)).not.toContain('ca.csec.case.changed.v1');
    expect(typesAt(0)).toContain('ca.csec.case.changed.v1');
    expect(typesAt(revokedAt).at(-1)).toBe('ca.csec.case.ended.v1');
  }, DEEP ? 1_800_000 : 480_000);
});
