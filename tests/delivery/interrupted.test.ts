import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { TestGateway } from '../support/gateway.js';
import { YOUTHS } from '../support/seed-county.js';
import { changeAsSync, eventsOf, settled, startDeliveringGateway, subscribe } from './delivery-gateway.js';
import { startEndpoint, type EndpointServer } from './endpoint-server.js';

let gateway: TestGateway;
let endpoint: EndpointServer;
let clinic: { readonly id: string };
beforeAll(async () => {
  gateway = await startDeliveringGateway();
  endpoint = await startEndpoint();
  clinic = await subscribe(gateway, 'mental-health', { endpoint: endpoint.url });
});
afterAll(async () => {
  await gateway.stop();
  await endpoint.close();
});
beforeEach(async () => {
  await settled(gateway);
  endpoint.received.length = 0;
  endpoint.answer = () => ({ status: 204 });
});

const rename = (name: string) => changeAsSync(gateway, YOUTHS.ALMA, 'update csec.youth set first_name = $1 where subject_id = $2', [name, YOUTHS.ALMA]);
const allSent = () => vi.waitFor(async () => {
  expect((await eventsOf(gateway, clinic.id)).map(({ state }) => state)).not.toContain('WAITING');
}, { timeout: 20_000, interval: 100 });
const ids = (): readonly unknown[] => endpoint.received.map(({ headers }) => headers['webhook-id']);

describe('a delivery that is interrupted', () => {
  it('goes on when every connection to the database was lost while an event was on its way', async () => {
    endpoint.answer = () => ({ status: 204, afterMillis: 400 });
    await rename('A-Cut');
    await endpoint.until(1);
    await gateway.sql(`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and pid <> pg_backend_pid() and application_name like 'csec-gateway%'`);
    await rename('A-After');
    await vi.waitFor(() => expect(new Set(ids()).size).toBe(2), { timeout: 20_000, interval: 50 });
    await allSent();
    const told = ids();
    // The one that was on its way may come twice, under its id; the change after it is an event of its own, and comes after it.
    expect(told.lastIndexOf(told[0])).toBeLessThan(told.indexOf(told.at(-1)));
    expect((await eventsOf(gateway, clinic.id)).map(({ state }) => state)).toEqual(['SENT', 'SENT']);
  });

  it('is taken up at once by whoever has the turn next, whatever the one before held', async () => {
    endpoint.answer = () => ({ status: 503 });
    await rename('A-Held');
    await endpoint.until(1);
    await settled(gateway);
    endpoint.answer = () => ({ status: 204 });
    // As a process leaves it that was killed in the midst of the attempt, while another has the turn already.
    await gateway.sql(`update graphile_worker._private_jobs set locked_by = 'pool-that-died', locked_at = now(), run_at = now() where locked_at is null`);
    await gateway.sql(`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'csec-gateway deliver turn'`);
    await endpoint.until(2);
    await allSent();
    expect(ids()[1]).toBe(ids()[0]);
  });

  it('comes of one gateway at a time, though several share the database', async () => {
    const other = await startDeliveringGateway({ databaseUrl: gateway.databaseUrl });
    await rename('A-Once');
    await endpoint.until(1);
    await settled(gateway);
    await allSent();
    const [{ turns } = { turns: 0 }] = await gateway.sql<{ turns: number }>(`select count(*)::integer as turns from pg_locks
      where locktype = 'advisory' and granted and objid = 7263201 and database = (select oid from pg_database where datname = current_database())`);
    expect([endpoint.received.length, turns]).toEqual([1, 1]);
    await other.stop();
  });

  it('waits as long as the endpoint asks, when that is longer than it would', async () => {
    endpoint.answer = () => ({ status: 429, headers: { 'retry-after': '3600' } });
    await rename('A-Asked');
    await endpoint.until(1);
    await vi.waitFor(async () => {
      const [job] = await gateway.sql<{ seconds: number }>('select extract(epoch from max(run_at) - now())::float8 as seconds from graphile_worker._private_jobs');
      expect(job?.seconds).toBeGreaterThan(3_500);
    }, { timeout: 10_000, interval: 50 });
    await gateway.sql('update graphile_worker._private_jobs set run_at = now()');
  });
});
